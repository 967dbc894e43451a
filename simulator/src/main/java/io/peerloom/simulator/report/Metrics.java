package io.peerloom.simulator.report;

import java.util.Map;
import java.util.TreeMap;

/** The measurements of a run: distributions and counts, by name. */
public final class Metrics {
  private final Map<String, Distribution> distributions = new TreeMap<>();
  private final Map<String, Integer> counts = new TreeMap<>();

  /** The distribution of that name, empty at first. */
  public Distribution of(String name) {
    return distributions.computeIfAbsent(name, n -> new Distribution());
  }

  /** Increments a count. */
  public void count(String name) {
    counts.merge(name, 1, Integer::sum);
  }

  public void count(String name, int value) {
    counts.put(name, value);
  }

  /** A count; 0 if nothing was counted. */
  public int counted(String name) {
    return counts.getOrDefault(name, 0);
  }

  public Map<String, Distribution> distributions() {
    return distributions;
  }

  public Map<String, Integer> counts() {
    return counts;
  }

  /** Adds the measurements of another run. */
  public void addAll(Metrics other) {
    other.distributions.forEach((name, values) -> of(name).addAll(values));
    other.counts.forEach((name, value) -> counts.merge(name, value, Integer::sum));
  }
}
