package io.peerloom.core.relay;

import io.peerloom.core.base.BoundedMap;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.FairShares;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Owner;

/**
 * Shares what a relay carries among the identities that ask it: channels, bytes a second, and bytes
 * that wait. A bridge has a sixteenth of a node's.
 */
final class RelayBudget {
  private static final int BRIDGE_PART = 16;

  private final FairShares channels;
  private final FairShares waiting;
  private final BytePace all;
  private final int part;
  private final BoundedMap<Bytes, BytePace> paces = new BoundedMap<>(Limits.MAX_RELAY_USERS);

  RelayBudget(boolean bridge) {
    part = bridge ? BRIDGE_PART : 1;
    channels = new FairShares(Limits.MAX_RELAY_CHANNELS / part);
    waiting = new FairShares(Limits.MAX_RELAY_QUEUE_BYTES / part);
    all = pace(Limits.RELAY_BYTES_PER_SECOND);
  }

  private BytePace pace(int bytesPerSecond) {
    return new BytePace(Limits.RELAY_BYTES_BURST / part, bytesPerSecond / part);
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
    return Math.max(all.waitMillis(now), paceOf(owner).waitMillis(now));
  }

  void forwarded(Owner owner, int bytes, long now) {
    all.take(bytes, now);
    paceOf(owner).take(bytes, now);
  }

  private BytePace paceOf(Owner owner) {
    BytePace pace = paces.remove(owner.user());
    if (pace == null) {
      pace = pace(Limits.RELAY_BYTES_PER_SECOND_EACH);
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
