package io.peerloom.simulator.check;

import io.peerloom.simulator.check.History.Attempt;
import io.peerloom.simulator.check.History.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Of several conditional puts that replace the same version of a publisher's value at most one is
 * acknowledged. If both sides of a partition created a name, two versions have the same sequence,
 * and each may have one successor.
 */
public final class OneOutcome {
  private OneOutcome() {}

  /** The violations in a history, in words. */
  public static List<String> violations(History history) {
    List<String> violations = new ArrayList<>();
    Map<String, Attempt> winners = new TreeMap<>();
    for (Attempt attempt : history.attempts()) {
      boolean nothingAgain = attempt.ifSequence == 0 && hasExpired(history, attempt);
      if (attempt.ifSequence >= 0
          && attempt.outcome == Outcome.ACKNOWLEDGED
          && !nothingAgain
          && versions(history, attempt) < 2) {
        String version = attempt.publisher + " " + attempt.name + " " + attempt.ifSequence;
        Attempt other = winners.putIfAbsent(version, attempt);
        if (other != null) {
          violations.add(
              attempt.text
                  + " and "
                  + other.text
                  + " both replaced version "
                  + attempt.ifSequence
                  + " of "
                  + attempt.name);
        }
      }
    }
    return violations;
  }

  /** Number of acknowledged versions with the sequence that this attempt replaces. */
  private static int versions(History history, Attempt replacing) {
    int versions = 0;
    for (Attempt each : history.attempts(replacing.name)) {
      boolean same = each.publisher.equals(replacing.publisher);
      versions += same && each.sequence == replacing.ifSequence && each.sequence > 0 ? 1 : 0;
    }
    return versions;
  }

  /** Whether a value of that name has expired by then, so that sequence 0 is right again. */
  private static boolean hasExpired(History history, Attempt attempt) {
    for (Attempt each : history.attempts(attempt.name)) {
      if (each.expiresAt <= attempt.endedAt) {
        return true;
      }
    }
    return false;
  }
}
