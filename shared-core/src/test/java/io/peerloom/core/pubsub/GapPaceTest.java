package io.peerloom.core.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Gaps are read soon, but nobody makes subscribers read all the time. */
class GapPaceTest {
  private static final byte[] HONEST = {1};
  private static final byte[] HOSTILE = {2};

  private final GapPace pace = new GapPace();

  private int readings(int seconds, int gapEveryMillis) {
    int readings = 0;
    long next = 0;
    for (long now = 0; now < seconds * 1_000L; now += 100) {
      if (now % gapEveryMillis == 0) {
        pace.begun(HOSTILE, now);
        next = Math.min(next, now + pace.millis());
      }
      if (now >= next) {
        readings++;
        next = now + pace.next();
      }
    }
    return readings;
  }

  @Test
  void aGapThatStaysIsReadLessAndLessOften() {
    pace.begun(HONEST, 0);
    assertThat(pace.next()).isEqualTo(GapPace.FIRST_MILLIS);
    for (int i = 0; i < 10; i++) {
      assertThat(pace.next()).isLessThanOrEqualTo(pace.millis());
    }
    assertThat(pace.millis()).isEqualTo(GapPace.MAX_MILLIS);
    pace.begun(HONEST, 100_000);
    assertThat(pace.millis()).isEqualTo(GapPace.FIRST_MILLIS);
  }

  @Test
  void whoPublishesWithGapsAllTheTimeIsReadSlowly() {
    readings(60, 200);
    // One restart in five seconds gives five readings, and in a minute about 60.
    assertThat(readings(60, 200)).isLessThan(75);
    pace.begun(HONEST, 120_000);
    assertThat(pace.millis()).as("the gaps of others").isEqualTo(GapPace.FIRST_MILLIS);
  }
}
