package io.peerloom.core.base;

/**
 * Exponential backoff with full jitter: each wait is uniform between half and all of a ceiling that
 * doubles up to a cap, so that a thousand peers that lost their links together do not return
 * together (R7.4).
 *
 * <p>The lower half keeps waits growing, as R1.4 asks; pure full jitter may draw zero many times.
 */
public final class Backoff {
  private final int baseMillis;
  private final int capMillis;
  private int attempts;

  /**
   * Starts with no attempt made.
   *
   * @param baseMillis the ceiling of the first wait
   * @param capMillis the ceiling that is never passed
   */
  public Backoff(int baseMillis, int capMillis) {
    if (baseMillis < 1 || capMillis < baseMillis) {
      throw new IllegalArgumentException("base " + baseMillis + " cap " + capMillis);
    }
    this.baseMillis = baseMillis;
    this.capMillis = capMillis;
  }

  /** The wait before the next attempt, in milliseconds; counts the attempt. */
  public int next(Rng rng) {
    int ceiling = ceilingMillis();
    attempts++;
    return ceiling / 2 + rng.nextInt(ceiling - ceiling / 2 + 1);
  }

  private int ceilingMillis() {
    int ceiling = baseMillis;
    for (int i = 0; i < attempts && ceiling < capMillis; i++) {
      ceiling = ceiling > capMillis / 2 ? capMillis : ceiling * 2;
    }
    return ceiling;
  }

  /** Attempts since the last success. */
  public int attempts() {
    return attempts;
  }

  /** Starts again at the base after a success. */
  public void reset() {
    attempts = 0;
  }
}
