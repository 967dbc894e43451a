package io.peerloom.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.data.RecordStore;
import io.peerloom.core.support.MemoryStore;
import io.peerloom.core.support.TestEnv;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/** Writes wait on disk, in order, and each is sent once. */
@Label("Offline queue")
class OfflineQueueTest {
  private static final PutOptions PLAIN = PutOptions.open().queued();

  private final TestEnv env = new TestEnv(1);
  private final MemoryStore store = new MemoryStore();
  private final List<String> sent = new ArrayList<>();
  private final List<QueueOutcome> outcomes = new ArrayList<>();

  /** What comes of the next attempts; it succeeds where nothing is set. */
  private Function<String, ErrorCode> network = name -> null;

  /** The attempt that has no answer yet. */
  private Promise<OfflineQueue.Sent> unanswered;

  /** A process that takes up what is in the store. */
  private OfflineQueue process() {
    return process(store);
  }

  private OfflineQueue process(RecordStore disk) {
    OfflineQueue queue =
        new OfflineQueue(
            env,
            disk,
            entry -> {
              String what = entry.write.name() + "=" + new String(entry.encoded);
              sent.add(what);
              ErrorCode failure = network.apply(entry.write.name());
              if (failure == ErrorCode.INTERNAL) {
                unanswered = new Promise<>();
                return unanswered;
              }
              return failure == null
                  ? Promise.of(new OfflineQueue.Sent(7, 3))
                  : Promise.failed(failure, "");
            },
            outcomes::add);
    queue.start();
    return queue;
  }

  private static String put(OfflineQueue queue, String name, String value) {
    return queue.add(QueuedWrite.Kind.PUT, name, value.getBytes(), PLAIN).value();
  }

  @Example
  void entriesAreSentInOrderAndReported() {
    OfflineQueue queue = process();
    String first = put(queue, "a", "1");
    put(queue, "b", "2");
    put(queue, "a", "3");
    env.pass(60_000);
    assertThat(sent).containsExactly("a=1", "b=2", "a=3");
    assertThat(outcomes).hasSize(3).allMatch(o -> o.failure() == null && o.holders() == 3);
    assertThat(outcomes.get(0).write().id()).isEqualTo(first);
    assertThat(store.size()).isZero();
  }

  @Example
  void aNameWaitsForItsTurnWhileOthersGoOn() {
    network = name -> name.equals("a") ? ErrorCode.UNREACHABLE : null;
    OfflineQueue queue = process();
    put(queue, "a", "1");
    put(queue, "a", "2");
    put(queue, "b", "3");
    env.pass(1_000);
    assertThat(sent).containsExactly("a=1", "b=3");
    network = name -> null;
    queue.online();
    env.pass(1_000);
    assertThat(sent).containsExactly("a=1", "b=3", "a=1", "a=2");
  }

  @Example
  void entriesSurviveTheProcess() {
    network = name -> ErrorCode.UNREACHABLE;
    OfflineQueue queue = process();
    put(queue, "a", "1");
    put(queue, "a", "2");
    env.pass(1_000);
    queue.stop();
    sent.clear();
    network = name -> null;
    OfflineQueue next = process();
    assertThat(next.list().value()).extracting(QueuedWrite::name).containsExactly("a", "a");
    env.pass(1_000);
    assertThat(sent).containsExactly("a=1", "a=2");
    assertThat(store.size()).isZero();
  }

  @Example
  void whatWasBeingSentIsNotSentTwice() {
    network = name -> ErrorCode.INTERNAL;
    OfflineQueue queue = process();
    put(queue, "plain", "1");
    queue.add(QueuedWrite.Kind.PUBLISH, "topic", new byte[1], PLAIN);
    PutOptions conditional = new PutOptions(PutOptions.Readers.ME, 60, 4, WhenOffline.QUEUE);
    queue.add(QueuedWrite.Kind.PUT, "conditional", new byte[1], conditional);
    env.pass(1_000);
    queue.stop();
    // One at a time: only the first was under way, so only that one may have arrived.
    assertThat(sent).containsExactly("plain=1");
    network = name -> name.equals("plain") ? null : ErrorCode.INTERNAL;
    OfflineQueue second = process();
    env.pass(1_000);
    second.stop();
    assertThat(outcomes).singleElement().extracting(QueueOutcome::failure).isNull();
    process();
    env.pass(1_000);
    assertThat(outcomes.get(1).write().name()).isEqualTo("topic");
    assertThat(outcomes.get(1).failure()).isEqualTo(ErrorCode.UNKNOWN);
    assertThat(sent).filteredOn(what -> what.startsWith("topic")).hasSize(1);
  }

  @Example
  void whatWaitsCanBeTakenBack() {
    network = name -> ErrorCode.INTERNAL;
    OfflineQueue queue = process();
    String first = put(queue, "a", "1");
    String second = put(queue, "b", "2");
    env.pass(1_000);
    assertThat(queue.cancel(first).value()).as("it is being sent").isFalse();
    assertThat(queue.cancel(second).value()).isTrue();
    assertThat(queue.cancel(second).value()).isFalse();
    assertThat(queue.list().value()).extracting(QueuedWrite::id).containsExactly(first);
    assertThat(store.size()).isEqualTo(1);
  }

  @Example
  void aFailureForGoodIsReportedWithItsCode() {
    network = name -> ErrorCode.CONFLICT;
    put(process(), "a", "1");
    env.pass(1_000);
    assertThat(outcomes)
        .singleElement()
        .extracting(QueueOutcome::failure)
        .isEqualTo(ErrorCode.CONFLICT);
    assertThat(store.size()).isZero();
  }

  @Example
  void anOlderPutGivesWayToANewerOne() {
    network = name -> ErrorCode.UNREACHABLE;
    OfflineQueue queue = process();
    put(queue, "a", "old");
    env.pass(1_000);
    network = name -> null;
    Promise<String> newer = new Promise<>();
    queue.overtaking("a", () -> newer);
    queue.online();
    env.pass(1_000);
    assertThat(sent).as("nothing while the newer one is under way").hasSize(1);
    newer.complete("done");
    env.pass(60_000);
    assertThat(sent).hasSize(1);
    assertThat(outcomes)
        .singleElement()
        .extracting(QueueOutcome::failure)
        .isEqualTo(ErrorCode.CONFLICT);
  }

  @Example
  void entryBeingSentGivesWayToNewerPut() {
    network = name -> ErrorCode.INTERNAL;
    OfflineQueue queue = process();
    put(queue, "a", "old");
    env.pass(1_000);
    queue.overtaking("a", () -> Promise.of("done"));
    network = name -> null;
    unanswered.fail(new PeerloomException(ErrorCode.UNREACHABLE, "it did not arrive"));
    env.pass(60_000);
    assertThat(sent).as("not sent over the newer one").containsExactly("a=old");
    assertThat(outcomes)
        .singleElement()
        .extracting(QueueOutcome::failure)
        .isEqualTo(ErrorCode.CONFLICT);
  }

  @Example
  void heldEntryKeepsItsPlace() {
    network = name -> ErrorCode.UNREACHABLE;
    OfflineQueue queue = process();
    put(queue, "a", "1");
    env.pass(1_000);
    sent.clear();
    network = name -> null;
    Promise<String> newer = new Promise<>();
    queue.overtaking("a", () -> newer);
    put(queue, "a", "2");
    queue.online();
    env.pass(1_000);
    assertThat(sent).as("the second does not pass the first").isEmpty();
    newer.fail(new PeerloomException(ErrorCode.UNREACHABLE, "not this time"));
    env.pass(60_000);
    assertThat(sent).containsExactly("a=1", "a=2");
  }

  @Example
  void tooManyAreRefusedAndNoneIsDropped() {
    network = name -> ErrorCode.UNREACHABLE;
    OfflineQueue queue = process();
    for (int i = 0; i < OfflineQueue.MAX_ENTRIES; i++) {
      put(queue, "name" + i, "v");
    }
    Promise<String> more = queue.add(QueuedWrite.Kind.PUT, "more", new byte[1], PLAIN);
    assertThat(more.failure().code()).isEqualTo(ErrorCode.OVERLOADED);
    assertThat(queue.list().value()).hasSize(OfflineQueue.MAX_ENTRIES);
    assertThat(process().list().value()).hasSize(OfflineQueue.MAX_ENTRIES);
  }

  @Example
  void tooManyBytesAreRefused() {
    network = name -> ErrorCode.UNREACHABLE;
    OfflineQueue queue = process();
    byte[] large = new byte[65_536];
    int fit = OfflineQueue.MAX_BYTES / large.length;
    for (int i = 0; i < fit; i++) {
      queue.add(QueuedWrite.Kind.PUT, "name" + i, large, PLAIN).value();
    }
    assertThat(queue.add(QueuedWrite.Kind.PUT, "more", large, PLAIN).failure().code())
        .isEqualTo(ErrorCode.OVERLOADED);
  }

  @Example
  void theQueueOfAnotherStoreIsSentInPlace() {
    network = name -> ErrorCode.UNREACHABLE;
    MemoryStore gone = new MemoryStore();
    OfflineQueue before = process(gone);
    put(before, "a", "1");
    before.stop();
    network = name -> null;
    OfflineQueue queue = process();
    Promise<Void> drained = queue.drain(gone);
    env.pass(1_000);
    assertThat(sent).containsExactly("a=1");
    assertThat(drained.isDone()).isTrue();
    assertThat(gone.size()).isZero();
    assertThat(queue.drain(gone).isDone()).isTrue();
  }

  @Example
  void memoryStorageRefusesTheOption() {
    RecordStore memory =
        new RecordStore() {
          @Override
          public Promise<Void> write(List<Entry> changes) {
            return store.write(changes);
          }

          @Override
          public Promise<byte[]> read(byte[] key) {
            return store.read(key);
          }

          @Override
          public Promise<List<Entry>> scan(byte[] from, byte[] to, int limit) {
            return store.scan(from, to, limit);
          }

          @Override
          public boolean isDurable() {
            return false;
          }

          @Override
          public byte[] domain() {
            return store.domain();
          }
        };
    OfflineQueue queue = process(memory);
    assertThat(queue.isDurable()).isFalse();
    assertThat(queue.add(QueuedWrite.Kind.PUT, "a", new byte[1], PLAIN).failure().code())
        .isEqualTo(ErrorCode.UNSUPPORTED);
    assertThat(queue.list().value()).isEmpty();
  }
}
