package io.peerloom.simulator.check;

import io.peerloom.simulator.check.History.Attempt;
import io.peerloom.simulator.check.History.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * What was acknowledged while others could hold it was on the disk of another then: the writer's
 * own copy alone acknowledges only where it is alone.
 */
public final class AcknowledgedIsHeldByOthers {
  private AcknowledgedIsHeldByOthers() {}

  /** What is wrong with a history, in words. */
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

  /** Without what pads it. */
  private static String brief(String text) {
    int end = text.indexOf(" ..");
    return end < 0 ? text : text.substring(0, end);
  }
}
