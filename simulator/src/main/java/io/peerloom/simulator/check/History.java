package io.peerloom.simulator.check;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.simulator.machine.Machine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All writes and reads of named values in a run, as their callers saw them. */
public final class History {
  /** How a write ended for its caller. */
  public enum Outcome {
    PENDING,
    ACKNOWLEDGED,
    REFUSED,
    UNCLEAR
  }

  /** One put. */
  public static final class Attempt {
    public final String name;
    public final String text;
    public final Machine writer;
    final String publisher;
    final long ifSequence;
    public final long expiresAt;
    public Outcome outcome = Outcome.PENDING;
    ErrorCode code;
    long endedAt;
    long sequence;
    public int holders;

    /** Disks of other peers that held it when it was acknowledged. */
    public int others;

    /** Whether there was another peer at that moment that could have held it. */
    public boolean hadOthers;

    public Attempt(
        String name,
        String text,
        Machine writer,
        String publisher,
        long ifSequence,
        long expiresAt) {
      this.name = name;
      this.text = text;
      this.writer = writer;
      this.publisher = publisher;
      this.ifSequence = ifSequence;
      this.expiresAt = expiresAt;
    }

    /** Its version, once it is acknowledged. */
    public long sequence() {
      return sequence;
    }

    public void acknowledged(long now, long withSequence, int count) {
      outcome = Outcome.ACKNOWLEDGED;
      endedAt = now;
      sequence = withSequence;
      holders = count;
    }

    public void failed(long now, ErrorCode with) {
      outcome = isRefusal(with) ? Outcome.REFUSED : Outcome.UNCLEAR;
      endedAt = now;
      code = with;
    }
  }

  /**
   * One get that ended.
   *
   * @param text the value that was read; null if there was none
   * @param last whether the get was made after the world had come to rest
   */
  public record Read(
      String name, Machine reader, long startedAt, String text, long sequence, boolean last) {}

  private final List<Attempt> attempts = new ArrayList<>();
  private final Map<String, List<Attempt>> byName = new LinkedHashMap<>();
  private final List<Read> reads = new ArrayList<>();

  /**
   * Whether that code guarantees that the write was not and will not be stored; other codes leave
   * it unclear.
   */
  public static boolean isRefusal(ErrorCode code) {
    return switch (code) {
      case CONFLICT, CLOCK_SKEW, TOO_LARGE, INVALID_REQUEST, UNSUPPORTED, UNREACHABLE -> true;
      default -> false;
    };
  }

  public void add(Attempt attempt) {
    attempts.add(attempt);
    byName.computeIfAbsent(attempt.name, n -> new ArrayList<>()).add(attempt);
  }

  public void add(Read read) {
    reads.add(read);
  }

  public List<Attempt> attempts() {
    return attempts;
  }

  /** All attempts to write one name, in the order of their start. */
  public List<Attempt> attempts(String name) {
    return byName.getOrDefault(name, List.of());
  }

  /** The newest acknowledged version of a name; null if there is none. */
  public Attempt newestAcknowledged(String name) {
    Attempt newest = null;
    for (Attempt each : attempts(name)) {
      boolean counts = each.outcome == Outcome.ACKNOWLEDGED;
      if (counts && (newest == null || each.sequence > newest.sequence)) {
        newest = each;
      }
    }
    return newest;
  }

  /** Whether a version that expires sooner may have replaced that one. */
  public boolean mayBeReplacedBySooner(Attempt version) {
    for (Attempt each : attempts(version.name)) {
      boolean later =
          each.outcome == Outcome.ACKNOWLEDGED
              ? each.sequence > version.sequence
              : each.outcome != Outcome.REFUSED;
      if (later && each.expiresAt < version.expiresAt) {
        return true;
      }
    }
    return false;
  }

  List<Read> reads() {
    return reads;
  }
}
