package io.peerloom.simulator.workload;

import io.peerloom.core.Peer;
import io.peerloom.core.Probe;
import io.peerloom.core.api.GetResult;
import io.peerloom.core.api.PublishResult;
import io.peerloom.core.api.PutOptions;
import io.peerloom.core.api.PutResult;
import io.peerloom.core.api.TopicMessage;
import io.peerloom.core.api.Value;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.data.RecordStore;
import io.peerloom.core.data.StoreKeys;
import io.peerloom.core.id.Key;
import io.peerloom.simulator.check.DiskContents;
import io.peerloom.simulator.check.History;
import io.peerloom.simulator.check.Subscribers;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.World;
import io.peerloom.simulator.machine.WorldListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Writes into a world and records what was acknowledged, to read all of it later: nothing
 * acknowledged may be missing, nothing may be delivered twice, and each publisher's messages are in
 * order.
 */
public final class Ledger implements WorldListener {
  private static final int TTL_SECONDS = 24 * 3600;
  private static final int READ_AT_ONCE = 100;
  private static final int POLL_MILLIS = 500;

  /** A peer without links receives a history in routed answers of 2.5 kB, one per round trip. */
  private static final int UNLINKED_MILLIS = 100;

  /** A value that was acknowledged. */
  private static final class WrittenValue {
    String value;
    byte[] key;
    int holders;
    int disksLost;
  }

  private final World world;
  private final Map<String, WrittenValue> values = new LinkedHashMap<>();
  private final Map<Bytes, WrittenValue> byKey = new LinkedHashMap<>();
  private final Map<String, List<String>> messages = new LinkedHashMap<>();
  private final Map<String, Integer> streams = new LinkedHashMap<>();
  private final Map<Peer, Integer> currentStreams = new LinkedHashMap<>();
  private final Map<String, ErrorCode> refusedMessages = new LinkedHashMap<>();
  private final History history = new History();
  private final Subscribers subscribers;
  private int streamCount;
  private int refused;

  public Ledger(World world) {
    this.world = world;
    this.subscribers = new Subscribers(world);
    world.addListener(this);
  }

  public Promise<PutResult> put(Peer peer, String name, String value) {
    Promise<PutResult> put = write(peer, name, value, PutOptions.open());
    put.then(
        ok -> {
          WrittenValue written = new WrittenValue();
          written.value = value;
          written.key = Bytes.fromHex(ok.key());
          written.holders = ok.holders();
          values.put(name, written);
          byKey.put(Bytes.wrap(written.key), written);
        },
        e -> refused++);
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

  public Subscribers subscribers() {
    return subscribers;
  }

  public Promise<PublishResult> publish(Peer peer, String topic, String text) {
    streams.put(text, currentStreams.computeIfAbsent(peer, p -> ++streamCount));
    subscribers.sent(text);
    Promise<PublishResult> publish = peer.topic(topic).publish(Value.text(text), TTL_SECONDS);
    publish.then(
        ok -> {
          messages.computeIfAbsent(topic, t -> new ArrayList<>()).add(text);
          subscribers.acknowledged(topic, text);
        },
        e -> {
          refused++;
          if (History.isRefusal(e.code())) {
            refusedMessages.put(text, e.code());
          }
        });
    return publish;
  }

  /** Number of acknowledged writes. */
  public int acknowledged() {
    int count = values.size();
    for (List<String> each : messages.values()) {
      count += each.size();
    }
    return count;
  }

  /** Number of failed writes. */
  public int refused() {
    return refused;
  }

  /** The names of acknowledged values, oldest first. */
  List<String> names() {
    return new ArrayList<>(values.keySet());
  }

  @Override
  public void ends(Machine machine) {
    if (machine.peer() != null) {
      currentStreams.remove(machine.peer());
    }
  }

  /** Whether a machine itself holds the value of that name. */
  boolean isOwn(Machine machine, String name) {
    WrittenValue written = values.get(name);
    return written != null && holds(machine, written);
  }

  /** Whether a disk that held that value is lost for good. */
  boolean lostDisks(String name) {
    WrittenValue written = values.get(name);
    return written == null || written.disksLost > 0;
  }

  // ---- disks

  @Override
  public void diskLost(Machine machine) {
    byte[] all = StoreKeys.start(StoreKeys.RECORDS);
    WrittenValue last = null;
    for (RecordStore.Entry entry :
        machine.store().entries(all, StoreKeys.end(StoreKeys.RECORDS), Integer.MAX_VALUE)) {
      WrittenValue written = byKey.get(Bytes.wrap(Bytes.slice(entry.key(), 1, 1 + Key.BYTES)));
      if (written != null && written != last) {
        written.disksLost++;
      }
      last = written;
    }
  }

  private static boolean holds(Machine machine, WrittenValue written) {
    return holds(machine, written.key);
  }

  /** Whether a machine's disk has a record of that key. */
  public static boolean holds(Machine machine, byte[] key) {
    byte[] from = StoreKeys.key(StoreKeys.RECORDS, key);
    byte[] to = Bytes.concat(from, new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1});
    return !machine.store().entries(from, to, 1).isEmpty();
  }

  /**
   * Records that are on fewer disks than were acknowledged, counting disks that are lost for good.
   */
  public List<String> missingReplicas() {
    List<String> violations = new ArrayList<>();
    values.forEach(
        (name, written) -> {
          int disks = written.disksLost;
          for (Machine machine : world.machines()) {
            disks += holds(machine, written) ? 1 : 0;
          }
          if (disks < written.holders) {
            violations.add(name + " is on " + disks + " disks of " + written.holders);
          }
        });
    return violations;
  }

  /**
   * Whether a value that was not found should have been: a running peer holds it, or not all of its
   * disks are lost.
   */
  private boolean isHeld(WrittenValue written) {
    for (Machine machine : world.machines()) {
      if (machine.peer() != null && holds(machine, written)) {
        return true;
      }
    }
    return written.disksLost < written.holders;
  }

  // ---- reading back

  /**
   * Reads everything back through one peer, within that much virtual time; returns violations in
   * words.
   */
  public List<String> violationsSeenBy(Peer reader, long withinMillis) {
    List<String> violations = valuesLostTo(reader, withinMillis);
    violations.addAll(messagesLostTo(reader, withinMillis));
    return violations;
  }

  /**
   * Reads all acknowledged values, some at a time, because no access network can send so many
   * requests at once; returns those not found although a disk holds them.
   */
  public List<String> valuesLostTo(Peer reader, long withinMillis) {
    List<String> violations = new ArrayList<>();
    List<String> names = names();
    for (int i = 0; i < names.size(); i += READ_AT_ONCE) {
      Map<String, Promise<GetResult>> gets = new LinkedHashMap<>();
      for (String name : names.subList(i, Math.min(names.size(), i + READ_AT_ONCE))) {
        gets.put(name, reader.get(name, null));
      }
      await(gets, name -> reader.get(name, null), withinMillis);
      gets.forEach((name, get) -> checkValue(name, get, violations));
    }
    return violations;
  }

  /**
   * Waits for answers, and as long again if some are late. Repeats gets that failed because holders
   * were unreachable: a stalled message delays all that follow it on the same link, for as long as
   * a request's timeout.
   */
  <K, T> void await(Map<K, Promise<T>> asked, Function<K, Promise<T>> again, long withinMillis) {
    await(asked, withinMillis);
    long until = world.now() + withinMillis;
    while (world.now() < until
        && asked.values().stream().anyMatch(answer -> !answer.isDone() || answer.isFailed())) {
      world.run(POLL_MILLIS);
      asked.replaceAll((what, answer) -> answer.isFailed() ? again.apply(what) : answer);
      await(asked, withinMillis);
    }
  }

  private <K, T> void await(Map<K, Promise<T>> asked, long withinMillis) {
    long until = world.now() + withinMillis;
    while (world.now() < until && !asked.values().stream().allMatch(Promise::isDone)) {
      world.run(POLL_MILLIS);
    }
  }

  /** Reads all topics; returns acknowledged messages that are missing or out of order. */
  public List<String> messagesLostTo(Peer reader, long withinMillis) {
    Map<String, Promise<List<TopicMessage>>> histories = new LinkedHashMap<>();
    for (String topic : messages.keySet()) {
      histories.put(topic, reader.topic(topic).history());
    }
    long within = withinMillis;
    if (new Probe(reader).countedLinks() == 0) {
      for (List<String> each : messages.values()) {
        within += (long) UNLINKED_MILLIS * each.size();
      }
    }
    await(histories, topic -> reader.topic(topic).history(), within);
    List<String> violations = new ArrayList<>();
    histories.forEach((topic, history) -> checkHistory(topic, history, violations));
    return violations;
  }

  private void checkValue(String name, Promise<GetResult> get, List<String> violations) {
    WrittenValue written = values.get(name);
    if (!get.isDone() || get.isFailed()) {
      violations.add("value " + name + " unreadable: " + get.failure());
    } else if (get.value() == null) {
      if (isHeld(written)) {
        violations.add("value " + name + " was acknowledged and is gone");
      }
    } else if (!text(get.value().value()).equals(written.value)) {
      violations.add("value " + name + " is another");
    }
  }

  private void checkHistory(
      String topic, Promise<List<TopicMessage>> history, List<String> violations) {
    if (!history.isDone() || history.isFailed()) {
      violations.add("topic " + topic + " unreadable: " + history.failure());
      return;
    }
    Set<String> seen = new LinkedHashSet<>();
    Map<Integer, Long> last = new LinkedHashMap<>();
    for (TopicMessage message : history.value()) {
      String text = text(message.value());
      if (!seen.add(text)) {
        violations.add("topic " + topic + " has " + text + " twice");
      }
      Integer stream = streams.get(text);
      Long before = stream == null ? null : last.put(stream, message.sequence());
      if (before != null && before >= message.sequence()) {
        violations.add("topic " + topic + " has " + text + " out of order");
      }
    }
    for (String text : seen) {
      if (refusedMessages.containsKey(text)) {
        violations.add("topic " + topic + " has " + text + ", " + refusedMessages.get(text));
      }
    }
    for (String text : messages.get(topic)) {
      if (!seen.contains(text)) {
        violations.add("message " + text + " on " + topic + " was acknowledged and is gone");
      }
    }
  }

  private static String text(Value value) {
    return Bytes.utf8(value.bytes());
  }
}
