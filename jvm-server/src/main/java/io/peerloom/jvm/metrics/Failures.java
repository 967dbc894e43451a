package io.peerloom.jvm.metrics;

import io.peerloom.core.base.ErrorCode;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What has failed in a process since its start, by what it was and by code. */
public final class Failures {
  /** What can fail. */
  public enum Of {
    /** A dialled or accepted connection that never became a link. */
    DIAL,
    /** A link, which broke. */
    LINK,
    /** A request to another peer. */
    REQUEST,
    /** A request of another peer, which was refused. */
    ANSWER,
    /** A newcomer's admission by this process. */
    ADMISSION,
    /** This process's own admission by a bootstrap server. */
    BOOTSTRAP,
    /** A bridge that did not answer this bootstrap server. */
    BRIDGE
  }

  /** One kind of failure. */
  public record Kind(Of of, ErrorCode code) implements Comparable<Kind> {
    @Override
    public int compareTo(Kind other) {
      int order = of.compareTo(other.of);
      return order != 0 ? order : code.compareTo(other.code);
    }
  }

  // Bounded by the values of both enumerations.
  private final Map<Kind, LongAdder> counts = new ConcurrentHashMap<>();

  void count(Of of, ErrorCode code) {
    counts.computeIfAbsent(new Kind(of, code), first -> new LongAdder()).increment();
  }

  /** The counts of all kinds that occurred, in a fixed order. */
  public Map<Kind, Long> counts() {
    Map<Kind, Long> now = new TreeMap<>();
    counts.forEach((kind, count) -> now.put(kind, count.sum()));
    return now;
  }
}
