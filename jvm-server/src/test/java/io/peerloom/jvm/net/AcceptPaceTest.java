package io.peerloom.jvm.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Owner;
import org.junit.jupiter.api.Test;

final class AcceptPaceTest {
  private static final int BURST = 100;
  private static final int PER_SECOND = 50;
  private static final Owner FLOOD = RemoteAddress.owner("203.0.113.9");

  private final AcceptPace pace = new AcceptPace(BURST, PER_SECOND, 0);

  @Test
  void aCrowdIsTakenAtOnce() {
    for (int i = 0; i < BURST; i++) {
      assertThat(pace.take(FLOOD, false, 0)).isZero();
    }
  }

  @Test
  void whatAFloodOfOneAddressHasBeyondItsShareIsClosed() {
    int taken = 0;
    int others = 0;
    for (int millis = 0; millis < 10_000; millis++) {
      for (int i = 0; i < 2; i++) {
        taken += pace.take(FLOOD, false, millis) == 0 ? 1 : 0;
      }
      if (millis % 100 == 0) {
        Owner other = RemoteAddress.owner("198.51.100." + millis / 100);
        int wait = pace.take(other, false, millis);
        assertThat(wait).isNotEqualTo(AcceptPace.CLOSE);
        others += wait == 0 ? 1 : 0;
      }
    }
    assertThat(taken + others).isLessThanOrEqualTo(BURST + 10 * PER_SECOND);
    assertThat(pace.take(FLOOD, false, 9_999)).isEqualTo(AcceptPace.CLOSE);
  }

  @Test
  void thisMachineWaitsInstead() {
    for (int i = 0; i < BURST; i++) {
      pace.take(FLOOD, true, 0);
    }
    int wait = pace.take(FLOOD, true, 0);
    assertThat(wait).isPositive();
    assertThat(pace.take(FLOOD, true, wait)).isZero();
  }

  /** What honest peers send waits behind a flood, for the same threads. */
  @Test
  void itSlowsDownWhileTasksWaitAndRecovers() {
    assertThat(takenInSecond(1_000)).isGreaterThanOrEqualTo(PER_SECOND);
    for (int i = 0; i < 5; i++) {
      pace.waited(AcceptPace.LATE_MILLIS);
    }
    takenInSecond(2_000);
    assertThat(takenInSecond(3_000)).isBetween(PER_SECOND / 5 - 1, PER_SECOND / 5 + 1);
    for (int i = 0; i < 20; i++) {
      pace.waited(AcceptPace.LATE_MILLIS - 1);
    }
    takenInSecond(4_000);
    assertThat(takenInSecond(5_000)).isBetween(PER_SECOND - 1, PER_SECOND + 1);
  }

  private int takenInSecond(long from) {
    int taken = 0;
    for (int millis = 0; millis < 1_000; millis++) {
      while (pace.take(FLOOD, true, from + millis) == 0) {
        taken++;
      }
    }
    return taken;
  }
}
