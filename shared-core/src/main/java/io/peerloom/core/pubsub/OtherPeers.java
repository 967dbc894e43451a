package io.peerloom.core.pubsub;

import io.peerloom.core.api.PresenceListener;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.FairShares;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Owner;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.pubsub.TopicPresence.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Who else is present on a topic, as members of its group report. A peer is present as long as one
 * of the members that are asked lists its latest entry: one that lies hides nobody. Whoever is
 * linked to a peer itself believes nobody that it is lost.
 */
final class OtherPeers {
  /** The most that are listed: a group of users may have four fifths of it. */
  static final int MAX = 2 * Limits.MAX_PRESENT;

  /** In the first byte of an entry's content. */
  static final int HIDDEN = 1;

  static final int LEAVING = 2;

  /** A peer that is present, or was: an earlier entry must not bring it back. */
  private static final class Other {
    final TopicItem entry;
    final NodeId id;
    final boolean hidden;
    final boolean leaving;
    final byte[] state;
    final Owner owner;

    /** The members that have reported this entry, and not that it is lost. */
    final Set<NodeId> listedBy = new TreeSet<>();

    /** Whether a member has reported that it is lost. */
    boolean doubted;

    boolean gone;

    Other(TopicItem entry, byte[] content, Owner owner) {
      this.entry = entry;
      this.owner = owner;
      id = idOf(content);
      hidden = (content[0] & HIDDEN) != 0;
      leaving = (content[0] & LEAVING) != 0;
      state = Bytes.slice(content, 1 + NodeId.BYTES, content.length);
      gone = leaving;
    }

    Change change(String type) {
      return new Change(type, id, entry.identityKey(), hidden, state);
    }

    boolean looksLike(Other other) {
      return hidden == other.hidden && Bytes.equal(state, other.state);
    }
  }

  private final Predicate<NodeId> linked;
  private final Consumer<Change> listener;
  private final FairShares shares = new FairShares(MAX);

  /** By identity and id. */
  private final Map<Bytes, Other> others = new LinkedHashMap<>();

  /**
   * Nobody is present.
   *
   * @param linked whether this peer has a link to another
   */
  OtherPeers(Predicate<NodeId> linked, Consumer<Change> listener) {
    this.linked = linked;
    this.listener = listener;
  }

  /** The content of an entry: flags, the peer's id, and a format byte with the state. */
  static byte[] content(int flags, NodeId id, byte[] state) {
    return Bytes.concat(new byte[] {(byte) flags}, id.bytes(), state);
  }

  /** The id in an entry's content; null if it is malformed. */
  static NodeId idOf(byte[] content) {
    int stateBytes = content.length - 1 - NodeId.BYTES;
    return stateBytes < 1 || stateBytes > 1 + Limits.MAX_PRESENCE_STATE_BYTES
        ? null
        : NodeId.of(Bytes.slice(content, 1, 1 + NodeId.BYTES));
  }

  /** A member reports an entry, whose content is well formed. */
  void add(NodeId member, TopicItem entry, byte[] content, Owner owner) {
    Other other = new Other(entry, content, owner);
    Bytes name = Bytes.wrap(Bytes.concat(entry.identityKey(), other.id.bytes()));
    Other known = others.get(name);
    if (known != null && known.entry.publishedAt() >= entry.publishedAt()) {
      if (known.entry.id().equals(entry.id())) {
        known.listedBy.add(member);
      }
      return;
    }
    if (known == null && !hasRoom(owner)) {
      return;
    }
    if (known != null) {
      forget(name, known);
    }
    other.listedBy.add(member);
    others.put(name, other);
    shares.add(owner, 1);
    boolean was = known != null && !known.gone;
    if (was && other.gone) {
      listener.accept(known.change(PresenceListener.LEAVE));
    } else if (!was && !other.gone) {
      listener.accept(other.change(PresenceListener.JOIN));
    } else if (was && !other.looksLike(known)) {
      listener.accept(other.change(PresenceListener.UPDATE));
    }
  }

  /** Where all places are taken, whoever has most of them gives one up. */
  private boolean hasRoom(Owner owner) {
    if (shares.hasRoom(1)) {
      return true;
    }
    Owner largest = shares.largest(owner, 1);
    for (Map.Entry<Bytes, Other> each : others.entrySet()) {
      if (each.getValue().owner.equals(largest)) {
        leave(each.getValue());
        forget(each.getKey(), each.getValue());
        return true;
      }
    }
    return false;
  }

  private void forget(Bytes name, Other other) {
    others.remove(name);
    shares.add(other.owner, -1);
  }

  private void leave(Other other) {
    if (!other.gone) {
      other.gone = true;
      listener.accept(other.change(PresenceListener.LEAVE));
    }
  }

  /** A member reports that the peer with that entry has gone without a word. */
  void lost(NodeId member, Bytes entryId) {
    for (Other each : others.values()) {
      if (each.entry.id().equals(entryId)) {
        each.doubted = true;
        each.listedBy.remove(member);
      }
    }
  }

  /**
   * Lets those leave who are lost, and come back who are not after all. A member that has gone does
   * not vouch for itself. Where nobody is asked, which is only for a moment, nobody leaves.
   *
   * @param asked the members that are asked to report
   */
  void settle(List<NodeId> asked) {
    for (Other each : others.values()) {
      boolean isListed = false;
      for (NodeId member : asked) {
        isListed |= each.listedBy.contains(member) && !member.equals(each.id);
      }
      if (each.doubted && !isListed && !asked.isEmpty() && !linked.test(each.id)) {
        leave(each);
      } else if (each.gone && !each.leaving) {
        each.gone = false;
        listener.accept(each.change(PresenceListener.JOIN));
      }
    }
  }

  /** Lets those leave whose entries have expired. */
  void expire(long now) {
    for (Map.Entry<Bytes, Other> each : new ArrayList<>(others.entrySet())) {
      if (each.getValue().entry.isExpired(now)) {
        leave(each.getValue());
        forget(each.getKey(), each.getValue());
      }
    }
  }

  /** Those who are present. */
  List<Change> present() {
    List<Change> present = new ArrayList<>();
    for (Other each : others.values()) {
      if (!each.gone) {
        present.add(each.change(PresenceListener.JOIN));
      }
    }
    return present;
  }
}
