package io.peerloom.core.overlay;

import io.peerloom.core.base.BoundedMap;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Limits;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.rpc.RateLimiter;

/**
 * Counts what arrived with signatures that do not match, routed messages and those of topics, by
 * the identity over whose links it arrived: it is the only one known to have sent them. Each costs
 * a verification; beyond a few the links are closed. By identity, so that another link or id of it
 * begins where the last one ended.
 */
final class ForgeryLimits {
  private final BoundedMap<Bytes, RateLimiter> limits =
      new BoundedMap<>(Limits.MAX_COUNTED_FORGERS);

  /** A message that arrived over a link of that peer was forged; whether that is one too many. */
  boolean isTooMany(ProvedPeer over, long now) {
    Bytes identity = Bytes.wrap(over.identityKey());
    RateLimiter limiter = limits.remove(identity);
    if (limiter == null) {
      limiter = new RateLimiter(Limits.FORGERIES_BURST, Limits.FORGERIES_PER_SECOND, now);
    }
    limits.put(identity, limiter);
    return limiter.take(now) > 0;
  }
}
