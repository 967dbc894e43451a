package io.peerloom.core.base;

/**
 * The core's only access to time, randomness, the log and the counters. Each peer has an instance
 * of its own.
 *
 * <p>Tasks run on the peer's serial loop, in the order of their due time. The simulator's
 * implementation runs on virtual time, which is what makes a run reproducible.
 */
public interface Env {
  /** Milliseconds since an arbitrary start; never goes back. Timers and timeouts use this. */
  long monotonicMillis();

  /**
   * Milliseconds since 1970-01-01T00:00Z: from a platform the machine's clock, which may be wrong
   * and jump; inside a peer the network's time ({@link NetworkTime}).
   */
  long wallMillis();

  /** Runs a task on the peer's loop after a delay of at least 0 ms; never inside this call. */
  Timer after(long delayMillis, Runnable task);

  /** For choices, never for secrets: those come from {@code Crypto.randomBytes}. */
  Rng rng();

  /** Writes one line to the log. */
  void log(LogLevel level, String message);

  /** Counts what happens. */
  default Meter meter() {
    return Meter.NONE;
  }

  /**
   * Writes an event to the log. Programs read it, so its name and keys stay as they are. A platform
   * whose log has no key-values gets a line.
   *
   * @param event such as {@code link.failed}
   * @param pairs keys and values in turn; a value may be null
   */
  default void log(LogLevel level, String event, Object... pairs) {
    StringBuilder line = new StringBuilder(event);
    for (int i = 0; i < pairs.length; i += 2) {
      line.append(' ').append(pairs[i]).append('=').append(pairs[i + 1]);
    }
    log(level, line.toString());
  }
}
