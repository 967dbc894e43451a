package io.peerloom.core.membership;

import io.peerloom.core.base.BoundedMap;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Limits;
import io.peerloom.core.rpc.RateLimiter;

/**
 * Limits the requests of each visitor, by the key it proved, so that one leaves enough for the
 * others.
 *
 * <p>Keys cost nothing, and an evicted visitor starts anew: against one with many keys there must
 * be a limit on all visitors besides.
 */
final class VisitorLimits {
  private final int burst;
  private final int perSecond;
  private final BoundedMap<Bytes, RateLimiter> visitors =
      new BoundedMap<>(Limits.MAX_COUNTED_VISITORS);

  /**
   * Starts without visitors.
   *
   * @param burst what one may ask for at once
   * @param perSecond the steady rate of one
   */
  VisitorLimits(int burst, int perSecond) {
    this.burst = burst;
    this.perSecond = perSecond;
  }

  /** Counts a request: 0, or the milliseconds until this visitor may ask again. */
  int take(byte[] visitorKey, long now) {
    Bytes key = Bytes.wrap(visitorKey);
    RateLimiter own = visitors.get(key);
    if (own == null) {
      own = new RateLimiter(burst, perSecond, now);
      visitors.put(key, own);
    }
    return own.take(now);
  }
}
