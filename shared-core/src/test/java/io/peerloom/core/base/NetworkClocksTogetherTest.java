package io.peerloom.core.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Peers that read each other's clocks come to one time, whatever their machines show. */
@Label("NetworkClock, several together")
class NetworkClocksTogetherTest {
  private static final int MINUTE = 60_000;
  private static final int RTT = 40;
  private static final long RIGHT = 1_700_000_000_000L;

  /** One second of true time, on which each machine's clock is off in its own way. */
  private static final class Together {
    private final List<NetworkClock> clocks = new ArrayList<>();
    private final List<Long> off = new ArrayList<>();
    private final Rng rng;
    private long now = 1_000_000;

    Together(int seed) {
      rng = new Rng(seed);
    }

    NetworkClock join(long ahead) {
      NetworkClock clock = new NetworkClock(RIGHT + ahead);
      clocks.add(clock);
      off.add(ahead);
      return clock;
    }

    long ahead(int who) {
      return clocks.get(who).offset(RIGHT + off.get(who), now) - RIGHT;
    }

    /** The first asks the second what time it is. */
    void ask(int asker, int other) {
      long theirs = RIGHT + ahead(other) + now - RTT + rng.nextInt(RTT + 1);
      clocks
          .get(asker)
          .addSample(
              Bytes.wrap(Bytes.bigEndian(other)),
              now - RTT,
              now,
              theirs,
              theirs - ahead(other) + off.get(other),
              clocks.get(other).isSettled(now));
    }

    void allAsk() {
      for (int asker = 0; asker < clocks.size(); asker++) {
        for (int other = 0; other < clocks.size(); other++) {
          if (asker != other) {
            ask(asker, other);
          }
        }
      }
      now += MINUTE;
    }

    void allAsk(int minutes) {
      for (int i = 0; i < minutes; i++) {
        allAsk();
      }
    }

    /** How far the two are apart that differ most. */
    long spread() {
      long low = Long.MAX_VALUE;
      long high = Long.MIN_VALUE;
      for (int i = 0; i < clocks.size(); i++) {
        low = Math.min(low, ahead(i));
        high = Math.max(high, ahead(i));
      }
      return high - low;
    }
  }

  private static int off(Rng rng) {
    return rng.nextInt(40 * MINUTE) - 20 * MINUTE;
  }

  @Property(tries = 300)
  void allComeToOneTimeAndStayThere(
      @ForAll int seed, @ForAll @IntRange(min = 3, max = 12) int peers) {
    Together together = new Together(seed);
    for (int i = 0; i < peers; i++) {
      together.join(off(together.rng));
    }
    together.allAsk(3);
    assertThat(together.spread()).isLessThanOrEqualTo(2 * NetworkClock.SLACK_MILLIS);
    long then = together.ahead(0);
    together.allAsk(60);
    assertThat(Math.abs(together.ahead(0) - then))
        .isLessThanOrEqualTo(2 * NetworkClock.SLACK_MILLIS);
  }

  @Property(tries = 300)
  void clocksThatJumpMoveNobodyApart(
      @ForAll int seed, @ForAll @IntRange(min = 3, max = 8) int peers) {
    Together together = new Together(seed);
    for (int i = 0; i < peers; i++) {
      together.join(off(together.rng));
    }
    together.allAsk(3);
    for (int i = 0; i < peers; i++) {
      together.off.set(i, together.off.get(i) + together.rng.nextInt(1 << 30) - (1 << 29));
      together.allAsk();
      assertThat(together.spread()).isLessThanOrEqualTo(2 * NetworkClock.SLACK_MILLIS);
    }
  }

  /** As where a whole network lives on one machine that slept. */
  @Example
  void allThatJumpAlikeFollow() {
    Together together = new Together(1);
    for (int i = 0; i < 4; i++) {
      together.join(0);
    }
    together.allAsk(30);
    for (int i = 0; i < 4; i++) {
      together.off.set(i, 8L * 60 * MINUTE);
    }
    together.allAsk(2);
    assertThat(together.spread()).isZero();
    assertThat(together.ahead(0)).isEqualTo(8L * 60 * MINUTE);
  }

  @Example
  void whoIsSettledMovesSlowly() {
    Together together = new Together(1);
    for (int i = 0; i < 3; i++) {
      together.join(0);
    }
    together.allAsk(20);
    for (int i = 0; i < 6; i++) {
      together.join(20L * MINUTE);
      long before = together.ahead(0);
      for (int settled = 0; settled < 3; settled++) {
        for (int liar = 3; liar < together.clocks.size(); liar++) {
          together.ask(settled, liar);
        }
      }
      together.now += MINUTE;
      assertThat(together.ahead(0) - before).isBetween(0L, (long) MINUTE / NetworkClock.SLEW);
    }
    assertThat(together.ahead(0)).isPositive();
  }

  @Example
  void aNewcomerGoesByThoseWhoHaveAgreedForLong() {
    Together together = new Together(1);
    int[] off = {-9 * MINUTE, -3 * MINUTE, 4 * MINUTE, 11 * MINUTE};
    for (int ahead : off) {
      together.join(ahead);
    }
    together.allAsk(20);
    // Two whose clocks are alike, and right, do not part from the rest, nor move it at once.
    together.join(0);
    together.join(0);
    together.allAsk();
    assertThat(together.spread()).isLessThanOrEqualTo(NetworkClock.SLACK_MILLIS);
    together.allAsk(5);
    assertThat(together.spread()).isLessThanOrEqualTo(NetworkClock.SLACK_MILLIS);
  }

  @Example
  void clocksThatAreRightBecomeTheNetworksTime() {
    Together together = new Together(1);
    together.join(-9 * MINUTE);
    together.join(4 * MINUTE);
    together.join(11 * MINUTE);
    together.allAsk(20);
    long wrong = together.ahead(0);
    for (int i = 0; i < 6; i++) {
      together.join(0).assume(together.now, together.now, RIGHT + wrong + together.now);
    }
    for (int i = 0; i < 120; i++) {
      together.allAsk();
      assertThat(together.spread()).isLessThan(MINUTE);
    }
    assertThat(wrong).isNotZero();
    assertThat(Math.abs(together.ahead(0))).isLessThanOrEqualTo(NetworkClock.SLACK_MILLIS);
  }

  /** Read over a slow link again and again, equal times do not drift. */
  @Example
  void nobodyDrifts() {
    Together together = new Together(7);
    together.join(-9 * MINUTE);
    together.join(4 * MINUTE);
    together.join(11 * MINUTE);
    together.allAsk(3);
    long then = together.ahead(0);
    together.allAsk(500);
    assertThat(together.ahead(0)).isEqualTo(then);
  }
}
