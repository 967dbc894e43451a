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
 * Decides which held records are refreshed now, and who is told of each (R13).
 *
 * <p>Each holder has its own moment for each record in every window (R13.1); it follows from both
 * their ids, so nothing is remembered for it. At that moment it asks the closest holder to see to
 * the copies (R13.2), or, being the closest, tells the others what it has. Whoever is told puts its
 * own moment off (R13.4). Beside that, whoever comes to the neighbourhood of a record is told by
 * the two closest of those who were there before, and so is whoever moves up when somebody goes.
 */
public final class RefreshPlan {
  /** Each holder's moments for one record are that far apart. */
  public static final int WINDOW_MILLIS = 3_600_000;

  /**
   * Records whose last refresh is remembered. Of one that made room it is taken to be long ago: its
   * copies are compared once more than needed, and nothing is lost.
   */
  private static final int MAX_REMEMBERED = 2048;

  /**
   * Peers whose coming or going is remembered until the next pass. Of more at once the rest are
   * told of a record within the hour, at its holders' moments, and not within seconds.
   */
  private static final int MAX_CHANGED = 1024;

  /**
   * So long after it was seen to, a record for which this peer is too far away now is handed on.
   */
  private static final int HAND_ON_MILLIS = 5 * 60_000;

  /** Of others' records that none is known to have been told of, so many are told of in a pass. */
  private static final int MAX_FOREIGN = 64;

  /** The closest that stayed tell those who came: two, for one may lie or not have it. */
  private static final int TELLERS = 2;

  /** A record that came from another holder, and is to be refreshed at the next pass. */
  private static final Long NOW = Long.MIN_VALUE;

  /** A record that nobody linked wants to keep: its place must be looked for. */
  private static final Long ASTRAY = Long.MIN_VALUE + 1;

  private final NodeId self;
  private final BoundedMap<Key, Long> refreshedAt = new BoundedMap<>(MAX_REMEMBERED);

  /**
   * Records for which this peer was too far away when it told the closest of them. One that made
   * room is told of once more.
   */
  private final BoundedMap<Key, Boolean> handedOn = new BoundedMap<>(MAX_REMEMBERED);

  private final Set<NodeId> fresh = new TreeSet<>();
  private final Set<NodeId> gone = new TreeSet<>();
  private Set<NodeId> came = new TreeSet<>();
  private List<NodeId> left = List.of();
  private int foreign;
  private long from;
  private long until;

  RefreshPlan(NodeId self, long now) {
    this.self = self;
    until = now;
  }

  /** A holder of data is linked. */
  void came(NodeId id) {
    if (fresh.size() < MAX_CHANGED) {
      fresh.add(id);
    }
    gone.remove(id);
  }

  /** A holder of data is no longer linked. */
  void left(NodeId id) {
    if (gone.size() < MAX_CHANGED) {
      gone.add(id);
    }
    fresh.remove(id);
  }

  /** A pass over all records begins; what came up before it is judged in it. */
  void begin(long now) {
    from = until;
    until = now;
    foreign = 0;
    came = new TreeSet<>(fresh);
    left = new ArrayList<>(gone);
    fresh.clear();
    gone.clear();
  }

  /** A copy has come, or an older one was shown: the closest must learn of this one. */
  void renewed(Key key) {
    refreshedAt.put(key, NOW);
  }

  /** Whoever was told says that others are closer. */
  void astray(Key key) {
    refreshedAt.put(key, ASTRAY);
  }

  /** Whether a record's place must be looked for: none of those linked wants it. */
  boolean isAstray(Key key) {
    return ASTRAY.equals(refreshedAt.get(key));
  }

  /**
   * A copy came from another holder.
   *
   * @param nearest its nearest that are there, closest first
   */
  void came(Key key, NodeId from, List<NodeId> nearest, long now) {
    int place = nearest.indexOf(from);
    if (place < 0 || place >= TELLERS) {
      renewed(key);
    } else if (!nearest.get(0).equals(self)) {
      // Those who tell all others of it have it, so there is nobody to tell. The closest sees to
      // the copies as soon as somebody asks it to.
      refreshed(key, now);
    }
  }

  /** Those who should hold it have been told. */
  void refreshed(Key key, long now) {
    refreshedAt.put(key, now);
  }

  /**
   * Another holder showed that it has the same. To the closest this says: see to the copies.
   *
   * @return whether it now has to
   */
  boolean shown(Key key, boolean closest, long now) {
    Long last = refreshedAt.get(key);
    boolean forced = NOW.equals(last);
    boolean never = last == null || ASTRAY.equals(last);
    if (closest && !forced && (never || now - last >= WINDOW_MILLIS / 2)) {
      renewed(key);
      return true;
    }
    if (!closest && !forced) {
      refreshed(key, now);
    }
    return false;
  }

  /** How many of those linked are closer to a key than this peer, up to a number. */
  interface Closer {
    int count(Key key, int most, Predicate<NodeId> condition);
  }

  /**
   * Whether there is anything to do about a record in this pass: its place is to be looked for, or
   * {@link #told} may name somebody. Quickly told, for most records of most passes are of no
   * concern.
   *
   * @param near whether this peer may be one of the closest
   */
  boolean isConcerned(Key key, boolean near, Closer closer) {
    Long last = refreshedAt.get(key);
    if (!near) {
      return ASTRAY.equals(last) || isToHandOn(key, last) || isDue(key, last, false);
    }
    return ASTRAY.equals(last)
        || closer.count(key, Neighbourhood.REPLICAS, any -> true) == Neighbourhood.REPLICAS
        || closer.count(key, TELLERS, id -> !came.contains(id)) < TELLERS
        || isDue(key, last, true);
  }

  /**
   * Once the network has grown around a record, those who are closer now must be told. A copy that
   * came a moment ago, from others who keep it, only came here by mistake.
   */
  private boolean isToHandOn(Key key, Long last) {
    return last != null
        && !ASTRAY.equals(last)
        && !NOW.equals(last)
        && until - last >= HAND_ON_MILLIS
        && foreign < MAX_FOREIGN
        && !handedOn.containsKey(key);
  }

  /**
   * Whether this pass refreshes a record. One that others should hold, and none was told of, in any
   * pass that has not seen to too many such yet.
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
   * Whom to tell of a record that is held here.
   *
   * @param nearest its {@link Neighbourhood#REPLICAS} nearest that are there, closest first
   * @param near whether this peer may be one of the closest
   * @param alone whether not to rely on the closest: now and then, for it may lie
   */
  Set<NodeId> told(Key key, List<NodeId> nearest, boolean near, boolean alone) {
    Set<NodeId> told = new TreeSet<>();
    boolean mine = nearest.contains(self);
    if (isDue(key, mine) || !near && isToHandOn(key, refreshedAt.get(key))) {
      foreign += mine ? 0 : 1;
      boolean all = alone || nearest.get(0).equals(self);
      int most = all ? nearest.size() : Math.min(mine ? 1 : TELLERS, nearest.size());
      told.addAll(Lists.first(nearest, most));
      refreshed(key, until);
      if (near) {
        handedOn.remove(key);
      } else {
        handedOn.put(key, true);
      }
    }
    int closer = 0;
    for (NodeId id : nearest) {
      closer += !came.contains(id) && key.compareDistance(id, self) < 0 ? 1 : 0;
    }
    if (near && closer < TELLERS) {
      tellNew(key, nearest, told);
    }
    told.remove(self);
    return told;
  }

  private void tellNew(Key key, List<NodeId> nearest, Set<NodeId> told) {
    NodeId last = nearest.get(nearest.size() - 1);
    int moved = nearest.size();
    for (NodeId id : left) {
      moved -= key.compareDistance(id, last) < 0 ? 1 : 0;
    }
    for (int i = 0; i < nearest.size(); i++) {
      if (came.contains(nearest.get(i)) || i >= moved) {
        told.add(nearest.get(i));
      }
    }
  }
}
