package io.peerloom.core.base;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Divides one bounded resource among its users so that nobody, with however many requests, takes it
 * from the others. It counts and decides; whoever owns the resource grants and evicts.
 *
 * <p>What was promised cannot be taken back, so of stored things nobody may use more than is still
 * free: {@link #hasShare}. These are the dynamic thresholds of Choudhury and Hahne (1998): one user
 * gets half of the resource, <i>n</i> greedy ones get 1/(n+1) each, and as much always remains for
 * the next. A group of users, such as all those that one member invited, may use more than is free
 * ({@link #ofGroup}), but less than the group that it is in: so what is left to others does not
 * depend on where in the tree the greedy ones are. Whoever invited others has a share like any
 * user, whatever those use.
 *
 * <p>Links, leases and the like can be taken back: when all are in use, {@link #largest} names who
 * gives way, which leads to max-min fairness. It goes by groups first, so that whoever splits
 * itself into many users of one group gains nothing over other groups.
 *
 * <p>It holds one node for each name in the paths of owners that use something.
 */
public final class FairShares {
  /** The largest groups may use so many times as much as is free: four fifths, if alone. */
  private static final int GROUP_FACTOR = 4;

  private static final class Node {
    /** {@link #NOBODY} until there are any: a node that is a single user has none. */
    Map<Bytes, Node> members = NOBODY;

    /** By the group with all its members. */
    long used;

    /** By the owner of this name alone: one that invited others is a user and a group. */
    long own;
  }

  /** Stays empty. */
  private static final Map<Bytes, Node> NOBODY = new TreeMap<>();

  private final long capacity;
  private final Node all = new Node();

  /** Nothing is used yet of {@code capacity}, in any unit. */
  public FairShares(long capacity) {
    this.capacity = capacity;
  }

  /** Whether an owner may use so much more of what is never taken back. */
  public boolean hasShare(Owner owner, long amount) {
    long free = capacity - all.used;
    if (amount > free) {
      return false;
    }
    int last = owner.path().size() - 1;
    Node node = all;
    for (int depth = 0; depth < last && node != null; depth++) {
      node = node.members.get(owner.path().get(depth));
      if (used(node) + amount > ofGroup(free, depth)) {
        return false;
      }
    }
    Node user = node == null ? null : node.members.get(owner.user());
    return (user == null ? 0 : user.own) + amount <= free;
  }

  /**
   * What a group may use where one user may use so much: from four times as much for one of the
   * largest groups, two and a half times for one within it, down to little more.
   *
   * @param depth in how many other groups it is
   */
  public static long ofGroup(long user, int depth) {
    return user + (GROUP_FACTOR - 1) * user / (depth + 1);
  }

  /** Whether so much more fits at all. */
  public boolean hasRoom(long amount) {
    return all.used + amount <= capacity;
  }

  /**
   * Who gives way so that an owner can use so much more: the largest user of the largest group that
   * uses more than the owner's would, else the largest user of the owner's own group, of which it
   * may be the inviter.
   *
   * @return null if no other user has more than the owner would have
   */
  public Owner largest(Owner owner, long amount) {
    List<Bytes> path = new ArrayList<>(owner.path().size());
    Node node = all;
    for (Bytes name : owner.path()) {
      Node mine = node.members.get(name);
      long least = used(mine) + amount;
      Map.Entry<Bytes, Node> largest = largest(node);
      long most = largest == null ? 0 : largest.getValue().used;
      if (node.own > least && node.own >= most) {
        return new Owner(path);
      }
      if (most > least && largest.getValue() != mine) {
        path.add(largest.getKey());
        return user(path, largest.getValue());
      }
      if (mine == null) {
        return null;
      }
      path.add(name);
      node = mine;
    }
    Map.Entry<Bytes, Node> invited = largest(node);
    if (invited == null || invited.getValue().used <= node.own + amount) {
      return null;
    }
    path.add(invited.getKey());
    return user(path, invited.getValue());
  }

  /** The largest user of a group, which may be the one that it is named after. */
  private static Owner user(List<Bytes> path, Node group) {
    Node node = group;
    for (Map.Entry<Bytes, Node> next = largest(node);
        next != null && next.getValue().used > node.own;
        next = largest(node)) {
      path.add(next.getKey());
      node = next.getValue();
    }
    return new Owner(path);
  }

  /** The first of the largest members of a group; null if it has none. */
  private static Map.Entry<Bytes, Node> largest(Node group) {
    Map.Entry<Bytes, Node> largest = null;
    for (Map.Entry<Bytes, Node> each : group.members.entrySet()) {
      if (largest == null || each.getValue().used > largest.getValue().used) {
        largest = each;
      }
    }
    return largest;
  }

  private static long used(Node node) {
    return node == null ? 0 : node.used;
  }

  /** How much is in use in all. */
  public long used() {
    return all.used;
  }

  /** How much an owner uses, with all those of which it is a group. */
  public long used(Owner owner) {
    Node node = all;
    for (Bytes name : owner.path()) {
      node = node.members.get(name);
      if (node == null) {
        return 0;
      }
    }
    return node.used;
  }

  /** An owner uses so much more, or with a negative amount so much less. */
  public void add(Owner owner, long amount) {
    add(all, owner, 0, amount);
  }

  private static void add(Node node, Owner owner, int depth, long amount) {
    node.used += amount;
    if (depth == owner.path().size()) {
      node.own += amount;
      return;
    }
    Bytes name = owner.path().get(depth);
    Node member = node.members.get(name);
    if (member == null) {
      member = new Node();
      if (node.members == NOBODY) {
        node.members = new TreeMap<>();
      }
      node.members.put(name, member);
    }
    add(member, owner, depth + 1, amount);
    if (member.used == 0) {
      node.members.remove(name);
    }
  }
}
