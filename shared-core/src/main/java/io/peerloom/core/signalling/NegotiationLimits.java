package io.peerloom.core.signalling;

import io.peerloom.core.base.BoundedMap;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.SharedMap;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.rpc.RateLimiter;

/**
 * Decides which WebRTC negotiations others may begin: each costs a peer connection and packets to
 * whatever the other side names. One identity has a few at a time and begins a new one every few
 * seconds; of too many that identities of one group begin, the oldest gives way, so that nobody,
 * with however many ids, keeps an honest peer out. Negotiations that this peer begins do not count.
 */
final class NegotiationLimits {
  /** An offer each four seconds, as the limiter counts whole offers a second. */
  private static final int SLOWNESS = 4;

  private final byte[] ownKey;
  private final SharedMap<NodeId, NodeId> begun = new SharedMap<>(Limits.MAX_NEGOTIATIONS);
  private final BoundedMap<Bytes, RateLimiter> offers =
      new BoundedMap<>(Limits.MAX_COUNTED_OFFERERS);

  NegotiationLimits(byte[] ownKey) {
    this.ownKey = ownKey;
  }

  /** Takes an offer from an identity's budget: 0, or how long it has to wait in milliseconds. */
  int waitMillis(ProvedPeer from, long now) {
    if (isOwn(from)) {
      return 0;
    }
    Bytes identity = Bytes.wrap(from.identityKey());
    RateLimiter limiter = offers.remove(identity);
    if (limiter == null) {
      limiter = new RateLimiter(Limits.NEGOTIATIONS_BURST, 1, now / SLOWNESS);
    }
    offers.put(identity, limiter);
    return limiter.take(now / SLOWNESS) * SLOWNESS;
  }

  /** Whether an identity may have one more. */
  boolean mayBegin(ProvedPeer from) {
    return isOwn(from) || begun.count(from.owner()) < Limits.MAX_NEGOTIATIONS_OF_IDENTITY;
  }

  /** Another peer begins one; returns the id whose negotiation gives way, or null. */
  NodeId begun(ProvedPeer from) {
    return begun.put(from.id(), from.owner(), from.id());
  }

  void ended(NodeId id) {
    begun.remove(id);
  }

  /** How many others have begun. */
  int size() {
    return begun.size();
  }

  /** Other tabs of one's own profile link to each other all at once. */
  private boolean isOwn(ProvedPeer from) {
    return Bytes.equal(from.identityKey(), ownKey);
  }
}
