package io.peerloom.core.routing;

import io.peerloom.core.base.Backoff;
import io.peerloom.core.base.Rng;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.Point;
import io.peerloom.core.wire.ContactInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Everybody this peer knows, by distance: a bucket for each length of common prefix (Kademlia).
 *
 * <p>Linked contacts enter at once (R4.1); disconnected ones stay as a fallback, are preferred last
 * (R10.4), and go when they fail too often (R10.5).
 */
public final class RoutingTable {
  /** Contacts in a bucket: Kademlia's k. */
  public static final int BUCKET = 20;

  /** Attempts in a row after which an unlinked contact is forgotten (R1.4). */
  public static final int MAX_FAILURES = 5;

  private static final int RETRY_BASE_MILLIS = 1_000;
  private static final int RETRY_CAP_MILLIS = 6_000;
  private static final int MAX_FAILURES_OF_SERVERS = 40;

  private final NodeId self;
  private final Rng rng;
  private final KBucket[] buckets = new KBucket[Point.BITS];

  public RoutingTable(NodeId self, Rng rng) {
    this.self = self;
    this.rng = rng;
  }

  /** Somebody named this peer. Hearsay fills gaps but does not change what a link has proved. */
  public Contact heardOf(ContactInfo info, long now) {
    if (info.id().equals(self)) {
      return null;
    }
    Contact known = find(info.id());
    if (known == null) {
      known = new Contact(info, now);
      bucket(info.id()).add(known);
    } else if (!known.isLinked()) {
      known.update(info);
    }
    return known;
  }

  /** A link to this peer is open. */
  public Contact linked(ContactInfo info, long now) {
    Contact contact = find(info.id());
    if (contact == null) {
      contact = new Contact(info, now);
      bucket(info.id()).add(contact);
    }
    contact.update(info);
    contact.linked(true);
    contact.heard(now);
    bucket(info.id()).promote(contact);
    return contact;
  }

  /** The link to this peer is gone; it stays known. */
  public void unlinked(NodeId id, long now) {
    Contact contact = find(id);
    if (contact != null) {
      contact.linked(false);
      contact.heard(now);
    }
  }

  /**
   * An attempt to link to this peer failed. A page is forgotten after {@link #MAX_FAILURES} in a
   * row; a server, which keeps its address, after many more.
   */
  public void failed(NodeId id, long now) {
    Contact contact = find(id);
    if (contact == null || contact.isLinked()) {
      return;
    }
    Backoff backoff = new Backoff(RETRY_BASE_MILLIS, RETRY_CAP_MILLIS);
    int wait = 0;
    for (int i = 0; i <= contact.failures(); i++) {
      wait = backoff.next(rng);
    }
    contact.failed(now + wait);
    int bound = contact.kind().acceptsWebSockets() ? MAX_FAILURES_OF_SERVERS : MAX_FAILURES;
    if (contact.failures() >= bound) {
      bucket(id).remove(contact);
    }
  }

  /** A new episode: whoever failed before may be tried again. */
  public void forgiveAll() {
    for (Contact contact : all()) {
      contact.forgive();
    }
  }

  /** Somebody who must know says this one lives: it may be tried at once. */
  public void forgive(NodeId id) {
    Contact contact = find(id);
    if (contact != null) {
      contact.forgive();
    }
  }

  /** Forgets a peer that said it leaves. */
  public void remove(NodeId id) {
    Contact contact = find(id);
    if (contact != null) {
      bucket(id).remove(contact);
    }
  }

  /** The contact of that id, or null. */
  public Contact find(NodeId id) {
    int index = self.commonPrefix(id);
    return index == Point.BITS || buckets[index] == null ? null : buckets[index].find(id);
  }

  /** Up to {@code count} contacts that satisfy the condition, closest to the target first. */
  public List<Contact> closest(Point target, int count, Predicate<Contact> condition) {
    List<Contact> fitting = new ArrayList<>();
    for (KBucket bucket : buckets) {
      if (bucket != null) {
        for (Contact contact : bucket.contacts()) {
          if (condition.test(contact)) {
            fitting.add(contact);
          }
        }
      }
    }
    fitting.sort((a, b) -> target.compareDistance(a.id(), b.id()));
    return fitting.size() <= count ? fitting : new ArrayList<>(fitting.subList(0, count));
  }

  /** All contacts proper, nearest bucket last. */
  public List<Contact> all() {
    return closest(self, Integer.MAX_VALUE, any -> true);
  }

  private KBucket bucket(NodeId id) {
    int index = self.commonPrefix(id);
    if (buckets[index] == null) {
      buckets[index] = new KBucket();
    }
    return buckets[index];
  }
}
