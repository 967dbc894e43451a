package io.peerloom.simulator.check;

import io.peerloom.simulator.check.History.Attempt;
import io.peerloom.simulator.check.History.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * What was acknowledged while other peers could hold it was on another peer's disk at that moment:
 * the writer's own copy alone is enough only where the writer is alone.
 */
public final class AcknowledgedIsHeldByOthers {
  private AcknowledgedIsHeldByOthers() {}

  /** The violations in a history, in words. */
  public static List<String> violations(History history) {
    List<String> violations = new ArrayList<>();
    for (Attempt attempt : history.attempts()) {
      if (attempt.outcome == Outcome.ACKNOWLEDGED && attempt.hadOthers && attempt.others == 0) {
        violations.add(
            brief(attempt.text)
                + " was acknowledged to machine "
                + attempt.writer.number()
                + " at "
                + attempt.endedAt
                + " with "
                + attempt.holders
                + " holders, and nobody else has it");
      }
    }
    return violations;
  }

  /** The text without its padding. */
  private static String brief(String text) {
    int end = text.indexOf(" ..");
    return end < 0 ? text : text.substring(0, end);
  }
}
