package io.peerloom.core.base;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

@Label("Backoff")
class BackoffPropertyTest {
  @Property
  @Label("each wait lies between half and all of a ceiling that doubles up to the cap")
  void waitsGrowWithinTheirCeiling(
      @ForAll int seed,
      @ForAll @IntRange(min = 1, max = 10_000) int base,
      @ForAll @IntRange(min = 0, max = 100_000) int headroom) {
    int cap = base + headroom;
    Backoff backoff = new Backoff(base, cap);
    Rng rng = new Rng(seed);
    long ceiling = base;
    for (int attempt = 1; attempt <= 24; attempt++) {
      assertThat((long) backoff.next(rng)).isBetween(ceiling / 2, ceiling);
      assertThat(backoff.attempts()).isEqualTo(attempt);
      ceiling = Math.min(cap, ceiling * 2);
    }
    backoff.reset();
    assertThat(backoff.next(rng)).isBetween(base / 2, base);
  }
}
