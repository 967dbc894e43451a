package io.peerloom.core.rpc;

import io.peerloom.core.base.BoundedMap;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Limits;

/**
 * Limits what each identity asks for, by the key it proved, so that one leaves enough for the
 * others.
 *
 * <p>Keys cost nothing, and an evicted one starts anew: against somebody with many keys there must
 * be a limit on all besides.
 */
public final class KeyedLimits {
  private final int burst;
  private final int perSecond;
  private final BoundedMap<Bytes, RateLimiter> limiters =
      new BoundedMap<>(Limits.MAX_COUNTED_VISITORS);

  /**
   * Starts with nobody.
   *
   * @param burst what one may ask for at once
   * @param perSecond the steady rate of one
   */
  public KeyedLimits(int burst, int perSecond) {
    this.burst = burst;
    this.perSecond = perSecond;
  }

  /** Counts a request: 0, or the milliseconds until this identity may ask again. */
  public int take(byte[] identityKey, long now) {
    Bytes key = Bytes.wrap(identityKey);
    RateLimiter own = limiters.get(key);
    if (own == null) {
      own = new RateLimiter(burst, perSecond, now);
      limiters.put(key, own);
    }
    return own.take(now);
  }
}
