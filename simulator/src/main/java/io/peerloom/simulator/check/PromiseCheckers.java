package io.peerloom.simulator.check;

import io.peerloom.simulator.check.History.Attempt;
import io.peerloom.simulator.check.History.Outcome;
import io.peerloom.simulator.check.History.Read;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an acknowledgement, a refusal and a delivery promise, judged by what callers saw. */
public final class PromiseCheckers {
  private PromiseCheckers() {}

  /** Without what pads it. */
  private static String brief(String text) {
    int end = text.indexOf(" ..");
    return end < 0 ? text : text.substring(0, end);
  }

  /**
   * What was acknowledged while others could hold it was on the disk of another then: the writer's
   * own copy alone acknowledges only where it is alone.
   */
  public static List<String> acknowledgedIsHeldByOthers(History history) {
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

  /** What a caller was told is not kept, nobody ever reads. */
  public static List<String> refusedIsNeverRead(History history) {
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

  /** Whether a value of that name has expired before: then there is nothing again. */
  private static boolean hasExpired(History history, Attempt attempt) {
    for (Attempt each : history.attempts(attempt.name)) {
      if (each.expiresAt <= attempt.endedAt) {
        return true;
      }
    }
    return false;
  }

  /**
   * Of those who replace the same version of a publisher's value at most one is acknowledged. Where
   * both sides of a cut began a name there are two versions of one sequence, and each has one
   * successor.
   */
  public static List<String> oneOutcome(History history) {
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

  /** How many acknowledged versions there are of the sequence that one replaces. */
  private static int versions(History history, Attempt replacing) {
    int versions = 0;
    for (Attempt each : history.attempts(replacing.name)) {
      boolean same = each.publisher.equals(replacing.publisher);
      versions += same && each.sequence == replacing.ifSequence && each.sequence > 0 ? 1 : 0;
    }
    return versions;
  }

  /**
   * Once the world has come to rest nobody reads what is older than the newest value acknowledged
   * before, also where that has expired meanwhile, and nobody misses one that has not.
   *
   * @param now when the last reads were over
   */
  public static List<String> nothingOlderWins(History history, long now) {
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

  /** The newest that was acknowledged before a read began. */
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

  /** Whether a write without a clear outcome, which may have expired, can stand above it. */
  private static boolean replaced(History history, Attempt newest) {
    for (Attempt attempt : history.attempts(newest.name)) {
      boolean open = attempt.outcome == Outcome.PENDING || attempt.outcome == Outcome.UNCLEAR;
      if (open && attempt.expiresAt < newest.expiresAt) {
        return true;
      }
    }
    return false;
  }

  /**
   * Every acknowledged message came to every subscriber that stayed, within a bound from when it
   * was acknowledged, or from when faults and load were over.
   *
   * @param calmAt when the last fault and the load were over
   */
  public static List<String> deliveredToLiveSubscribers(
      Subscribers subscribers, long calmAt, long boundMillis, long now) {
    List<String> violations = new ArrayList<>();
    for (Subscribers.Reader reader : subscribers.staying()) {
      int missing = 0;
      int late = 0;
      long latest = 0;
      String first = null;
      List<Subscribers.Published> owed = subscribers.owed(reader);
      for (Subscribers.Published each : owed) {
        long due = Math.max(each.acknowledgedAt(), calmAt) + boundMillis;
        Long at = reader.arrivals.get(each.text());
        if (at == null && now > due) {
          missing++;
        } else if (at != null && at > due) {
          late++;
          latest = Math.max(latest, at - due + boundMillis);
        } else {
          continue;
        }
        first = first == null ? each.text() : first;
      }
      if (missing + late > 0) {
        violations.add(
            "machine "
                + reader.machine.number()
                + " on "
                + reader.topic
                + ": of "
                + owed.size()
                + " messages "
                + missing
                + " never came, "
                + late
                + " after up to "
                + latest
                + " ms, "
                + first
                + " first");
      }
    }
    return violations;
  }
}
