package io.peerloom.simulator.report;

import java.util.Map;
import java.util.TreeMap;

/** What a run measured: distributions and counts, by name. */
public final class Metrics {
  private final Map<String, Distribution> distributions = new TreeMap<>();
  private final Map<String, Integer> counts = new TreeMap<>();

  /** The distribution of that name, empty at first. */
  public Distribution of(String name) {
    return distributions.computeIfAbsent(name, n -> new Distribution());
  }

  /** Counts one more. */
  public void count(String name) {
    counts.merge(name, 1, Integer::sum);
  }

  /** Sets a count. */
  public void count(String name, int value) {
    counts.put(name, value);
  }

  /** A count, 0 where nothing was counted. */
  public int counted(String name) {
    return counts.getOrDefault(name, 0);
  }

  public Map<String, Distribution> distributions() {
    return distributions;
  }

  public Map<String, Integer> counts() {
    return counts;
  }

  /** Takes another run's figures in. */
  public void addAll(Metrics other) {
    other.distributions.forEach((name, values) -> of(name).addAll(values));
    other.counts.forEach((name, value) -> counts.merge(name, value, Integer::sum));
  }
}
