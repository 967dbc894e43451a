package io.peerloom.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.crypto.Identity;
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

  private static Gathering asked(int count) {
    Gathering gathering = new Gathering(2, NETWORK.hash);
    gathering.asked(count);
    return gathering;
  }

  @Property
  void thatAMinorityHasNothingProvesNothing(
      @ForAll @IntRange(min = 2, max = 8) int asked,
      @ForAll @IntRange(max = 8) int empty,
      @ForAll @IntRange(max = 8) int failed) {
    Gathering gathering = asked(asked);
    int failures = Math.min(failed, asked);
    int answers = Math.min(empty, asked - failures);
    for (int i = 0; i < failures; i++) {
      gathering.failed();
    }
    for (int i = 0; i < answers; i++) {
      gathering.answer(List.of());
    }
    int reachable = asked - failures;
    assertThat(gathering.isDecided()).isEqualTo(answers == reachable);
    gathering.slow(reachable - answers);
    assertThat(gathering.isDecided()).isEqualTo(2 * answers > reachable || answers == reachable);
  }

  @Example
  void twoThatAgreeAreEnoughAndOneIsWhenTheOthersAreSlow() {
    Gathering gathering = asked(8);
    gathering.answer(List.of(record(3)));
    assertThat(gathering.isDecided()).isFalse();
    gathering.slow(7);
    assertThat(gathering.isDecided()).isTrue();
    gathering.slow(-1);
    gathering.answer(List.of(record(3)));
    assertThat(gathering.isDecided()).isTrue();
    assertThat(gathering.best()).singleElement().extracting(DataRecord::sequence).isEqualTo(3L);
  }

  @Example
  void aNewerOneIsWaitedForUntilAnotherHasItToo() {
    Gathering gathering = asked(8);
    gathering.answer(List.of(record(3)));
    gathering.answer(List.of(record(4)));
    assertThat(gathering.isDecided()).isFalse();
    gathering.answer(List.of(record(4)));
    assertThat(gathering.isDecided()).isTrue();
    assertThat(gathering.best()).singleElement().extracting(DataRecord::sequence).isEqualTo(4L);
  }

  @Example
  void whoFailedIsNotCountedAmongThoseThatMayKnowTheSequence() {
    Gathering gathering = asked(16);
    for (int i = 0; i < 8; i++) {
      gathering.failed();
    }
    for (int i = 0; i < 4; i++) {
      gathering.answer(List.of());
    }
    assertThat(gathering.isMajority()).isFalse();
    gathering.answer(List.of());
    assertThat(gathering.isMajority()).isTrue();
  }
}
