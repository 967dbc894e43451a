package io.peerloom.simulator.time;

import io.peerloom.core.base.Rng;

/**
 * Forces rare events, after FoundationDB's Buggify. Everything a platform can do to a core it does
 * at a port, so the sites are here and the core has none: it contains no code for the sake of
 * tests.
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

  /** Extra milliseconds for which a message stalls. */
  public int stall() {
    return happens(10) ? rng.nextInt(STALL_MILLIS) : 0;
  }

  /** Bytes buffered by a kernel that accepts nothing more for a moment. */
  public int backlog() {
    return happens(100) ? 1 << 20 : 0;
  }

  /** Whether a dial is refused although somebody listens. */
  public boolean dialRefused() {
    return happens(1);
  }

  /** Whether a dial is never answered. */
  public boolean dialLost() {
    return happens(1);
  }

  /** Whether a WebRTC attempt hangs silently. */
  public boolean rtcHangs() {
    return happens(1);
  }

  /** Extra milliseconds of a disk or cryptographic library that is busy. */
  public int late() {
    return happens(1) ? rng.nextInt(LATE_MILLIS) : 0;
  }
}
