package io.peerloom.core.membership;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.FairShares;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.rpc.RateLimiter;
import io.peerloom.core.wire.JoinMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many newcomers a bridge admits, by who sends them. A bootstrap server whose key the operator
 * named has a rate of its own, and shares it among the addresses that it sees. All others have one
 * together: keys cost nothing, so whoever dials the bridge past its bootstrap servers could
 * otherwise use up what their newcomers need. While it is busy, the addresses from which they come
 * share it. Where no key is named, all have the full rate, whatever their addresses: they are those
 * of bootstrap servers.
 */
final class Referrers {
  /** In which as many strangers are admitted as in a burst, and counted by address. */
  static final int WINDOW_MILLIS = Limits.JOINS_BURST / Limits.JOINS_PER_SECOND * 1_000;

  private final Authority authority;
  private final Map<Bytes, RateLimiter> named = new LinkedHashMap<>();
  private final RateLimiter strangers;
  private FairShares addresses;
  private long countedSince;

  /**
   * Starts with all rates unused.
   *
   * @param keyHashes SHA-256 of the public key of each bootstrap server that is known
   */
  Referrers(Authority authority, List<byte[]> keyHashes, long now) {
    this.authority = authority;
    for (byte[] hash : keyHashes) {
      named.put(
          Bytes.wrap(hash),
          new RateLimiter(Limits.REFERRED_JOINS_BURST, Limits.REFERRED_JOINS_PER_SECOND, now));
    }
    strangers =
        named.isEmpty()
            ? new RateLimiter(Limits.REFERRED_JOINS_BURST, Limits.REFERRED_JOINS_PER_SECOND, now)
            : new RateLimiter(Limits.JOINS_BURST, Limits.JOINS_PER_SECOND, now);
    count(now);
  }

  private void count(long now) {
    addresses = new FairShares(Limits.JOINS_BURST);
    countedSince = now;
  }

  /**
   * Counts a newcomer: 0, or the milliseconds until it may come again; fails where its referral is
   * forged.
   *
   * @param address for whom a stranger is counted
   */
  Promise<Integer> take(JoinMessage.Join join, Owner address, long now) {
    if (named.isEmpty()) {
      return Promise.of(strangers.take(now));
    }
    if (join.referral() == null) {
      return Promise.of(takeStranger(address, now));
    }
    Referral referral = Referral.decode(join.referral());
    RateLimiter own = named.get(Bytes.wrap(authority.hash().sha256(referral.key())));
    return own == null
        ? Promise.of(takeStranger(address, now))
        : referral
            .verify(authority.crypto(), authority.hash(), join.request())
            .map(ok -> own.take(now));
  }

  private int takeStranger(Owner address, long now) {
    if (now - countedSince >= WINDOW_MILLIS) {
      count(now);
    }
    if (strangers.isBusy(now) && !addresses.hasShare(address, 1)) {
      return (int) (countedSince + WINDOW_MILLIS - now);
    }
    int wait = strangers.take(now);
    if (wait == 0) {
      addresses.add(address, 1);
    }
    return wait;
  }
}
