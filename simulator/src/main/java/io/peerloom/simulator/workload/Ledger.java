package io.peerloom.simulator.workload;

import io.peerloom.core.Peer;
import io.peerloom.core.api.GetResult;
import io.peerloom.core.api.PublishResult;
import io.peerloom.core.api.PutOptions;
import io.peerloom.core.api.PutResult;
import io.peerloom.core.api.Value;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Promise;
import io.peerloom.simulator.check.AcknowledgedWrites;
import io.peerloom.simulator.check.DiskContents;
import io.peerloom.simulator.check.History;
import io.peerloom.simulator.check.NoAckedMessageLost;
import io.peerloom.simulator.check.NoAckedRecordLost;
import io.peerloom.simulator.check.Subscribers;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.World;
import io.peerloom.simulator.machine.WorldListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes into a world and records what was acknowledged, to read all of it later: nothing
 * acknowledged may be missing, nothing may be delivered twice, and each publisher's messages are in
 * order.
 */
public final class Ledger implements WorldListener {
  private static final int TTL_SECONDS = 24 * 3600;

  private final World world;
  private final AcknowledgedWrites writes;
  private final Map<Peer, Integer> currentStreams = new LinkedHashMap<>();
  private final History history = new History();
  private final Subscribers subscribers;
  private int streamCount;
  private int refused;

  public Ledger(World world) {
    this.world = world;
    this.writes = new AcknowledgedWrites(world);
    this.subscribers = new Subscribers(world);
    world.addListener(this);
  }

  public Promise<PutResult> put(Peer peer, String name, String value) {
    Promise<PutResult> put = write(peer, name, value, PutOptions.open());
    put.then(
        ok -> writes.addValue(name, value, Bytes.fromHex(ok.key()), ok.holders()), e -> refused++);
    return put;
  }

  /** Puts a value that may be replaced; {@link #history} records the outcome. */
  Promise<PutResult> write(Peer peer, String name, String text, PutOptions options) {
    Machine writer = machineOf(peer);
    long expiresAt = world.now() + 1_000L * options.ttlSeconds();
    History.Attempt attempt =
        new History.Attempt(name, text, writer, peer.publisher(), options.ifSequence(), expiresAt);
    history.add(attempt);
    Promise<PutResult> put = peer.put(name, Value.text(text), options);
    put.then(
        ok -> {
          attempt.acknowledged(world.now(), ok.sequence(), ok.holders());
          DiskContents holding = new DiskContents(world, writer);
          // Another version may have replaced this one by now; then any version of that name
          // counts.
          boolean alone = history.attempts(name).size() == 1;
          attempt.others = holding.others(Bytes.fromHex(ok.key()), alone ? text : "");
          attempt.hadOthers = holding.hadOthers();
        },
        e -> attempt.failed(world.now(), e.code()));
    return put;
  }

  private Machine machineOf(Peer peer) {
    for (Machine machine : world.machines()) {
      if (machine.peer() == peer) {
        return machine;
      }
    }
    throw new IllegalArgumentException("the peer of no machine");
  }

  /** All writes and reads of values. */
  public History history() {
    return history;
  }

  /** What was acknowledged. */
  public AcknowledgedWrites writes() {
    return writes;
  }

  public Subscribers subscribers() {
    return subscribers;
  }

  public Promise<PublishResult> publish(Peer peer, String topic, String text) {
    writes.published(text, currentStreams.computeIfAbsent(peer, p -> ++streamCount));
    subscribers.sent(text);
    Promise<PublishResult> publish = peer.topic(topic).publish(Value.text(text), TTL_SECONDS);
    publish.then(
        ok -> {
          writes.addMessage(topic, text);
          subscribers.acknowledged(topic, text);
        },
        e -> {
          refused++;
          if (History.isRefusal(e.code())) {
            writes.refusedMessage(text, e.code());
          }
        });
    return publish;
  }

  /** Whether a value that was found is the one that was put under that name. */
  boolean isRight(String name, GetResult found) {
    return history.attempts(name).stream()
        .anyMatch(each -> each.text.equals(Bytes.utf8(found.value().bytes())));
  }

  /** Number of failed writes. */
  public int refused() {
    return refused;
  }

  @Override
  public void ends(Machine machine) {
    if (machine.peer() != null) {
      currentStreams.remove(machine.peer());
    }
  }

  /** All that was found wrong when everything is read back through one peer. */
  public List<String> violationsSeenBy(Peer reader, long withinMillis) {
    List<String> violations =
        new ArrayList<>(NoAckedRecordLost.violations(world, writes, reader, withinMillis));
    violations.addAll(NoAckedMessageLost.violations(world, writes, reader, withinMillis));
    return violations;
  }
}
