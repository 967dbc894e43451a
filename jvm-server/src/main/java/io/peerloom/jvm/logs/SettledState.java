package io.peerloom.jvm.logs;

/**
 * Decides which states of a peer are worth a line: those that last. A peer that joins, or loses one
 * of many links, passes through several in a second, and all is well.
 *
 * <p>A decider: it has no clock. Used on the loop of its peer.
 */
public final class SettledState {
  /** A state that lasts this long is logged. */
  public static final int SETTLED_MILLIS = 3_000;

  private String current = "";
  private String logged = "";
  private int changes;

  /** Notes a state and returns its number, for {@link #isDue} once it may have settled. */
  public int changed(String state) {
    current = state;
    return ++changes;
  }

  /** Whether to log the state of that number now: it has lasted, and is not the one logged last. */
  public boolean isDue(int number) {
    if (number != changes || current.equals(logged)) {
      return false;
    }
    logged = current;
    return true;
  }
}
