package io.peerloom.core.data.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.data.DataRecord;
import io.peerloom.core.data.client.ReadQuorum.Purpose;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.support.CheapNetwork;
import io.peerloom.core.support.TestEnv;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** When answers are enough. */
@Label("ReadQuorum")
class ReadQuorumTest {
  private static final CheapNetwork NETWORK = new CheapNetwork(1);
  private static final Identity PUBLISHER = NETWORK.member(PeerKind.BROWSER);

  private static final Identity OTHER = NETWORK.member(PeerKind.BROWSER);

  private static DataRecord record(long sequence) {
    return record(PUBLISHER, sequence);
  }

  private static DataRecord record(Identity publisher, long sequence) {
    return record(publisher, sequence, new byte[] {1});
  }

  private static DataRecord record(Identity publisher, long sequence, byte[] payload) {
    TestEnv env = new TestEnv(1);
    return DataRecord.sign(
            NETWORK.authority(env),
            publisher.keys(),
            true,
            new byte[32],
            sequence,
            env.wallMillis(),
            60,
            false,
            payload)
        .value();
  }

  private static ReadQuorum asked(Purpose purpose, int count) {
    ReadQuorum quorum = new ReadQuorum(purpose, 2, NETWORK.hash);
    for (int i = 0; i < count; i++) {
      quorum.asked();
    }
    return quorum;
  }

  private static void slow(ReadQuorum quorum, int from, int to) {
    for (int i = from; i < to; i++) {
      quorum.slow(i);
    }
  }

  private static void empty(ReadQuorum quorum, int from, int to) {
    for (int i = from; i < to; i++) {
      quorum.answer(i, false, voice(i), true, List.of());
    }
  }

  private static void failed(ReadQuorum quorum, int from, int to) {
    for (int i = from; i < to; i++) {
      quorum.failed(i, false);
    }
  }

  /**
   * A newer version, expired or not, that the closest have: copies behind them are not its equal.
   */
  @Example
  void olderCopiesBehindNewerOnesDoNotCount() {
    DataRecord older = record(3);
    DataRecord newer = record(5);
    DataRecord other = record(OTHER, 1);
    assertThat(RecordReader.notReplaced(List.of(older, other), List.of(newer), NETWORK.hash))
        .containsExactly(other);
    assertThat(RecordReader.notReplaced(List.of(newer), List.of(older), NETWORK.hash))
        .containsExactly(newer);
    assertThat(RecordReader.notReplaced(List.of(older), List.of(), NETWORK.hash))
        .containsExactly(older);
  }

  /** Another publisher may have a value at those that have not answered. */
  @Example
  void aDeletionOfAPublicNameProvesNothing() {
    DataRecord deletion = record(OTHER, 2, DataRecord.deletion());
    for (Purpose purpose : Purpose.values()) {
      ReadQuorum quorum = asked(purpose, 8);
      quorum.answer(0, false, voice(0), true, List.of(deletion));
      quorum.answer(1, false, voice(1), true, List.of(deletion));
      assertThat(quorum.isDecided()).isFalse();
      assertThat(quorum.hasFoundNothing()).isTrue();
      assertThat(quorum.best()).containsExactly(deletion);
    }
  }

  @Property
  void thatAMinorityHasNothingProvesNothing(
      @ForAll @IntRange(min = 2, max = 8) int asked,
      @ForAll @IntRange(max = 8) int empty,
      @ForAll @IntRange(max = 8) int failed) {
    int failures = Math.min(failed, asked);
    int answers = Math.min(empty, asked - failures);
    int reachable = asked - failures;
    for (Purpose purpose : new Purpose[] {Purpose.VALUE, Purpose.PROOF}) {
      ReadQuorum quorum = asked(purpose, asked);
      failed(quorum, 0, failures);
      empty(quorum, failures, failures + answers);
      assertThat(quorum.isDecided()).isEqualTo(answers == reachable);
      slow(quorum, failures + answers, asked);
      boolean most = purpose == Purpose.VALUE && 2 * answers > reachable;
      assertThat(quorum.isDecided()).isEqualTo(most || answers == reachable);
    }
  }

  /** A reader behind a slow path to all holders has links to others, who answer at once. */
  @Property
  void thoseFartherAwayCannotSayThatThereIsNothing(
      @ForAll @IntRange(min = 1, max = 8) int slow, @ForAll @IntRange(max = 24) int farther) {
    ReadQuorum quorum = asked(Purpose.PROOF, 8 + farther);
    empty(quorum, slow, 8 + farther);
    slow(quorum, 0, slow);
    assertThat(quorum.isDecided()).isFalse();
  }

  @Example
  void whoFailedMakesRoomForTheNextClosest() {
    ReadQuorum quorum = asked(Purpose.PROOF, 10);
    failed(quorum, 0, 1);
    empty(quorum, 1, 8);
    slow(quorum, 9, 10);
    assertThat(quorum.isDecided()).isFalse();
    empty(quorum, 8, 9);
    assertThat(quorum.isDecided()).isTrue();
  }

  @Property
  void withoutMostOfTheClosestTheOthersProveNothing(@ForAll @IntRange(max = 8) int lost) {
    ReadQuorum quorum = asked(Purpose.PROOF, 16);
    failed(quorum, 0, lost);
    empty(quorum, lost, 16);
    assertThat(quorum.isDecided()).isTrue();
    assertThat(quorum.isProof()).isEqualTo(lost <= 4);
  }

  /** Two of five hold a value that was put while the others were out of reach, and are slow now. */
  @Property
  void thoseThatAreLinkedAndSilentMayHaveIt(
      @ForAll @IntRange(min = 2, max = 8) int asked, @ForAll @IntRange(max = 7) int silent) {
    Assume.that(silent < asked);
    ReadQuorum quorum = asked(Purpose.PROOF, asked);
    for (int i = 0; i < silent; i++) {
      quorum.failed(i, true);
    }
    empty(quorum, silent, asked);
    assertThat(quorum.isProof()).isEqualTo(3 * silent <= asked);
  }

  @Example
  void onlyAProofWaitsForTheLast() {
    for (Purpose purpose : new Purpose[] {Purpose.VALUE, Purpose.PROOF}) {
      ReadQuorum quorum = asked(purpose, 8);
      slow(quorum, 4, 8);
      empty(quorum, 0, 2);
      assertThat(quorum.isNearlyDecided()).isFalse();
      empty(quorum, 2, 4);
      assertThat(quorum.isDecided()).isFalse();
      assertThat(quorum.isNearlyDecided()).isEqualTo(purpose == Purpose.VALUE);
    }
  }

  @Example
  void twoThatAgreeAreEnoughAndOneIsWhenTheOthersAreSlow() {
    ReadQuorum quorum = asked(Purpose.VALUE, 8);
    quorum.answer(0, false, voice(0), true, List.of(record(3)));
    assertThat(quorum.isDecided()).isFalse();
    slow(quorum, 1, 8);
    assertThat(quorum.isDecided()).isTrue();
    quorum.answer(1, false, voice(1), true, List.of(record(3)));
    assertThat(quorum.isDecided()).isTrue();
    assertThat(quorum.best()).singleElement().extracting(DataRecord::sequence).isEqualTo(3L);
  }

  /** A page that was cut off is the first to answer itself, with what others may have replaced. */
  @Example
  void theOwnCopyAloneWaitsForThoseThatAreSlow() {
    ReadQuorum quorum = asked(Purpose.VALUE, 4);
    quorum.answer(0, true, voice(0), true, List.of(record(3)));
    slow(quorum, 1, 4);
    assertThat(quorum.isDecided() || quorum.isNearlyDecided()).isFalse();
    quorum.answer(1, false, voice(1), true, List.of(record(4)));
    assertThat(quorum.isDecided()).isTrue();
    assertThat(quorum.best()).singleElement().extracting(DataRecord::sequence).isEqualTo(4L);
  }

  /** The closest are slow to answer; copies behind them, the reader's or others', may be old. */
  @Example
  void copiesFartherAwayWaitForHalfOfTheClosest() {
    for (boolean own : new boolean[] {true, false}) {
      ReadQuorum quorum = asked(Purpose.VALUE, 12);
      slow(quorum, 0, 12);
      quorum.answer(9, own, voice(9), true, List.of(record(3)));
      quorum.answer(10, false, voice(10), true, List.of(record(3)));
      empty(quorum, 11, 12);
      assertThat(quorum.isDecided() || quorum.isNearlyDecided()).isFalse();
      empty(quorum, 0, 4);
      assertThat(quorum.isDecided()).isFalse();
      empty(quorum, 4, 5);
      assertThat(quorum.isDecided()).isTrue();
    }
  }

  @Example
  void copiesFartherAwayDoNotDecideAgainstTheClosest() {
    ReadQuorum quorum = asked(Purpose.VALUE, 12);
    slow(quorum, 0, 12);
    quorum.answer(9, true, voice(9), true, List.of(record(3)));
    empty(quorum, 11, 12);
    assertThat(quorum.isDecided()).isFalse();
    quorum.answer(7, false, voice(7), true, List.of(record(9)));
    assertThat(quorum.isDecided()).isTrue();
    assertThat(quorum.best()).singleElement().extracting(DataRecord::sequence).isEqualTo(9L);
  }

  @Example
  void theOwnCopyIsGivenOnceAllOthersFailed() {
    ReadQuorum quorum = asked(Purpose.VALUE, 4);
    quorum.answer(0, true, voice(0), true, List.of(record(3)));
    failed(quorum, 1, 4);
    assertThat(quorum.isDecided()).isTrue();
    assertThat(quorum.isProof()).isFalse();
  }

  @Example
  void aNewerOneIsWaitedForUntilAnotherHasItToo() {
    ReadQuorum quorum = asked(Purpose.VALUE, 8);
    quorum.answer(0, false, voice(0), true, List.of(record(3)));
    quorum.answer(1, false, voice(1), true, List.of(record(4)));
    assertThat(quorum.isDecided()).isFalse();
    quorum.answer(2, false, voice(2), true, List.of(record(4)));
    assertThat(quorum.isDecided()).isTrue();
    assertThat(quorum.best()).singleElement().extracting(DataRecord::sequence).isEqualTo(4L);
  }

  /** Otherwise two ids of one identity end a read with an old value. */
  @Example
  void eightIdsOfOneIdentityAreOneVoice() {
    Bytes liar = voice(99);
    ReadQuorum quorum = asked(Purpose.VALUE, 8);
    quorum.answer(0, false, liar, true, List.of(record(3)));
    quorum.answer(1, false, liar, true, List.of(record(3)));
    assertThat(quorum.isDecided()).isFalse();
    quorum.answer(2, false, voice(2), true, List.of(record(3)));
    assertThat(quorum.isDecided()).isTrue();
    ReadQuorum absent = asked(Purpose.PROOF, 10);
    for (int i = 0; i < 8; i++) {
      absent.answer(i, false, liar, i < 2, List.of());
    }
    assertThat(absent.isDecided()).as("two others have not answered").isFalse();
  }

  /** Each holder is of an identity of its own. */
  private static Bytes voice(int holder) {
    return Bytes.wrap(Bytes.bigEndian(holder));
  }
}
