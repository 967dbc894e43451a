package io.peerloom.jvm.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How often a server tests its addresses. */
final class SelfTestScheduleTest {
  private static final double MIDDLE = 0.5;

  @Test
  void testsBecomeRareWhileAllIsWell() {
    SelfTestSchedule schedule = new SelfTestSchedule();
    Duration wait = schedule.next(true, MIDDLE);
    assertThat(wait).isEqualTo(SelfTestSchedule.FIRST_WHEN_FINE);
    for (int i = 0; i < 10; i++) {
      wait = schedule.next(true, MIDDLE);
    }
    assertThat(wait).isEqualTo(SelfTestSchedule.LONGEST_WHEN_FINE);
  }

  @Test
  void faultIsLookedAtSoonAndChangesStartAnew() {
    SelfTestSchedule schedule = new SelfTestSchedule();
    schedule.next(true, MIDDLE);
    assertThat(schedule.next(false, MIDDLE)).isEqualTo(SelfTestSchedule.FIRST_AFTER_FAULT);
    assertThat(schedule.next(false, MIDDLE))
        .isEqualTo(SelfTestSchedule.FIRST_AFTER_FAULT.multipliedBy(2));
    assertThat(schedule.next(true, MIDDLE)).isEqualTo(SelfTestSchedule.FIRST_WHEN_FINE);
  }

  @Test
  void waitsOfServersThatStartTogetherDiffer() {
    assertThat(new SelfTestSchedule().next(true, 0)).hasMillis(45_000);
    assertThat(new SelfTestSchedule().next(true, 1)).hasMillis(75_000);
  }
}
