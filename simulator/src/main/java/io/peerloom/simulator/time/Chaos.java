package io.peerloom.simulator.time;

import io.peerloom.core.base.Rng;

/**
 * Forces what happens once in a thousand runs to happen in this one, after FoundationDB's Buggify.
 * Everything a platform may do to a core it does at a port, so the sites are here and the core has
 * none: no code of it exists for the sake of tests.
 */
public final class Chaos {
  private static final int STALL_MILLIS = 3_000;
  private static final int LATE_MILLIS = 400;

  private final Rng rng;
  private final int permille;

  public Chaos(int seed, int permille) {
    this.rng = new Rng(seed);
    this.permille = permille;
  }

  private boolean happens(int of) {
    return permille > 0 && rng.nextInt(1000 * of) < permille;
  }

  /** A message that stands still somewhere on its way. */
  public int stall() {
    return happens(10) ? rng.nextInt(STALL_MILLIS) : 0;
  }

  /** A kernel that takes nothing more for a moment. */
  public int backlog() {
    return happens(100) ? 1 << 20 : 0;
  }

  /** A dial that is refused although somebody listens. */
  public boolean dialRefused() {
    return happens(1);
  }

  /** A dial that nobody ever answers. */
  public boolean dialLost() {
    return happens(1);
  }

  /** A WebRTC attempt that hangs without a word. */
  public boolean rtcHangs() {
    return happens(1);
  }

  /** A disk or a cryptographic library that is busy. */
  public int late() {
    return happens(1) ? rng.nextInt(LATE_MILLIS) : 0;
  }
}
