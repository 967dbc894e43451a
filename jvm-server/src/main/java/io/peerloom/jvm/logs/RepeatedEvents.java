package io.peerloom.jvm.logs;

import io.peerloom.jvm.limits.ServerLimits;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides which lines of a log are written, so that neither a failure that repeats itself nor a
 * stranger who provokes one can fill it. The first line of an event about a subject, such as one
 * peer, is written at once; others alike are counted, and after five minutes the last of them is
 * written with their number. Of one event at most 32 subjects are told apart in that time; all
 * others are counted together.
 *
 * <p>Time is an argument. All methods may be called from any thread.
 */
final class RepeatedEvents {
  private static final String OTHERS = "\0others";

  /** A line that can be written later. */
  @FunctionalInterface
  interface Line {
    /**
     * Writes it.
     *
     * @param repeated how many lines alike there were since the last that was written; 0 for none
     */
    void write(int repeated);
  }

  private static final class Count {
    private long since;
    private int lines;
    private Line last;

    Count(long since) {
      this.since = since;
    }
  }

  /** A line that is due, with how many it stands for. */
  record Due(Line line, int repeated) {}

  private final Map<String, Map<String, Count>> counts = new LinkedHashMap<>();

  /** Whether to write a line now; if not, it is counted. */
  synchronized boolean admits(String event, String subject, Line line, long now) {
    String name =
        counts.size() < ServerLimits.MAX_LOG_EVENTS || counts.containsKey(event) ? event : OTHERS;
    Map<String, Count> subjects = counts.computeIfAbsent(name, any -> new LinkedHashMap<>());
    Count count = subjects.get(subject);
    if (count == null && subjects.size() < ServerLimits.MAX_LOG_SUBJECTS) {
      subjects.put(subject, new Count(now));
      return true;
    }
    if (count == null) {
      count = subjects.computeIfAbsent(OTHERS, any -> new Count(now));
    }
    count.lines++;
    count.last = line;
    return false;
  }

  /** The lines that are to be written for those counted; each of them is returned once. */
  synchronized List<Due> due(long now) {
    List<Due> due = new ArrayList<>();
    for (Map<String, Count> subjects : counts.values()) {
      for (Iterator<Count> each = subjects.values().iterator(); each.hasNext(); ) {
        Count count = each.next();
        if (now - count.since < ServerLimits.LOG_WINDOW_NANOS) {
          continue;
        }
        if (count.lines == 0) {
          each.remove();
        } else {
          due.add(new Due(count.last, count.lines));
          count.since = now;
          count.lines = 0;
          count.last = null;
        }
      }
    }
    counts.values().removeIf(Map::isEmpty);
    return due;
  }
}
