package io.peerloom.core.relay;

import io.peerloom.core.base.BoundedMap;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.FairShares;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Owner;
import io.peerloom.core.rpc.RateLimiter;

/**
 * Shares what a relay carries among the identities that ask it: channels, bytes a second, and bytes
 * that wait. A bridge has a sixteenth of a node's.
 */
final class RelayBudget {
  private static final int BRIDGE_PART = 16;

  private final FairShares channels;
  private final FairShares waiting;
  private final RateLimiter all;
  private final int part;
  private final BoundedMap<Bytes, RateLimiter> paces = new BoundedMap<>(Limits.MAX_RELAY_USERS);

  RelayBudget(boolean bridge, long now) {
    part = bridge ? BRIDGE_PART : 1;
    channels = new FairShares(Limits.MAX_RELAY_CHANNELS / part);
    waiting = new FairShares(Limits.MAX_RELAY_QUEUE_BYTES / part);
    all = pace(Limits.RELAY_BYTES_PER_SECOND, now);
  }

  private RateLimiter pace(int bytesPerSecond, long now) {
    return new RateLimiter(Limits.RELAY_BYTES_BURST / part, bytesPerSecond / part, now);
  }

  /** Whether there is a place for one more channel without another's. */
  boolean hasPlace() {
    return channels.hasRoom(1);
  }

  /** Whose channel gives its place to this owner's; null for nobody's. */
  Owner givesWay(Owner owner) {
    return channels.largest(owner, 1);
  }

  void opened(Owner owner) {
    channels.add(owner, 1);
  }

  void closed(Owner owner) {
    channels.add(owner, -1);
  }

  /** Milliseconds until more of that owner's may be forwarded. */
  int waitMillis(Owner owner, long now) {
    return Math.max(all.waitMillis(now), paceOf(owner, now).waitMillis(now));
  }

  void forwarded(Owner owner, int bytes, long now) {
    all.spend(bytes, now);
    paceOf(owner, now).spend(bytes, now);
  }

  private RateLimiter paceOf(Owner owner, long now) {
    RateLimiter pace = paces.remove(owner.user());
    if (pace == null) {
      pace = pace(Limits.RELAY_BYTES_PER_SECOND_EACH, now);
    }
    paces.put(owner.user(), pace);
    return pace;
  }

  /** Whether so many bytes more of that owner's may wait. */
  boolean mayWait(Owner owner, int bytes) {
    return waiting.hasShare(owner, bytes);
  }

  /** So many bytes more wait; a negative number no longer does. */
  void waits(Owner owner, int bytes) {
    waiting.add(owner, bytes);
  }
}
