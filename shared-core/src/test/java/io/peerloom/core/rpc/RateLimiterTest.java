package io.peerloom.core.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Rng;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A limit holds, and the wait it names is the wait it takes. */
@Label("RateLimiter")
class RateLimiterTest {
  @Property(tries = 200)
  void neverMoreThanTheBurstAndTheRate(
      @ForAll int seed,
      @ForAll @IntRange(min = 1, max = 50) int capacity,
      @ForAll @IntRange(min = 1, max = 1_000) int perSecond) {
    Rng rng = new Rng(seed);
    RateLimiter limiter = new RateLimiter(capacity, perSecond, 0);
    long now = 0;
    int taken = 0;
    for (int i = 0; i < 500; i++) {
      now += rng.nextInt(20);
      if (limiter.take(now) == 0) {
        taken++;
      }
      assertThat((double) taken).isLessThanOrEqualTo(capacity + now * perSecond / 1000.0 + 1e-6);
    }
  }

  /**
   * Fails if what was spent beyond the burst is not owed, and if what was never used is saved up.
   */
  @Property(tries = 100)
  void whatIsSpentAtOnceIsOwed(@ForAll @IntRange(min = 1, max = 60_000) int millis) {
    RateLimiter limiter = new RateLimiter(1_000, 500, 0);
    long spent = 0;
    for (long now = 1_000_000; now < 1_000_000 + millis; now++) {
      while (limiter.waitMillis(now) == 0) {
        limiter.spend(100, now);
        spent += 100;
      }
    }
    assertThat(spent).isBetween(millis / 2L, 1_000 + millis / 2L + 200);
  }

  @Property(tries = 200)
  void whoWaitsAsToldGetsIn(
      @ForAll @IntRange(min = 1, max = 50) int capacity,
      @ForAll @IntRange(min = 1, max = 1_000) int perSecond) {
    RateLimiter limiter = new RateLimiter(capacity, perSecond, 0);
    for (int i = 0; i < capacity; i++) {
      assertThat(limiter.take(0)).isZero();
    }
    long now = 0;
    for (int i = 0; i < 20; i++) {
      int wait = limiter.take(now);
      assertThat(wait).isBetween(1, 1 + 1000 / perSecond);
      // A rounding error may cost one more millisecond, never more.
      now += wait;
      assertThat(limiter.take(now) == 0 || limiter.take(++now) == 0).isTrue();
    }
  }
}
