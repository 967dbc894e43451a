package io.peerloom.jvm.logs;

import io.peerloom.jvm.limits.ServerLimits;

/**
 * Bounds how much a process logs, whatever is logged: so many characters in five minutes. Lines
 * beyond it are counted. Time is an argument.
 */
final class LogBudget {
  private long windowAt;
  private boolean begun;
  private long chars;
  private int dropped;
  private int droppedBefore;

  /** Whether a line of so many characters may still be written now; counts it. */
  boolean admits(long lineChars, long now) {
    turn(now);
    if (chars + lineChars > ServerLimits.MAX_LOG_CHARS) {
      dropped++;
      return false;
    }
    chars += lineChars;
    return true;
  }

  /** How many lines an earlier window lacks; each is returned once. */
  int dropped(long now) {
    turn(now);
    int lacking = droppedBefore;
    droppedBefore = 0;
    return lacking;
  }

  private void turn(long now) {
    if (!begun || now - windowAt >= ServerLimits.LOG_WINDOW_NANOS) {
      begun = true;
      windowAt = now;
      chars = 0;
      droppedBefore += dropped;
      dropped = 0;
    }
  }
}
