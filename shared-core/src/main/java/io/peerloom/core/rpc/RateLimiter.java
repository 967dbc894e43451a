package io.peerloom.core.rpc;

/**
 * A token bucket: bursts up to its capacity, then a steady rate. A limit never drops silently; it
 * says how long to wait (R3, R12.2).
 */
public final class RateLimiter {
  private final int capacity;
  private final int perSecond;
  private double tokens;
  private long at;

  /**
   * A full bucket.
   *
   * @param capacity the largest burst
   * @param perSecond the steady rate
   */
  public RateLimiter(int capacity, int perSecond, long now) {
    this.capacity = capacity;
    this.perSecond = perSecond;
    this.tokens = capacity;
    this.at = now;
  }

  /** Whether at most half of the capacity is left. */
  public boolean isBusy(long now) {
    refill(now);
    return 2 * tokens <= capacity;
  }

  private void refill(long now) {
    tokens = Math.min(capacity, tokens + (now - at) * (double) perSecond / 1000);
    at = now;
  }

  /** Takes a token: 0, or the milliseconds until there is one. */
  public int take(long now) {
    int wait = waitMillis(now);
    if (wait == 0) {
      tokens--;
    }
    return wait;
  }

  /** The milliseconds until there is a token, 0 if there is one; takes none. */
  public int waitMillis(long now) {
    refill(now);
    return tokens >= 1 ? 0 : (int) Math.ceil((1 - tokens) * 1000 / perSecond);
  }

  /** Takes so many tokens, also more than there are: what is owed comes before the next. */
  public void spend(int amount, long now) {
    refill(now);
    tokens -= amount;
  }
}
