package io.peerloom.core.pubsub;

import io.peerloom.core.crypto.Hash;
import io.peerloom.core.id.NodeId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides which members of a topic's group a subscriber reads next, which of them are to push to
 * it, or which node is to forward what they push, and remembers which have its leases. Most members
 * push and answer; one that conceals messages costs a subscriber time, as long as it is read in its
 * turn or relied on for pushes.
 */
final class MemberChoice {
  /**
   * Members read at a time as long as none has pushed anything: the one that the subscriber is
   * assigned to may never do so.
   */
  static final int READ_UNPUSHED = 3;

  private final Hash hash;
  private List<NodeId> group = List.of();
  private NodeId self;
  private int missing;
  private List<NodeId> leased = List.of();
  private int turn;

  /**
   * When a reading began.
   *
   * @param at on the monotonic clock
   * @param wall in wall-clock milliseconds: the other clock may stop while a device sleeps
   */
  private record Reading(long at, long wall) {}

  /** The last complete reading of each member; current members only. */
  private final Map<NodeId, Reading> read = new LinkedHashMap<>();

  /** Members that pushes are requested from although the subscriber is assigned to another. */
  private final Set<NodeId> pushers = new TreeSet<>();

  /** Members whose last reading failed, or brought nothing although they had other messages. */
  private final Set<NodeId> unhelpful = new TreeSet<>();

  /** Whether a member of the group as it is has pushed anything. */
  private boolean pushed;

  /** The members that have no place for this subscriber. */
  private final Set<NodeId> crowded = new TreeSet<>();

  /** Who pushes to it in place of that member; null for nobody. */
  private NodeId forwarder;

  MemberChoice(Hash hash) {
    this.hash = hash;
  }

  /**
   * The group as it is now.
   *
   * @param self this peer, which may be a member
   * @param missing how many others may be members, but cannot be found at present
   */
  void group(List<NodeId> members, NodeId self, int missing) {
    this.self = self;
    this.missing = missing;
    pushed &= group.equals(members);
    group = members;
    read.keySet().retainAll(members);
    pushers.retainAll(members);
    unhelpful.retainAll(members);
    crowded.retainAll(members);
  }

  boolean isMember(NodeId id) {
    return group.contains(id);
  }

  /** Leases are being taken with these members, or none; returns those that had them. */
  List<NodeId> lease(List<NodeId> with) {
    List<NodeId> before = leased;
    leased = with;
    return before;
  }

  private void unlease(NodeId member) {
    List<NodeId> remaining = new ArrayList<>(leased);
    remaining.remove(member);
    leased = remaining;
  }

  /**
   * The members to read while nothing has changed: one, in turn, as long as pushes arrive.
   * Unhelpful ones are left out where there are others besides this peer itself.
   *
   * @param expectsPushes whether it has leases
   */
  List<NodeId> next(boolean expectsPushes) {
    List<NodeId> helpful = new ArrayList<>(group);
    helpful.removeAll(unhelpful);
    int others = helpful.size() - (helpful.contains(self) ? 1 : 0);
    List<NodeId> from = others == 0 ? group : helpful;
    int most = Math.min(from.size(), pushed || !expectsPushes ? 1 : READ_UNPUSHED);
    List<NodeId> next = new ArrayList<>(most);
    while (next.size() < most) {
      turn = (turn + 1) % from.size();
      next.add(from.get(turn));
    }
    return next;
  }

  /** A complete reading of a member that began then, by both clocks, has ended. */
  void read(NodeId member, long begun, long wall) {
    if (isMember(member)) {
      read.put(member, new Reading(begun, wall));
    }
  }

  /** Whether a reading of a member brought what it had to bring. */
  void helped(NodeId member, boolean helped) {
    if (helped) {
      unhelpful.remove(member);
    } else if (isMember(member)) {
      unhelpful.add(member);
    }
  }

  /** A member could not be read: the next time it is, a new lease is taken with it. */
  void unreadable(NodeId member) {
    helped(member, false);
    unlease(member);
  }

  /** Somebody pushed. */
  void pushedBy(NodeId member) {
    pushed |= isMember(member) || isForwarder(member);
  }

  /**
   * A member has answered whether it has a place for this subscriber; true if it is the one that is
   * to push.
   */
  boolean answered(NodeId member, boolean hasPlace) {
    if (hasPlace) {
      crowded.remove(member);
    } else {
      crowded.add(member);
    }
    return member.equals(assigned());
  }

  private NodeId assigned() {
    return Rendezvous.assigned(hash, group, self);
  }

  /** Whether the member that is to push has no place for this subscriber. */
  boolean isCrowdedOut() {
    return !crowded.isEmpty() && crowded.contains(assigned());
  }

  /**
   * Who may push in place of that member: nodes that could forward, then the members, which have
   * places for those that insist.
   */
  List<NodeId> forwarders(List<NodeId> linked) {
    List<NodeId> all = new ArrayList<>(linked);
    all.removeAll(group);
    all.addAll(group);
    all.remove(self);
    return all;
  }

  /** That one pushes from now on, or nobody; returns who did before. */
  NodeId forwarder(NodeId next) {
    NodeId before = forwarder;
    forwarder = next;
    return before;
  }

  NodeId forwarder() {
    return forwarder;
  }

  /** A member had a message that no push brought: the next lease asks it to push itself. */
  void insist(NodeId member) {
    if (isMember(member) && pushers.add(member)) {
      unlease(member);
    }
  }

  boolean insistsOn(NodeId member) {
    return pushers.contains(member) || isForwarder(member);
  }

  boolean isForwarder(NodeId node) {
    return node.equals(forwarder);
  }

  /** The time since which most of the group have been read completely, on the monotonic clock. */
  long mostReadAt() {
    return most(false, group.size());
  }

  /**
   * The same in wall-clock milliseconds, where most are more than half of all that may be members:
   * a peer that has just woken finds few, or only itself, and others have what was published.
   */
  long mostReadUntil() {
    return most(true, group.size() + missing);
  }

  private long most(boolean wall, int all) {
    List<Long> times = new ArrayList<>();
    for (Reading each : read.values()) {
      times.add(wall ? each.wall : each.at);
    }
    times.sort(Comparator.reverseOrder());
    int most = all / 2;
    return most < times.size() ? times.get(most) : Long.MIN_VALUE / 2;
  }

  /** No member has been read yet, or has a lease. */
  void startOver() {
    read.clear();
    leased = List.of();
    forwarder = null;
    crowded.clear();
  }
}
