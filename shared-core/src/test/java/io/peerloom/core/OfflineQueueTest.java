package io.peerloom.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.api.PutOptions;
import io.peerloom.core.api.QueueOutcome;
import io.peerloom.core.api.QueuedWrite;
import io.peerloom.core.api.WhenOffline;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.data.RecordStore;
import io.peerloom.core.data.StoreKeys;
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

  /** What each attempt was signed as. */
  private final List<Integer> signed = new ArrayList<>();

  private int signatures;

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
              if (entry.draft.signed == null && !entry.isConditional()) {
                entry.draft.signedAs(new byte[] {(byte) ++signatures}).value();
              }
              signed.add(entry.draft.signed == null ? 0 : (int) entry.draft.signed[0]);
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
    return queue.add(QueuedWrite.Kind.PUT, name, value.getBytes(), PLAIN, null).value();
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

  private static String publish(OfflineQueue queue, String topic) {
    return queue.add(QueuedWrite.Kind.PUBLISH, topic, new byte[1], PLAIN, null).value();
  }

  @Example
  void sameIsSentAgainAfterTheProcessEnded() {
    network = name -> ErrorCode.INTERNAL;
    OfflineQueue queue = process();
    put(queue, "plain", "1");
    publish(queue, "topic");
    env.pass(1_000);
    queue.stop();
    network = name -> name.equals("topic") ? ErrorCode.INTERNAL : null;
    OfflineQueue second = process();
    env.pass(1_000);
    second.stop();
    network = name -> null;
    process();
    env.pass(1_000);
    assertThat(signed).as("put twice, then the message twice").containsExactly(1, 1, 2, 2);
    assertThat(outcomes).hasSize(2).allMatch(outcome -> outcome.failure() == null);
  }

  @Example
  void unclearIsSentAgainAsItWas() {
    network = name -> ErrorCode.UNKNOWN;
    OfflineQueue queue = process();
    String id = publish(queue, "topic");
    env.pass(1_000);
    network = name -> ErrorCode.UNREACHABLE;
    env.pass(5_000);
    assertThat(queue.cancel(id).value()).as("it may have arrived").isFalse();
    network = name -> null;
    env.pass(60_000);
    assertThat(signed).hasSizeGreaterThan(2).containsOnly(1);
    assertTheOneFailure(null);
  }

  @Example
  void whatNobodyHasIsDatedAnew() {
    network = name -> ErrorCode.UNREACHABLE;
    OfflineQueue queue = process();
    String id = publish(queue, "topic");
    env.pass(1_000);
    queue.online();
    env.pass(1_000);
    assertThat(signed).containsExactly(1, 2);
    assertThat(queue.cancel(id).value()).isTrue();
  }

  @Example
  void unclearThatExpiredIsUnknown() {
    network = name -> ErrorCode.UNKNOWN;
    publish(process(), "topic");
    env.pass(1_000);
    network = name -> ErrorCode.INVALID_REQUEST;
    env.pass(60_000);
    assertTheOneFailure(ErrorCode.UNKNOWN);
  }

  /** Nothing makes a second time harmless. */
  @Example
  void conditionalPutIsNotSentTwice() {
    network = name -> ErrorCode.INTERNAL;
    OfflineQueue queue = process();
    PutOptions conditional = new PutOptions(PutOptions.Readers.ME, 60, 4, WhenOffline.QUEUE);
    queue.add(QueuedWrite.Kind.PUT, "name", new byte[1], conditional, null).value();
    env.pass(1_000);
    queue.stop();
    process();
    env.pass(1_000);
    assertThat(sent).hasSize(1);
    assertTheOneFailure(ErrorCode.UNKNOWN);
  }

  /** What the version before stored: nothing that was signed, and whatever was sent is marked. */
  @Example
  void entriesOfTheVersionBeforeAreTakenUp() {
    for (boolean isSending : new boolean[] {false, true}) {
      CborWriter entry = new CborWriter(64).array(9).uint(1).bool(true).text("topic" + isSending);
      entry.bytes(new byte[] {0, 1}).bool(true).uint(60).ulong(0).ulong(7).bool(isSending);
      byte[] key = new byte[17];
      key[0] = StoreKeys.OFFLINE_QUEUE;
      key[16] = (byte) (isSending ? 1 : 0);
      store.write(List.of(new RecordStore.Entry(key, entry.toBytes()))).value();
    }
    process();
    env.pass(60_000);
    assertThat(sent).hasSize(1);
    assertThat(outcomes)
        .extracting(QueueOutcome::failure)
        .containsExactlyInAnyOrder(null, ErrorCode.UNKNOWN);
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
    assertTheOneFailure(ErrorCode.CONFLICT);
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
    queue.overtaking("a", null, () -> newer);
    queue.online();
    env.pass(1_000);
    assertThat(sent).as("nothing while the newer one is under way").hasSize(1);
    newer.complete("done");
    env.pass(60_000);
    assertThat(sent).hasSize(1);
    assertTheOneFailure(ErrorCode.CONFLICT);
  }

  /** The private and the public value of a name are two. */
  @Example
  void whatOthersMayReadGivesNoWayToAPrivatePut() {
    network = name -> ErrorCode.UNREACHABLE;
    OfflineQueue queue = process();
    put(queue, "a", "public");
    env.pass(1_000);
    network = name -> null;
    sent.clear();
    queue.overtaking("a", PutOptions.Readers.ME, () -> Promise.of("done"));
    queue.online();
    env.pass(60_000);
    assertThat(sent).containsExactly("a=public");
    assertTheOneFailure(null);
  }

  @Example
  void entryBeingSentGivesWayToNewerPut() {
    network = name -> ErrorCode.INTERNAL;
    OfflineQueue queue = process();
    put(queue, "a", "old");
    env.pass(1_000);
    queue.overtaking("a", null, () -> Promise.of("done"));
    network = name -> null;
    unanswered.fail(new PeerloomException(ErrorCode.UNREACHABLE, "it did not arrive"));
    env.pass(60_000);
    assertThat(sent).as("not sent over the newer one").containsExactly("a=old");
    assertTheOneFailure(ErrorCode.CONFLICT);
  }

  @Example
  void entryGivesWayToNewerPutThatMayBeKept() {
    network = name -> ErrorCode.UNREACHABLE;
    OfflineQueue queue = process();
    put(queue, "a", "old");
    env.pass(1_000);
    sent.clear();
    network = name -> null;
    queue.overtaking("a", null, () -> Promise.failed(ErrorCode.UNKNOWN, "may be kept"));
    env.pass(60_000);
    assertThat(sent).isEmpty();
    assertTheOneFailure(ErrorCode.CONFLICT);
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
    queue.overtaking("a", null, () -> newer);
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
    for (int i = 0; i < Limits.MAX_QUEUED_WRITES; i++) {
      put(queue, "name" + i, "v");
    }
    Promise<String> more = queue.add(QueuedWrite.Kind.PUT, "more", new byte[1], PLAIN, null);
    assertThat(more.failure().code()).isEqualTo(ErrorCode.OVERLOADED);
    assertThat(queue.list().value()).hasSize(Limits.MAX_QUEUED_WRITES);
    assertThat(process().list().value()).hasSize(Limits.MAX_QUEUED_WRITES);
  }

  @Example
  void tooManyBytesAreRefused() {
    network = name -> ErrorCode.UNREACHABLE;
    OfflineQueue queue = process();
    byte[] large = new byte[65_536];
    int fit = Limits.MAX_QUEUED_WRITE_BYTES / large.length;
    for (int i = 0; i < fit; i++) {
      queue.add(QueuedWrite.Kind.PUT, "name" + i, large, PLAIN, null).value();
    }
    assertThat(queue.add(QueuedWrite.Kind.PUT, "more", large, PLAIN, null).failure().code())
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

  /** Tabs share a name: whoever wrote later is sent later, whosever queue it is in. */
  @Example
  void entriesOfAllStoresAreSentByTime() {
    network = name -> ErrorCode.UNREACHABLE;
    MemoryStore gone = new MemoryStore();
    OfflineQueue tab = process(gone);
    OfflineQueue queue = process();
    put(tab, "a", "1");
    env.pass(10);
    put(queue, "a", "2");
    env.pass(10);
    put(tab, "a", "3");
    tab.stop();
    sent.clear();
    network = name -> null;
    Promise<Void> drained = queue.drain(gone);
    env.pass(60_000);
    assertThat(sent).containsExactly("a=1", "a=2", "a=3");
    assertThat(drained.isDone()).isTrue();
    assertThat(gone.size()).isZero();
  }

  @Example
  void olderPutOfAnotherStoreGivesWay() {
    network = name -> ErrorCode.UNREACHABLE;
    MemoryStore gone = new MemoryStore();
    OfflineQueue tab = process(gone);
    put(tab, "a", "old");
    tab.stop();
    OfflineQueue queue = process();
    queue.drain(gone);
    network = name -> null;
    queue.overtaking("a", null, () -> Promise.of("done"));
    env.pass(60_000);
    assertThat(sent).isEmpty();
    assertThat(gone.size()).isZero();
  }

  @Example
  void memoryStorageRefusesTheOption() {
    RecordStore memory =
        new MemoryStore() {
          @Override
          public boolean isDurable() {
            return false;
          }
        };
    OfflineQueue queue = process(memory);
    assertThat(queue.isDurable()).isFalse();
    assertThat(queue.add(QueuedWrite.Kind.PUT, "a", new byte[1], PLAIN, null).failure().code())
        .isEqualTo(ErrorCode.UNSUPPORTED);
    assertThat(queue.list().value()).isEmpty();
  }

  private void assertTheOneFailure(ErrorCode failure) {
    assertThat(outcomes).singleElement().extracting(QueueOutcome::failure).isEqualTo(failure);
  }
}
