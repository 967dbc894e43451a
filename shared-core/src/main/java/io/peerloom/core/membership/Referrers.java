package io.peerloom.core.membership;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.rpc.RateLimiter;
import io.peerloom.core.wire.JoinMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many newcomers a bridge admits, by who sends them. A bootstrap server whose key the operator
 * named has a rate of its own. All others share one: keys cost nothing, so whoever dials the bridge
 * past its bootstrap servers could otherwise use up what their newcomers need. Where no key is
 * named, all share the full rate.
 */
final class Referrers {
  static final int BURST = 2_000;
  static final int PER_SECOND = 200;
  static final int STRANGERS_BURST = 100;
  static final int STRANGERS_PER_SECOND = 10;

  private final Authority authority;
  private final Map<Bytes, RateLimiter> named = new LinkedHashMap<>();
  private final RateLimiter strangers;

  /**
   * Starts with all rates unused.
   *
   * @param keyHashes SHA-256 of the public key of each bootstrap server that is known
   */
  Referrers(Authority authority, List<byte[]> keyHashes, long now) {
    this.authority = authority;
    for (byte[] hash : keyHashes) {
      named.put(Bytes.wrap(hash), new RateLimiter(BURST, PER_SECOND, now));
    }
    strangers =
        named.isEmpty()
            ? new RateLimiter(BURST, PER_SECOND, now)
            : new RateLimiter(STRANGERS_BURST, STRANGERS_PER_SECOND, now);
  }

  /** The rate against which a request counts; fails where its referral is forged. */
  Promise<RateLimiter> limiterOf(JoinMessage.Join join) {
    if (join.referral() == null || named.isEmpty()) {
      return Promise.of(strangers);
    }
    Referral referral = Referral.decode(join.referral());
    RateLimiter own = named.get(Bytes.wrap(authority.hash().sha256(referral.key())));
    return own == null
        ? Promise.of(strangers)
        : referral.verify(authority.crypto(), authority.hash(), join.request()).map(ok -> own);
  }
}
