package io.peerloom.core.routing;

import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The buckets of a routing table: bucket i has the contacts that share the first i bits of this
 * peer's id and differ in the next (Kademlia, section 2.2, with one bucket for each bit).
 *
 * <p>By distance from any point the buckets do not overlap, so the closest contacts to a point are
 * found bucket by bucket, and buckets beyond the last one needed are not read.
 */
final class Buckets {
  private final NodeId self;
  private final KBucket[] buckets = new KBucket[Point.BITS];
  private int deepest;

  Buckets(NodeId self) {
    this.self = self;
  }

  /** The bucket an id belongs to, created if necessary. */
  KBucket of(NodeId id) {
    int index = self.commonPrefix(id);
    if (buckets[index] == null) {
      buckets[index] = new KBucket();
      deepest = Math.max(deepest, index);
    }
    return buckets[index];
  }

  /**
   * Up to {@code count} contacts that satisfy a condition, closest to the target first: those of
   * the target's own bucket; of the nearer buckets those at whose bit the target differs from this
   * peer, farthest first; then the rest of the nearer buckets, nearest first; then the farther
   * buckets.
   *
   * @param linked whether only contacts with a live link count
   */
  List<Contact> closest(Point target, int count, boolean linked, Predicate<Contact> condition) {
    List<Contact> closest = new ArrayList<>(Math.min(count, RoutingTable.BUCKET));
    int own = Math.min(self.commonPrefix(target), deepest);
    collect(closest, own, target, count, linked, condition);
    for (int i = own + 1; i <= deepest; i++) {
      if (self.differsAt(i, target)) {
        collect(closest, i, target, count, linked, condition);
      }
    }
    for (int i = deepest; i > own; i--) {
      if (!self.differsAt(i, target)) {
        collect(closest, i, target, count, linked, condition);
      }
    }
    for (int i = own - 1; i >= 0; i--) {
      collect(closest, i, target, count, linked, condition);
    }
    return closest;
  }

  /** As {@link RoutingTable#countCloserLinked}. */
  int countCloserLinked(Point target, int most, Predicate<Contact> condition) {
    int count = 0;
    for (int i = self.commonPrefix(target); i <= deepest; i++) {
      if (buckets[i] != null && self.differsAt(i, target)) {
        for (Contact contact : buckets[i].linked()) {
          if (condition.test(contact) && ++count >= most) {
            return most;
          }
        }
      }
    }
    return count;
  }

  /** Appends one bucket's contacts to those that are closer. */
  private void collect(
      List<Contact> closest,
      int index,
      Point target,
      int count,
      boolean linked,
      Predicate<Contact> condition) {
    int closer = closest.size();
    if (buckets[index] == null || closer == count) {
      return;
    }
    KBucket bucket = buckets[index];
    for (Contact contact : linked ? bucket.linked() : bucket.contacts()) {
      int at = closest.size();
      if (at == count && !isCloser(contact, closest.get(at - 1), target)
          || !condition.test(contact)) {
        continue;
      }
      while (at > closer && isCloser(contact, closest.get(at - 1), target)) {
        at--;
      }
      closest.add(at, contact);
      if (closest.size() > count) {
        closest.remove(count);
      }
    }
  }

  private static boolean isCloser(Contact contact, Contact than, Point target) {
    return target.compareDistance(contact.id(), than.id()) < 0;
  }

  /** The number of contacts, replacements not counted. */
  int size() {
    int size = 0;
    for (int i = 0; i <= deepest; i++) {
      size += buckets[i] == null ? 0 : buckets[i].contacts().size();
    }
    return size;
  }

  /** As {@link RoutingTable#averageLinkAgeMillis}. */
  int averageLinkAgeMillis(long now) {
    long sum = 0;
    int links = 0;
    for (int i = 0; i <= deepest; i++) {
      if (buckets[i] != null) {
        for (Contact contact : buckets[i].linked()) {
          sum += now - contact.lastSeenAt();
          links++;
        }
      }
    }
    return links == 0 ? 0 : (int) Math.min(sum / links, Integer.MAX_VALUE);
  }

  /** The populated buckets, farthest first. */
  List<List<Contact>> populated() {
    List<List<Contact>> populated = new ArrayList<>();
    for (int i = 0; i <= deepest; i++) {
      if (buckets[i] != null && !buckets[i].contacts().isEmpty()) {
        populated.add(new ArrayList<>(buckets[i].contacts()));
      }
    }
    return populated;
  }

  /** As {@link RoutingTable#nodeGaps}. */
  List<NodeId> nodeGaps(int most, long now) {
    List<NodeId> gaps = new ArrayList<>();
    int nearest = deepest;
    while (nearest > 0 && !hasUsableNode(nearest, now)) {
      nearest--;
    }
    for (int i = 0; i < nearest && gaps.size() < most; i++) {
      if (!hasUsableNode(i, now)) {
        gaps.add(self.across(i));
      }
    }
    return gaps;
  }

  /** As {@link RoutingTable#isGap}. */
  boolean isGap(Point target, Predicate<Contact> condition) {
    int own = self.commonPrefix(target);
    boolean gap = false;
    for (int i = own; i <= deepest; i++) {
      boolean there = buckets[i] != null && Contact.any(buckets[i].linked(), condition);
      if (there && i == own) {
        return false;
      }
      gap |= there;
    }
    return gap;
  }

  private boolean hasUsableNode(int bucket, long now) {
    return buckets[bucket] != null
        && Contact.any(
            buckets[bucket].contacts(),
            c -> c.isNode() && (c.isLinked() || c.failures() == 0 && c.mayDial(now)));
  }
}
