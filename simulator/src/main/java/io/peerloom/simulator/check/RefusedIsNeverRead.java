package io.peerloom.simulator.check;

import io.peerloom.simulator.check.History.Attempt;
import io.peerloom.simulator.check.History.Outcome;
import io.peerloom.simulator.check.History.Read;
import java.util.ArrayList;
import java.util.List;

/** What a caller was told is not kept, nobody ever reads. */
public final class RefusedIsNeverRead {
  private RefusedIsNeverRead() {}

  /** What is wrong with a history, in words. */
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

  /** Without what pads it. */
  private static String brief(String text) {
    int end = text.indexOf(" ..");
    return end < 0 ? text : text.substring(0, end);
  }
}
