package io.peerloom.simulator.check;

import io.peerloom.simulator.check.History.Attempt;
import io.peerloom.simulator.check.History.Outcome;
import io.peerloom.simulator.check.History.Read;
import java.util.ArrayList;
import java.util.List;

/**
 * Once the world has come to rest, no read returns a value older than the newest one acknowledged
 * before it, even if that one has expired since; and no read misses one that has not expired.
 */
public final class NothingOlderWins {
  private NothingOlderWins() {}

  /**
   * The violations in a history, in words.
   *
   * @param now when the last reads ended
   */
  public static List<String> violations(History history, long now) {
    List<String> violations = new ArrayList<>();
    for (Read read : history.reads()) {
      Attempt newest = read.last() ? newest(history, read) : null;
      if (newest == null) {
        continue;
      }
      String seen = read.text() == null ? "nothing" : read.text() + " (" + read.sequence() + ")";
      boolean older = read.text() != null && read.sequence() < newest.sequence;
      boolean missed = read.text() == null && newest.expiresAt > now && !replaced(history, newest);
      if (older || missed) {
        violations.add(
            "machine "
                + read.reader().number()
                + " reads "
                + seen
                + " for "
                + newest.text
                + " ("
                + newest.sequence
                + "), acknowledged at "
                + newest.endedAt);
      }
    }
    return violations;
  }

  /** The newest write acknowledged before a read began. */
  private static Attempt newest(History history, Read read) {
    Attempt newest = null;
    for (Attempt attempt : history.attempts(read.name())) {
      if (attempt.outcome == Outcome.ACKNOWLEDGED
          && attempt.endedAt <= read.startedAt()
          && (newest == null || attempt.sequence > newest.sequence)) {
        newest = attempt;
      }
    }
    return newest;
  }

  /** Whether a write without a clear outcome, which may have expired, can have replaced it. */
  private static boolean replaced(History history, Attempt newest) {
    for (Attempt attempt : history.attempts(newest.name)) {
      boolean open = attempt.outcome == Outcome.PENDING || attempt.outcome == Outcome.UNCLEAR;
      if (open && attempt.expiresAt < newest.expiresAt) {
        return true;
      }
    }
    return false;
  }
}
