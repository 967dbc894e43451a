package io.peerloom.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.crypto.Identity;
import io.peerloom.core.data.Gathering.Purpose;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.support.CheapNetwork;
import io.peerloom.core.support.TestEnv;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** When answers are enough. */
@Label("Gathering")
class GatheringTest {
  private static final CheapNetwork NETWORK = new CheapNetwork(1);
  private static final Identity PUBLISHER = NETWORK.member(PeerKind.BROWSER);

  private static DataRecord record(long sequence) {
    TestEnv env = new TestEnv(1);
    return DataRecord.sign(
            NETWORK.authority(env),
            PUBLISHER.keys(),
            true,
            new byte[32],
            sequence,
            env.wallMillis(),
            60,
            false,
            new byte[] {1})
        .value();
  }

  private static Gathering asked(Purpose purpose, int count) {
    Gathering gathering = new Gathering(purpose, 2, NETWORK.hash);
    for (int i = 0; i < count; i++) {
      gathering.asked();
    }
    return gathering;
  }

  private static void slow(Gathering gathering, int from, int to) {
    for (int i = from; i < to; i++) {
      gathering.slow(i);
    }
  }

  private static void empty(Gathering gathering, int from, int to) {
    for (int i = from; i < to; i++) {
      gathering.answer(i, List.of());
    }
  }

  private static void failed(Gathering gathering, int from, int to) {
    for (int i = from; i < to; i++) {
      gathering.failed(i);
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
      Gathering gathering = asked(purpose, asked);
      failed(gathering, 0, failures);
      empty(gathering, failures, failures + answers);
      assertThat(gathering.isDecided()).isEqualTo(answers == reachable);
      slow(gathering, failures + answers, asked);
      boolean most = purpose == Purpose.VALUE && 2 * answers > reachable;
      assertThat(gathering.isDecided()).isEqualTo(most || answers == reachable);
    }
  }

  /** A reader behind a slow path to all holders has links to others, who answer at once. */
  @Property
  void thoseFartherAwayCannotSayThatThereIsNothing(
      @ForAll @IntRange(min = 1, max = 8) int slow, @ForAll @IntRange(max = 24) int farther) {
    Gathering gathering = asked(Purpose.PROOF, 8 + farther);
    empty(gathering, slow, 8 + farther);
    slow(gathering, 0, slow);
    assertThat(gathering.isDecided()).isFalse();
  }

  @Example
  void whoFailedMakesRoomForTheNextClosest() {
    Gathering gathering = asked(Purpose.PROOF, 10);
    failed(gathering, 0, 1);
    empty(gathering, 1, 8);
    slow(gathering, 9, 10);
    assertThat(gathering.isDecided()).isFalse();
    empty(gathering, 8, 9);
    assertThat(gathering.isDecided()).isTrue();
  }

  @Property
  void withoutMostOfTheClosestTheOthersProveNothing(@ForAll @IntRange(max = 8) int lost) {
    Gathering gathering = asked(Purpose.PROOF, 16);
    failed(gathering, 0, lost);
    empty(gathering, lost, 16);
    assertThat(gathering.isDecided()).isTrue();
    assertThat(gathering.isProof()).isEqualTo(lost <= 4);
  }

  @Example
  void onlyAProofWaitsForTheLast() {
    for (Purpose purpose : new Purpose[] {Purpose.VALUE, Purpose.PROOF}) {
      Gathering gathering = asked(purpose, 8);
      slow(gathering, 4, 8);
      empty(gathering, 0, 2);
      assertThat(gathering.isNearlyDecided()).isFalse();
      empty(gathering, 2, 4);
      assertThat(gathering.isDecided()).isFalse();
      assertThat(gathering.isNearlyDecided()).isEqualTo(purpose == Purpose.VALUE);
    }
  }

  @Example
  void twoThatAgreeAreEnoughAndOneIsWhenTheOthersAreSlow() {
    Gathering gathering = asked(Purpose.VALUE, 8);
    gathering.answer(0, List.of(record(3)));
    assertThat(gathering.isDecided()).isFalse();
    slow(gathering, 1, 8);
    assertThat(gathering.isDecided()).isTrue();
    gathering.answer(1, List.of(record(3)));
    assertThat(gathering.isDecided()).isTrue();
    assertThat(gathering.best()).singleElement().extracting(DataRecord::sequence).isEqualTo(3L);
  }

  @Example
  void aNewerOneIsWaitedForUntilAnotherHasItToo() {
    Gathering gathering = asked(Purpose.VALUE, 8);
    gathering.answer(0, List.of(record(3)));
    gathering.answer(1, List.of(record(4)));
    assertThat(gathering.isDecided()).isFalse();
    gathering.answer(2, List.of(record(4)));
    assertThat(gathering.isDecided()).isTrue();
    assertThat(gathering.best()).singleElement().extracting(DataRecord::sequence).isEqualTo(4L);
  }

  @Example
  void whoFailedIsNotCountedAmongThoseThatMayKnowTheSequence() {
    Gathering gathering = asked(Purpose.SEQUENCE, 16);
    failed(gathering, 0, 8);
    empty(gathering, 8, 12);
    assertThat(gathering.isDecided()).isFalse();
    empty(gathering, 12, 13);
    assertThat(gathering.isDecided()).isTrue();
  }
}
