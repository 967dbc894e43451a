package io.peerloom.core.data.replication;

import io.peerloom.core.base.BoundedMap;
import io.peerloom.core.base.Lists;
import io.peerloom.core.data.Neighbourhood;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Decides which held records are refreshed now, and to whom each is offered (R13).
 *
 * <p>Each holder has its own moment for each record in every window (R13.1); it follows from both
 * their ids, so nothing is stored for it. At that moment it offers the record to the closest holder
 * (R13.2), which compares the copies; the closest itself offers it to the rest. A holder that is
 * offered a record postpones its own moment (R13.4). Besides, a peer that is new in the
 * neighbourhood of a record is offered it by the two closest of the earlier peers, and so is one
 * that moves up when another departs.
 */
public final class RefreshPlan {
  /** Time between a holder's moments for one record. */
  public static final int WINDOW_MILLIS = 3_600_000;

  /**
   * Records whose last refresh is remembered. An evicted one counts as refreshed long ago: its
   * copies are compared once more than needed, and nothing is lost.
   */
  private static final int MAX_REMEMBERED = 2048;

  /**
   * Peers linked or lost since the last pass. If more change at once, the rest are offered a record
   * within the hour, at its holders' moments, and not within seconds.
   */
  private static final int MAX_CHANGED = 1024;

  /**
   * A record from which this peer is too far away is handed on this long after its last refresh.
   */
  private static final int HAND_ON_MILLIS = 5 * 60_000;

  /**
   * At most this many records that others should hold, not yet known to be replicated, are offered
   * in a pass.
   */
  private static final int MAX_FOREIGN = 64;

  /** How many of the closest offer a record to new peers: two, as one may lie or lack it. */
  private static final int OFFERING_HOLDERS = 2;

  /** A record to refresh in the next pass. */
  private static final Long NOW = Long.MIN_VALUE;

  /** A misplaced record: no linked peer wants it, and its place must be looked up. */
  private static final Long MISPLACED = Long.MIN_VALUE + 1;

  private final NodeId self;
  private final BoundedMap<Key, Long> refreshedAt = new BoundedMap<>(MAX_REMEMBERED);

  /**
   * Records from which this peer was too far away when it offered them to the closest. An evicted
   * one is offered once more.
   */
  private final BoundedMap<Key, Boolean> handedOn = new BoundedMap<>(MAX_REMEMBERED);

  private final Set<NodeId> newlyLinked = new TreeSet<>();
  private final Set<NodeId> newlyLost = new TreeSet<>();
  private Set<NodeId> arrived = new TreeSet<>();
  private List<NodeId> departed = List.of();
  private int foreign;
  private long from;
  private long until;

  RefreshPlan(NodeId self, long now) {
    this.self = self;
    until = now;
  }

  /** A peer that holds data is linked. */
  void linked(NodeId id) {
    if (newlyLinked.size() < MAX_CHANGED) {
      newlyLinked.add(id);
    }
    newlyLost.remove(id);
  }

  /** A peer that holds data is no longer linked. */
  void lost(NodeId id) {
    if (newlyLost.size() < MAX_CHANGED) {
      newlyLost.add(id);
    }
    newlyLinked.remove(id);
  }

  /** Begins a pass over all records, in reaction to the changes so far. */
  void begin(long now) {
    from = until;
    until = now;
    foreign = 0;
    arrived = new TreeSet<>(newlyLinked);
    departed = new ArrayList<>(newlyLost);
    newlyLinked.clear();
    newlyLost.clear();
  }

  /**
   * Another holder lacks this version or sent it: it is offered to the closest in the next pass.
   */
  void changed(Key key) {
    refreshedAt.put(key, NOW);
  }

  /** A peer that was offered the record replied that others are closer. */
  void misplaced(Key key) {
    refreshedAt.put(key, MISPLACED);
  }

  /** Whether a record's place must be looked up: no linked peer wants it. */
  boolean isMisplaced(Key key) {
    return MISPLACED.equals(refreshedAt.get(key));
  }

  /**
   * Another holder sent a copy.
   *
   * @param nearest the nearest present peers to the key, closest first
   */
  void received(Key key, NodeId from, List<NodeId> nearest, long now) {
    int place = nearest.indexOf(from);
    if (place < 0 || place >= OFFERING_HOLDERS) {
      changed(key);
    } else if (!nearest.get(0).equals(self)) {
      // The two closest offer it to all the rest, so there is no need to offer it. The closest
      // compares the copies as soon as it is offered the record.
      refreshed(key, now);
    }
  }

  /** The record has been offered to its holders. */
  void refreshed(Key key, long now) {
    refreshedAt.put(key, now);
  }

  /**
   * Another holder offered the same version. The closest then compares all copies.
   *
   * @return whether this peer now has to
   */
  boolean offeredSame(Key key, boolean closest, long now) {
    Long last = refreshedAt.get(key);
    boolean forced = NOW.equals(last);
    boolean never = last == null || MISPLACED.equals(last);
    if (closest && !forced && (never || now - last >= WINDOW_MILLIS / 2)) {
      changed(key);
      return true;
    }
    if (!closest && !forced) {
      refreshed(key, now);
    }
    return false;
  }

  /** Counts the linked peers closer to a key than this one, up to a number. */
  interface Closer {
    int count(Key key, int most, Predicate<NodeId> condition);
  }

  /**
   * Whether there is anything to do about a record in this pass: its place must be looked up, or
   * {@link #recipients} may return somebody. Cheap, because for most records there is nothing to
   * do.
   *
   * @param near whether this peer may be one of the closest
   */
  boolean isConcerned(Key key, boolean near, Closer closer) {
    Long last = refreshedAt.get(key);
    if (!near) {
      return MISPLACED.equals(last) || isToHandOn(key, last) || isDue(key, last, false);
    }
    return MISPLACED.equals(last)
        || closer.count(key, Neighbourhood.REPLICAS, any -> true) == Neighbourhood.REPLICAS
        || closer.count(key, OFFERING_HOLDERS, id -> !arrived.contains(id)) < OFFERING_HOLDERS
        || isDue(key, last, true);
  }

  /**
   * Whether to offer a record to peers that are closer now that the network has grown around it. A
   * copy just received from its holders was sent here by mistake.
   */
  private boolean isToHandOn(Key key, Long last) {
    return last != null
        && !MISPLACED.equals(last)
        && !NOW.equals(last)
        && until - last >= HAND_ON_MILLIS
        && foreign < MAX_FOREIGN
        && !handedOn.containsKey(key);
  }

  /**
   * Whether this pass refreshes a record. A record that others should hold and that was never
   * offered is due in any pass, up to {@link #MAX_FOREIGN} of them.
   */
  boolean isDue(Key key, boolean mine) {
    return isDue(key, refreshedAt.get(key), mine);
  }

  private boolean isDue(Key key, Long last, boolean mine) {
    if (NOW.equals(last)) {
      return true;
    }
    if (last == null && !mine) {
      return foreign < MAX_FOREIGN;
    }
    long moment = momentOf(key);
    return (until - moment) / WINDOW_MILLIS > (from - moment) / WINDOW_MILLIS
        && (last == null || until - last >= WINDOW_MILLIS / 4 * 3);
  }

  /** This holder's moment within a window. */
  private long momentOf(Key key) {
    int mixed = (key.hashCode() ^ self.hashCode()) * 0x9e3779b1;
    // Below every clock, so that the division rounds one way.
    return Long.MIN_VALUE / 2 + (mixed >>> 1) % WINDOW_MILLIS;
  }

  /**
   * The peers to offer a record to.
   *
   * @param nearest its {@link Neighbourhood#REPLICAS} nearest that are present, closest first
   * @param near whether this peer may be one of the closest
   * @param alone whether not to rely on the closest, as is done now and then, since it may lie
   */
  Set<NodeId> recipients(Key key, List<NodeId> nearest, boolean near, boolean alone) {
    Set<NodeId> recipients = new TreeSet<>();
    boolean mine = nearest.contains(self);
    if (isDue(key, mine) || !near && isToHandOn(key, refreshedAt.get(key))) {
      foreign += mine ? 0 : 1;
      boolean all = alone || nearest.get(0).equals(self);
      int most = all ? nearest.size() : Math.min(mine ? 1 : OFFERING_HOLDERS, nearest.size());
      recipients.addAll(Lists.first(nearest, most));
      refreshed(key, until);
      if (near) {
        handedOn.remove(key);
      } else {
        handedOn.put(key, true);
      }
    }
    int closer = 0;
    for (NodeId id : nearest) {
      closer += !arrived.contains(id) && key.compareDistance(id, self) < 0 ? 1 : 0;
    }
    if (near && closer < OFFERING_HOLDERS) {
      addNew(key, nearest, recipients);
    }
    recipients.remove(self);
    return recipients;
  }

  private void addNew(Key key, List<NodeId> nearest, Set<NodeId> recipients) {
    NodeId last = nearest.get(nearest.size() - 1);
    int moved = nearest.size();
    for (NodeId id : departed) {
      moved -= key.compareDistance(id, last) < 0 ? 1 : 0;
    }
    for (int i = 0; i < nearest.size(); i++) {
      if (arrived.contains(nearest.get(i)) || i >= moved) {
        recipients.add(nearest.get(i));
      }
    }
  }
}
