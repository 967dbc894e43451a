package io.peerloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.api.GetResult;
import io.peerloom.core.api.PeerListener;
import io.peerloom.core.api.PublishResult;
import io.peerloom.core.api.PutOptions;
import io.peerloom.core.api.PutResult;
import io.peerloom.core.api.QueueOutcome;
import io.peerloom.core.api.QueuedWrite;
import io.peerloom.core.api.TopicMessage;
import io.peerloom.core.api.Value;
import io.peerloom.core.api.WhenOffline;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.id.PeerKind;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.Traits;
import io.peerloom.simulator.machine.World;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Writes while nobody is reachable are refused, or queued and sent later, exactly once. */
@Label("Writes while offline")
class OfflineWritePropertyTest {
  private static final int TTL_SECONDS = 3_600;

  private final List<QueueOutcome> outcomes = new ArrayList<>();

  private World world;
  private Machine page;

  private void network(int seed, int nodes) {
    world = FormationPropertyTest.network(seed, nodes, 0);
    page = world.add(PeerKind.BROWSER);
    world.run(20_000);
    listen();
  }

  private void listen() {
    outcomes.clear();
    page.peer()
        .addListener(
            new PeerListener() {
              @Override
              public void onQueueOutcome(QueueOutcome outcome) {
                outcomes.add(outcome);
              }
            });
  }

  private List<Machine> servers() {
    return world.machines().stream().filter(m -> m.kind() != PeerKind.BROWSER).toList();
  }

  private void queue() {
    Promise<PutResult> put =
        page.peer().put("name", Value.text("value"), PutOptions.open().queued());
    Promise<PublishResult> publish =
        page.peer().topic("topic").publish(Value.text("message"), TTL_SECONDS, WhenOffline.QUEUE);
    world.run(40_000);
    assertThat(put.value().queuedAs()).isNotNull();
    assertThat(publish.value().queuedAs()).isNotNull();
    assertThat(page.peer().queued().value())
        .extracting(QueuedWrite::kind)
        .containsExactlyInAnyOrder(QueuedWrite.Kind.PUT, QueuedWrite.Kind.PUBLISH);
  }

  /** A third peer reads the value, and the message exactly once. */
  private void assertWritten() {
    Machine reader = world.add(PeerKind.NODE);
    world.run(20_000);
    Promise<GetResult> get = reader.peer().get("name", null);
    Promise<List<TopicMessage>> history = reader.peer().topic("topic").history();
    world.run(20_000);
    assertThat(Bytes.utf8(get.value().value().bytes())).isEqualTo("value");
    assertThat(history.value()).hasSize(1);
    assertThat(page.peer().queued().value()).isEmpty();
  }

  @Property(tries = 10)
  void whatWasQueuedIsSentAndReportedOnceOthersAreBack(
      @ForAll int seed,
      @ForAll @IntRange(min = 1, max = 5) int nodes,
      @ForAll @IntRange(max = 120_000) int noticed) {
    network(seed, nodes);
    servers().forEach(Machine::kill);
    world.run(noticed);
    queue();
    assertThat(outcomes).isEmpty();
    servers().forEach(Machine::start);
    world.run(120_000);
    assertThat(outcomes).hasSize(2).allMatch(o -> o.failure() == null && o.holders() > 0);
    assertWritten();
  }

  /** Nodes whose receipts do not arrive may have stored the message or not. */
  @Property(tries = 40)
  void whatWasUnderWayArrivesOnce(
      @ForAll int seed,
      @ForAll @IntRange(min = 1, max = 5) int nodes,
      @ForAll boolean pageEndsToo) {
    network(seed, nodes);
    Promise<PutResult> put =
        page.peer().put("name", Value.text("value"), PutOptions.open().queued());
    Promise<PublishResult> publish =
        page.peer().topic("topic").publish(Value.text("message"), TTL_SECONDS, WhenOffline.QUEUE);
    // Cuts are spread evenly over the time until all writes are acknowledged.
    world.run(20 + Math.floorMod(seed, 100));
    page.partition(1);
    world.run(60_000);
    assertThat(put.isFailed() || publish.isFailed()).isFalse();
    if (pageEndsToo) {
      page.kill();
    }
    page.partition(0);
    if (pageEndsToo) {
      page.start();
    }
    world.run(180_000);
    assertWritten();
  }

  /** Deletions and puts of a name are sent in the order in which they were queued. */
  @Property(tries = 20)
  void whatWasDeletedOfflineIsGoneUnlessItWasPutAgain(
      @ForAll int seed,
      @ForAll @IntRange(min = 1, max = 5) int nodes,
      @ForAll boolean isPublic,
      @ForAll boolean both,
      @ForAll boolean again,
      @ForAll boolean pageEndsToo) {
    network(seed, nodes);
    PutOptions options = isPublic ? PutOptions.open() : PutOptions.sealed();
    acknowledged(page.peer().put("name", Value.text("old"), options));
    servers().forEach(Machine::kill);
    Promise<PutResult> replaced = page.peer().put("name", Value.text("new"), options.queued());
    world.run(40_000);
    PutOptions.Readers readers = both ? null : options.readers();
    Promise<List<String>> deleted = page.peer().delete("name", readers, -1, WhenOffline.QUEUE);
    world.run(40_000);
    assertThat(deleted.value()).hasSize(both ? 2 : 1);
    if (again) {
      page.peer().put("name", Value.text("again"), options.queued());
    }
    world.run(40_000);
    List<QueuedWrite.Kind> kinds = new ArrayList<>(List.of(QueuedWrite.Kind.PUT));
    kinds.addAll(Collections.nCopies(both ? 2 : 1, QueuedWrite.Kind.DELETE));
    if (again) {
      kinds.add(QueuedWrite.Kind.PUT);
    }
    assertThat(page.peer().queued().value()).extracting(QueuedWrite::kind).isEqualTo(kinds);
    assertThat(replaced.value().queuedAs()).isNotNull();
    if (pageEndsToo) {
      page.kill();
    }
    servers().forEach(Machine::start);
    if (pageEndsToo) {
      page.start();
    }
    world.run(120_000);
    assertThat(page.peer().queued().value()).isEmpty();
    Promise<GetResult> get = page.peer().get("name", null);
    world.run(20_000);
    assertThat(get.value() == null ? null : Bytes.utf8(get.value().value().bytes()))
        .isEqualTo(again ? "again" : null);
  }

  private void acknowledged(Promise<PutResult> put) {
    world.run(10_000);
    assertThat(put.value().holders()).isPositive();
  }

  @Property(tries = 10)
  void conditionalPutOfACutOffPageIsUnreachableOrWaits(
      @ForAll int seed,
      @ForAll @IntRange(min = 1, max = 5) int nodes,
      @ForAll @IntRange(max = 120_000) int noticed) {
    network(seed, nodes);
    servers().forEach(Machine::kill);
    world.run(noticed);
    PutOptions ifNone = new PutOptions(PutOptions.Readers.PUBLIC, TTL_SECONDS, 0);
    Promise<PutResult> refused = page.peer().put("refused", Value.text("value"), ifNone);
    Promise<PutResult> waits = page.peer().put("name", Value.text("value"), ifNone.queued());
    world.run(60_000);
    assertThat(refused.failure().code()).isEqualTo(ErrorCode.UNREACHABLE);
    assertThat(waits.value().queuedAs()).isNotNull();
    // The bridge, which holds no data, starts first and alone.
    servers().get(0).start();
    world.run(60_000);
    assertThat(outcomes).isEmpty();
    servers().stream().skip(1).forEach(Machine::start);
    world.run(120_000);
    assertThat(outcomes).singleElement().matches(o -> o.failure() == null && o.holders() > 0);
  }

  @Property(tries = 10)
  void whatWasQueuedNeverReplacesNewerConditionalPut(
      @ForAll int seed, @ForAll @IntRange(max = 1_500) int linked) {
    network(seed, 4);
    servers().forEach(Machine::kill);
    page.peer().put("name", Value.text("older"), PutOptions.open().queued());
    world.run(40_000);
    servers().forEach(Machine::start);
    for (int i = 0; i < 600 && page.peer().links().isEmpty(); i++) {
      world.run(100);
    }
    world.run(linked);
    PutOptions ifNone = new PutOptions(PutOptions.Readers.PUBLIC, TTL_SECONDS, 0);
    Promise<PutResult> put = page.peer().put("name", Value.text("newer"), ifNone);
    world.run(60_000);
    Promise<GetResult> get = page.peer().get("name", null);
    world.run(20_000);
    assertThat(page.peer().queued().value()).isEmpty();
    assertThat(Bytes.utf8(get.value().value().bytes()))
        .isEqualTo(put.isFailed() ? "older" : "newer");
  }

  /**
   * Two devices of one identity, with wrong clocks, write the same name; one of them was cut off.
   */
  @Property(tries = 20)
  void whatWasWrittenLastStays(@ForAll int seed, @ForAll boolean queuedIsLater) {
    world = FormationPropertyTest.network(seed, 4, 0);
    page = world.add(Traits.of(PeerKind.BROWSER).withClockOffset(-600_000));
    world.run(20_000);
    Machine other = world.addDeviceOf(page);
    world.run(20_000);
    listen();
    page.partition(1);
    world.run(120_000);
    if (queuedIsLater) {
      other.peer().put("name", Value.text("other"), PutOptions.open());
      world.run(10_000);
    }
    Promise<PutResult> put =
        page.peer().put("name", Value.text("queued"), PutOptions.open().queued());
    world.run(30_000);
    assertThat(put.value().queuedAs()).isNotNull();
    if (!queuedIsLater) {
      other.peer().put("name", Value.text("other"), PutOptions.open());
      world.run(10_000);
    }
    page.partition(0);
    world.run(120_000);
    assertThat(outcomes)
        .singleElement()
        .extracting(QueueOutcome::failure)
        .isEqualTo(queuedIsLater ? null : ErrorCode.CONFLICT);
    Promise<GetResult> get = servers().get(1).peer().get("name", null);
    world.run(10_000);
    assertThat(Bytes.utf8(get.value().value().bytes()))
        .isEqualTo(queuedIsLater ? "queued" : "other");
  }

  @Property(tries = 10)
  void whatWasQueuedOutlivesTheProcess(
      @ForAll int seed, @ForAll @IntRange(min = 1, max = 5) int nodes) {
    network(seed, nodes);
    servers().forEach(Machine::kill);
    queue();
    page.kill();
    servers().forEach(Machine::start);
    world.run(10_000);
    page.start();
    world.run(60_000);
    assertWritten();
  }

  @Property(tries = 10)
  void withoutTheOptionNobodyIsToldThatItIsKept(
      @ForAll int seed,
      @ForAll @IntRange(min = 1, max = 5) int nodes,
      @ForAll @IntRange(max = 120_000) int noticed) {
    network(seed, nodes);
    servers().forEach(Machine::kill);
    world.run(noticed);
    Promise<PutResult> put = page.peer().put("name", Value.text("value"), PutOptions.open());
    Promise<PublishResult> publish =
        page.peer().topic("topic").publish(Value.text("message"), TTL_SECONDS);
    world.run(60_000);
    assertThat(put.failure()).extracting(e -> e.code()).isEqualTo(ErrorCode.UNREACHABLE);
    // A message is sent without a request before it, possibly over a link that is not yet known to
    // be dead.
    assertThat(publish.failure())
        .extracting(e -> e.code())
        .isIn(ErrorCode.UNREACHABLE, noticed < 60_000 ? ErrorCode.UNKNOWN : null);
    assertThat(page.peer().queued().value()).isEmpty();
  }

  /** A writer that vanishes as soon as its value is reported safe loses nothing. */
  @Property(tries = 10)
  void whatIsReportedIsSafeWithoutTheWriter(
      @ForAll int seed, @ForAll @IntRange(min = 1, max = 5) int nodes) {
    network(seed, nodes);
    servers().forEach(Machine::kill);
    queue();
    page.peer()
        .addListener(
            new PeerListener() {
              @Override
              public void onQueueOutcome(QueueOutcome outcome) {
                if (outcomes.size() == 2) {
                  world.after(1, page::vanish);
                }
              }
            });
    servers().forEach(Machine::start);
    world.run(120_000);
    assertThat(page.peer()).isNull();
    Machine reader = world.add(PeerKind.NODE);
    world.run(20_000);
    Promise<GetResult> get = reader.peer().get("name", null);
    world.run(20_000);
    assertThat(get.value()).isNotNull();
  }
}
