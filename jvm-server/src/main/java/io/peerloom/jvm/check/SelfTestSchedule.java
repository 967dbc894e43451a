package io.peerloom.jvm.check;

import java.time.Duration;

/**
 * When a server tests its addresses again: soon while something is wrong, because somebody is
 * mending it; less and less often while all is well, because then it only costs.
 *
 * <p>A decider: it reads no clock. Not thread-safe.
 */
final class SelfTestSchedule {
  static final Duration FIRST_AFTER_FAULT = Duration.ofSeconds(2);
  static final Duration LONGEST_AFTER_FAULT = Duration.ofMinutes(5);
  static final Duration FIRST_WHEN_FINE = Duration.ofMinutes(1);
  static final Duration LONGEST_WHEN_FINE = Duration.ofHours(1);

  private boolean fine;
  private Duration wait;

  /**
   * The time until the next test.
   *
   * @param nowFine the outcome of the test that has just ended
   * @param random from 0 to 1; servers that were started together do not test together
   */
  Duration next(boolean nowFine, double random) {
    Duration first = nowFine ? FIRST_WHEN_FINE : FIRST_AFTER_FAULT;
    Duration longest = nowFine ? LONGEST_WHEN_FINE : LONGEST_AFTER_FAULT;
    wait = wait == null || nowFine != fine ? first : wait.multipliedBy(2);
    wait = wait.compareTo(longest) > 0 ? longest : wait;
    fine = nowFine;
    return Duration.ofMillis((long) (wait.toMillis() * (0.75 + random / 2)));
  }
}
