package io.peerloom.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * How often the peers of this process have signed, verified, sent a message and written to disk.
 * {@link OperationsAgent} has the adapters call this; production code knows nothing of it.
 */
public final class Operations {
  /** What is counted, each at the port of the core where it happens. */
  enum Kind {
    SIGNATURES("signatures"),
    VERIFICATIONS("verifications"),
    MESSAGES("messages"),
    MESSAGE_BYTES("messageBytes"),
    SYNCED_WRITES("syncedWrites"),
    READS("reads");

    private final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  private static final Kind[] KINDS = Kind.values();
  private static final LongAdder[] COUNTS = new LongAdder[KINDS.length];

  static {
    for (int i = 0; i < COUNTS.length; i++) {
      COUNTS[i] = new LongAdder();
    }
  }

  private Operations() {}

  /** Counts one. Called by what {@link OperationsAgent} adds to the adapters. */
  public static void count(int kind) {
    COUNTS[kind].increment();
  }

  /** Counts a message that is sent over a socket, and its bytes. Called as {@link #count} is. */
  public static void message(byte[] message) {
    COUNTS[Kind.MESSAGES.ordinal()].increment();
    COUNTS[Kind.MESSAGE_BYTES.ordinal()].add(message.length);
  }

  /** Everything counted so far, in the order of {@link Kind}. */
  static long[] counts() {
    long[] counts = new long[COUNTS.length];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = COUNTS[i].sum();
    }
    return counts;
  }

  /** The difference of two counts, divided by the number of operations. */
  static Map<String, Object> perOperation(long[] before, long[] after, int operations) {
    Map<String, Object> result = new LinkedHashMap<>();
    for (Kind kind : KINDS) {
      long count = after[kind.ordinal()] - before[kind.ordinal()];
      result.put(kind.word, LoadMeter.rounded((double) count / operations));
    }
    return result;
  }
}
