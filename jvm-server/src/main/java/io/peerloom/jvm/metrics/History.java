package io.peerloom.jvm.metrics;

import io.peerloom.core.base.ErrorCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The last hour of a process in steps of ten seconds, for those without a Prometheus. */
public final class History {
  /** The time between two samples, in seconds. */
  public static final int STEP_SECONDS = 10;

  /** The most samples: an hour's. */
  static final int MAX_SAMPLES = 360;

  /**
   * What happened in one step.
   *
   * @param at the end of the step, wall-clock milliseconds
   * @param links live links of all peers of the process at that moment
   * @param receivedBytes in this step
   * @param sentBytes in this step
   * @param answers requests of others that were answered or refused in this step
   * @param failures how often each code occurred in this step
   */
  public record Sample(
      long at,
      int links,
      long receivedBytes,
      long sentBytes,
      long answers,
      Map<ErrorCode, Long> failures) {}

  /** Counters since the start; a step is the difference of two. */
  record Totals(
      int links, long receivedBytes, long sentBytes, long answers, Map<ErrorCode, Long> failures) {
    static final Totals NONE = new Totals(0, 0, 0, 0, Map.of());

    Sample since(Totals before, long at) {
      Map<ErrorCode, Long> fresh = new EnumMap<>(ErrorCode.class);
      failures.forEach(
          (code, count) -> {
            long more = count - before.failures.getOrDefault(code, 0L);
            if (more > 0) {
              fresh.put(code, more);
            }
          });
      return new Sample(
          at,
          links,
          receivedBytes - before.receivedBytes,
          sentBytes - before.sentBytes,
          answers - before.answers,
          fresh);
    }
  }

  private final Deque<Sample> samples = new ArrayDeque<>();
  private Totals last = Totals.NONE;

  /** Ends a step. */
  synchronized void add(Totals now, long at) {
    if (samples.size() == MAX_SAMPLES) {
      samples.remove();
    }
    samples.add(now.since(last, at));
    last = now;
  }

  /** The samples, oldest first. */
  public synchronized List<Sample> samples() {
    return new ArrayList<>(samples);
  }
}
