package io.peerloom.simulator.check;

import io.peerloom.simulator.check.History.Attempt;
import io.peerloom.simulator.check.History.Outcome;
import io.peerloom.simulator.check.History.Read;
import java.util.ArrayList;
import java.util.List;

/** A value whose put was refused is never read. */
public final class RefusedIsNeverRead {
  private RefusedIsNeverRead() {}

  /** The violations in a history, in words. */
  public static List<String> violations(History history) {
    List<String> violations = new ArrayList<>();
    for (Read read : history.reads()) {
      for (Attempt attempt : history.attempts(read.name())) {
        if (attempt.text.equals(read.text()) && attempt.outcome == Outcome.REFUSED) {
          violations.add(
              brief(attempt.text)
                  + " was refused with "
                  + attempt.code
                  + " at "
                  + attempt.endedAt
                  + " and read by machine "
                  + read.reader().number()
                  + " at "
                  + read.startedAt());
        }
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
