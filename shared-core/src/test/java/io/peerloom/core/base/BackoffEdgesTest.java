package io.peerloom.core.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The smallest and the largest backoff there is, and one that never ends. */
@Label("Backoff at its edges")
class BackoffEdgesTest {
  @Example
  void impossibleBoundsAreAMistakeOfTheProgram() {
    int[][] impossible = {{0, 10}, {-1, 10}, {10, 9}};
    for (int[] bounds : impossible) {
      assertThatThrownBy(() -> new Backoff(bounds[0], bounds[1]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Example
  void theSmallestWaitsAMillisecondAtMost() {
    Backoff backoff = new Backoff(1, 1);
    for (int i = 0; i < 10; i++) {
      assertThat(backoff.next(new Rng(i))).isBetween(0, 1);
    }
  }

  /** Doubling past 2^31 would make waits negative. */
  @Property(tries = 100)
  void theLargestNeverOverflows(
      @ForAll int seed, @ForAll @IntRange(min = 1, max = Integer.MAX_VALUE - 1) int base) {
    Backoff backoff = new Backoff(base, Integer.MAX_VALUE - 1);
    Rng rng = new Rng(seed);
    int wait = 0;
    for (int i = 0; i < 100; i++) {
      wait = backoff.next(rng);
      assertThat(wait).isNotNegative();
    }
    assertThat(wait).isGreaterThanOrEqualTo(Integer.MAX_VALUE / 2);
    assertThat(backoff.attempts()).isEqualTo(100);
  }

  /** R7.4: those that fell together do not come back together. */
  @Example
  void peersWithSeedsOfTheirOwnSpreadOverTheWholeSpan() {
    int[] perTenth = new int[10];
    for (int seed = 0; seed < 1_000; seed++) {
      int wait = new Backoff(1_000, 60_000).next(new Rng(seed));
      perTenth[Math.min(9, (wait - 500) / 50)]++;
    }
    for (int count : perTenth) {
      assertThat(count).isBetween(50, 170);
    }
  }
}
