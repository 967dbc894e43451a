package io.peerloom.benchmarks;

import io.peerloom.core.base.PeerloomException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was measured, one number a try, with how many tries there were. A try that failed has no
 * number: it shows in the share that succeeded and not as a large value, or it would hide in a p99.
 */
final class Samples {
  private final List<Double> values = new ArrayList<>();
  private final Map<String, Integer> failures = new TreeMap<>();
  private int tries;

  synchronized void add(double value) {
    values.add(value);
    tries++;
  }

  synchronized void fail() {
    tries++;
  }

  /** Counts a try that failed, by the code of its failure. */
  void fail(Throwable cause) {
    fail(PeerloomException.of(cause).code().name());
  }

  /** Counts a try that failed, with the reason in a word or two. */
  synchronized void fail(String reason) {
    tries++;
    failures.merge(reason, 1, Integer::sum);
  }

  /** Counts tries of which nothing was heard. */
  synchronized void fail(int count) {
    tries += count;
  }

  synchronized int count() {
    return values.size();
  }

  synchronized int tries() {
    return tries;
  }

  /** Tries that failed, by what was given as the reason. */
  synchronized Map<String, Integer> failures() {
    return new TreeMap<>(failures);
  }

  synchronized double succeeded() {
    return tries == 0 ? 0 : (double) values.size() / tries;
  }

  /**
   * The value that a share of all values does not exceed, by nearest rank; NaN of none.
   *
   * @param share above 0, at most 1
   */
  synchronized double percentile(double share) {
    if (values.isEmpty()) {
      return Double.NaN;
    }
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }
}
