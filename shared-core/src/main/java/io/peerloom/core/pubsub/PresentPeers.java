package io.peerloom.core.pubsub;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.FairShares;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.wire.PresenceMessage;
import io.peerloom.core.wire.TopicProtocol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who is present on one topic, as one member of its group knows it, and what it has reported to
 * those who follow. Each change gets the next version, so a follower gets those since its last one.
 * Peers that have left stay until their entries expire: an earlier entry must not bring them back.
 */
final class PresentPeers {
  /** One peer that is present, or was. */
  static final class Present {
    final NodeId id;
    final Owner owner;
    TopicItem entry;
    boolean follows;

    /** It said that it leaves. */
    boolean left;

    /** It went without a word. */
    boolean lost;

    /** When it was last announced, on the monotonic clock. */
    long announcedAt;

    /** When this member last asked whether it is alive. */
    long askedAt = Long.MIN_VALUE / 2;

    private long version;

    /** Up to which version it has all reports, as a follower; -1 for none at all. */
    private long reported = -1;

    /** Whether a report to it is under way. */
    boolean awaited;

    /** When it may get the next one, after a failure. */
    long retryAt = Long.MIN_VALUE / 2;

    private Present(NodeId id, Owner owner) {
      this.id = id;
      this.owner = owner;
    }

    boolean isGone() {
      return left || lost;
    }
  }

  private final FairShares all;
  private final Map<NodeId, Present> peers = new LinkedHashMap<>();

  /** The same by version. */
  private final TreeMap<Long, Present> changes = new TreeMap<>();

  private long version;

  /** Whether reports are about to be sent. */
  boolean scheduled;

  /**
   * Nobody is present.
   *
   * @param all counts the entries of all topics of this member
   */
  PresentPeers(FairShares all) {
    this.all = all;
  }

  /**
   * Takes what a peer says of itself.
   *
   * @param mode as in {@link PresenceMessage.Attend}
   * @param now on the monotonic clock
   * @throws PeerloomException UNAUTHORIZED if a later entry of that peer is known; OVERLOADED if
   *     nobody has more places than its owner
   */
  void accept(NodeId id, Owner owner, TopicItem entry, int mode, long now) {
    Present known = peers.get(id);
    boolean again = known != null && known.entry.id().equals(entry.id());
    if (!again && known != null && known.entry.publishedAt() >= entry.publishedAt()) {
      throw new PeerloomException(ErrorCode.UNAUTHORIZED, "a later entry is known");
    }
    if (known != null && !known.entry.stream().equals(entry.stream())) {
      // Its page was loaded again, or its presence closed and opened: it knows of nobody.
      forget(known);
      known = null;
    }
    if (known == null) {
      makeRoom(owner);
      known = new Present(id, owner);
      peers.put(id, known);
      all.add(owner, 1);
    }
    known.announcedAt = now;
    known.follows = mode == PresenceMessage.Attend.FOLLOWS;
    if (!again || known.lost) {
      known.entry = entry;
      known.left = mode == PresenceMessage.Attend.LEAVES;
      known.lost = false;
      changed(known);
    }
  }

  private void makeRoom(Owner owner) {
    if (peers.size() < Limits.MAX_PRESENT) {
      return;
    }
    FairShares shares = new FairShares(Limits.MAX_PRESENT);
    for (Present each : peers.values()) {
      shares.add(each.owner, 1);
    }
    Owner largest = shares.largest(owner, 1);
    if (largest == null) {
      throw new PeerloomException(ErrorCode.OVERLOADED, "too many are present");
    }
    evict(largest);
  }

  /** Forgets the first peer of an owner; false if it has none. */
  boolean evict(Owner owner) {
    for (Present each : peers.values()) {
      if (each.owner.equals(owner)) {
        forget(each);
        return true;
      }
    }
    return false;
  }

  private void forget(Present peer) {
    peers.remove(peer.id);
    changes.remove(peer.version);
    all.add(peer.owner, -1);
  }

  private void changed(Present peer) {
    changes.remove(peer.version);
    peer.version = ++version;
    changes.put(version, peer);
  }

  /** A peer went without a word; false if that is known. */
  boolean lose(Present peer) {
    if (peer.isGone()) {
      return false;
    }
    peer.lost = true;
    changed(peer);
    return true;
  }

  /** The peer of that id; null if unknown. */
  Present get(NodeId id) {
    return peers.get(id);
  }

  /** The peer that is present by the entry with that id; null if none is. */
  Present by(Bytes entryId) {
    for (Present each : peers.values()) {
      if (each.entry.id().equals(entryId)) {
        return each;
      }
    }
    return null;
  }

  /** Forgets the peers whose entries have expired: followers know when they do. */
  void expire(long now) {
    for (Present each : new ArrayList<>(peers.values())) {
      if (each.entry.isExpired(now)) {
        forget(each);
      }
    }
  }

  boolean isEmpty() {
    return peers.isEmpty();
  }

  /**
   * The followers with a report due.
   *
   * @param now on the monotonic clock
   */
  List<Present> behind(long now) {
    List<Present> followers = new ArrayList<>();
    for (Present each : peers.values()) {
      boolean isBehind = each.reported < version && !each.awaited && each.retryAt <= now;
      if (each.follows && !each.isGone() && isBehind) {
        followers.add(each);
      }
    }
    return followers;
  }

  /**
   * A report to a follower.
   *
   * @param upTo the version that it knows then
   */
  record Changes(
      List<byte[]> ids, List<byte[]> entries, List<byte[]> lost, boolean more, long upTo) {}

  /** What a follower does not know, as much as fits, one change at least. */
  Changes changesFor(Present follower, int mostBytes) {
    List<byte[]> ids = new ArrayList<>();
    List<byte[]> entries = new ArrayList<>();
    List<byte[]> lost = new ArrayList<>();
    long upTo = follower.reported;
    int bytes = 0;
    for (Map.Entry<Long, Present> next = changes.higherEntry(upTo);
        next != null;
        next = changes.higherEntry(upTo)) {
      Present peer = next.getValue();
      // Those who have gone as well: another member may have reported them.
      if (peer != follower) {
        bytes += peer.lost ? TopicProtocol.ID_BYTES : peer.entry.encoded().length;
        int count = entries.size() + lost.size();
        if (count > 0 && (count == PresenceMessage.MAX_ENTRIES || bytes > mostBytes)) {
          return new Changes(ids, entries, lost, true, upTo);
        }
        if (peer.lost) {
          lost.add(peer.entry.id().array());
        } else {
          ids.add(peer.id.bytes());
          entries.add(peer.entry.encoded());
        }
      }
      upTo = next.getKey();
    }
    return new Changes(ids, entries, lost, false, version);
  }

  /** A follower has a report. */
  void reported(Present follower, Changes changes) {
    follower.reported = changes.upTo;
  }
}
