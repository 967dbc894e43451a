package io.peerloom.core.routing;

import io.peerloom.core.base.Backoff;
import io.peerloom.core.base.BoundedMap;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Lists;
import io.peerloom.core.base.Rng;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.Point;
import io.peerloom.core.wire.ContactInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * All peers this one knows, by distance: a bucket for each length of common prefix (Kademlia).
 *
 * <p>Linked contacts enter at once (R4.1); disconnected ones stay as a fallback, are preferred last
 * (R10.4), and are removed when they fail too often (R10.5).
 */
public final class RoutingTable {
  /** Contacts in a bucket: Kademlia's k. */
  public static final int BUCKET = 20;

  /** Attempts of one episode (R1.4). */
  public static final int MAX_ATTEMPTS = 5;

  private static final int RETRY_BASE_MILLIS = 1_000;
  private static final int RETRY_CAP_MILLIS = 8_000;

  /** Between two episodes of attempts; for a browser peer doubled each time, up to five minutes. */
  private static final int REST_MILLIS = 20_000;

  private static final int MAX_DOUBLINGS = 4;

  /** Unreachable peers remembered, to notice their return. */
  private static final int MAX_UNREACHABLE = 256;

  /** Rest after two browser peers exchanged signals and no NAT let them through. */
  private static final int NO_PATH_REST_MILLIS = 120_000;

  /**
   * The same for the first time in a small network: on a private network a browser peer's address
   * is a name resolved by multicast DNS (draft-ietf-mmusic-mdns-ice-candidates), and that may get
   * lost.
   */
  private static final int FIRST_NO_PATH_REST_MILLIS = 4_000;

  /**
   * How long contacts returned by others do not bring back a peer that said goodbye, as they may
   * not know of it yet.
   */
  private static final int GOODBYE_MEMORY_MILLIS = 5 * 60_000;

  /**
   * Peers that said goodbye. An evicted one may be returned by others, and is then dialled in vain.
   */
  private static final int MAX_LEFT = 256;

  /** After this time peers that are still returned after a goodbye may be back. */
  private static final int GOODBYE_SPREAD_MILLIS = 5_000;

  private static final int MAYBE_BACK_MILLIS = 10_000;

  /** Linked neighbours by whose distance the density of peers is estimated. */
  private static final int NEAR_LINKS = 4;

  /** Linked neighbours among which those of one identity count once. */
  private static final int MOST_NEAR_LINKS = 32;

  /** Failed episodes after which a peer is forgotten: about half an hour for a node. */
  private static final int MAX_EPISODES = 40;

  /** The same for a peer that never answered itself: it may be invented. */
  private static final int MAX_UNPROVED_EPISODES = 3;

  /** Rest after a peer had no room, or had to make room. */
  private static final int REFUSED_REST_MILLIS = 60_000;

  /** In a network of at most so many, by estimate, a peer knows who is closest to most keys. */
  public static final int FEW_PEERS = 64;

  private final NodeId self;
  private final Rng rng;
  private final Buckets buckets;
  private final Map<NodeId, Contact> known = new LinkedHashMap<>();
  private final BoundedMap<NodeId, Boolean> unreachable = new BoundedMap<>(MAX_UNREACHABLE);

  /** When each of them said goodbye. */
  private final BoundedMap<NodeId, Long> left = new BoundedMap<>(MAX_LEFT);

  /** When another peer last returned one that had said goodbye well before. */
  private long departedReturnedAt = Long.MIN_VALUE;

  /** See {@link #sizeByLinks()}; -1 after a change. */
  private double sizeByLinks = -1;

  private int additions;
  private int returns;

  public RoutingTable(NodeId self, Rng rng) {
    this.self = self;
    this.rng = rng;
    this.buckets = new Buckets(self);
  }

  /** The peer said goodbye: it is forgotten until it is linked, or announced as alive. */
  public void left(NodeId id, long now) {
    remove(id);
    left.remove(id);
    left.put(id, now);
  }

  /** Whether others returned a departed peer lately, which may have joined again. */
  public boolean mayHaveReturned(long now) {
    return departedReturnedAt != Long.MIN_VALUE && now - departedReturnedAt < MAYBE_BACK_MILLIS;
  }

  /** Learns of a peer that is known to be alive, even if it had said goodbye. */
  public Contact learnAlive(ContactInfo info, long now) {
    left.remove(info.id());
    return learn(info, now);
  }

  /** Learns of the peers that another one announced or returned. */
  public void learn(List<ContactInfo> contacts, long now) {
    for (ContactInfo contact : contacts) {
      learn(contact, now);
    }
  }

  /**
   * Learns of a peer that another one announced or returned. That fills gaps but does not change
   * what a link has proved.
   *
   * @return the contact; null for this peer itself, or one that said goodbye a while ago
   */
  public Contact learn(ContactInfo info, long now) {
    if (info.id().equals(self)) {
      return null;
    }
    Contact known = find(info.id());
    if (known == null) {
      Long leftAt = left.get(info.id());
      if (leftAt != null && now - leftAt < GOODBYE_MEMORY_MILLIS) {
        if (now - leftAt >= GOODBYE_SPREAD_MILLIS) {
          departedReturnedAt = now;
        }
        return null;
      }
      known = add(info, now);
    } else if (!known.isLinked()) {
      known.update(info);
      known.seen(now);
    }
    return known;
  }

  /** A link to this peer is open, which has proved to be of that identity. */
  public Contact linked(ContactInfo info, Bytes identity, long now) {
    Contact contact = linked(info, now);
    contact.provedBy(identity);
    return contact;
  }

  /** A link to this peer is open. */
  public Contact linked(ContactInfo info, long now) {
    Contact contact = find(info.id());
    if (contact == null) {
      contact = add(info, now);
    }
    left.remove(info.id());
    returns += unreachable.remove(info.id()) != null ? 1 : 0;
    contact.shown(info);
    contact.seen(now);
    buckets.of(info.id()).linked(contact);
    sizeByLinks = -1;
    return contact;
  }

  /** The link to this peer is closed; it stays known. */
  public void unlinked(NodeId id, long now) {
    Contact contact = find(id);
    if (contact != null) {
      buckets.of(id).unlinked(contact);
      sizeByLinks = -1;
      contact.seen(now);
    }
  }

  /**
   * An attempt to link to this peer failed. After {@link #MAX_ATTEMPTS} in a row, each after a
   * longer wait, the episode is over (R1.4). The peer stays known, as it may be behind a NAT that
   * no path leads through: the rest grows for a browser peer, but not for a node, so that two parts
   * of a network find each other however long they were apart (R7.5). After many episodes it is
   * forgotten (R10.5).
   */
  public void failed(NodeId id, long now) {
    Contact contact = find(id);
    if (contact == null || contact.isLinked()) {
      return;
    }
    Backoff backoff = new Backoff(RETRY_BASE_MILLIS, RETRY_CAP_MILLIS);
    int attempt = contact.failures() % MAX_ATTEMPTS;
    int wait = 0;
    for (int i = 0; i <= attempt; i++) {
      wait = backoff.next(rng);
    }
    contact.failed(now + wait);
    if (attempt == MAX_ATTEMPTS - 1) {
      unreachable.put(id, true);
      rest(contact, now);
    }
  }

  /**
   * The two exchanged signals and found no path: no NAT lets them through, and another attempt soon
   * would end in the same way.
   *
   * @param needed whether there are so few other peers that the first failure proves little
   */
  public void noPath(NodeId id, boolean needed, long now) {
    Contact contact = find(id);
    if (contact != null && !contact.isLinked()) {
      int rest =
          needed && contact.episodes() == 0 ? FIRST_NO_PATH_REST_MILLIS : NO_PATH_REST_MILLIS;
      contact.failed(now);
      contact.hasNoPath();
      restFor(rest, contact, now);
    }
  }

  private void rest(Contact contact, long now) {
    int doublings = contact.kind().acceptsWebSockets() ? 0 : MAX_DOUBLINGS;
    restFor(REST_MILLIS << Math.min(contact.episodes(), doublings), contact, now);
  }

  private void restFor(int millis, Contact contact, long now) {
    contact.rest(now + millis / 2 + rng.nextInt(millis));
    if (contact.episodes() >= MAX_EPISODES
        || !contact.isProved() && contact.episodes() >= MAX_UNPROVED_EPISODES) {
      remove(contact.id());
    }
  }

  /** This peer is alive but has no room for a link: it is not asked again soon. */
  public void refused(NodeId id, long now) {
    Contact contact = find(id);
    if (contact != null && !contact.isLinked()) {
      contact.full();
      contact.rest(now + REFUSED_REST_MILLIS / 2 + rng.nextInt(REFUSED_REST_MILLIS));
    }
  }

  /**
   * No path leads to this browser peer, so it has most likely departed. If it is alive, the peers
   * linked to it will return it again.
   */
  public void noRoute(NodeId id) {
    Contact contact = find(id);
    if (contact != null && !contact.isLinked() && !contact.kind().acceptsWebSockets()) {
      unreachable.put(id, true);
      remove(id);
    }
  }

  /** Starts a new episode for all: peers that failed may be tried again. */
  public void forgiveAll() {
    for (Contact contact : contacts()) {
      contact.forgive();
    }
  }

  /** A reliable source reports this peer alive: it may be tried at once. */
  public void forgive(NodeId id) {
    Contact contact = find(id);
    if (contact != null) {
      contact.forgive();
    }
  }

  /** How many contacts have been added so far. */
  public int additions() {
    return additions;
  }

  /** How often an unreachable peer was linked again. */
  public int returns() {
    return returns;
  }

  /** Whether this peer could not be reached for long, and has not been linked since. */
  public boolean isUnreachable(NodeId id) {
    return unreachable.containsKey(id);
  }

  /** Forgets a peer that has departed. */
  public void remove(NodeId id) {
    Contact contact = known.remove(id);
    if (contact != null) {
      buckets.of(id).remove(contact);
      sizeByLinks = -1;
    }
  }

  /** The contact of that id, or null. */
  public Contact find(NodeId id) {
    return known.get(id);
  }

  /** Up to {@code count} contacts that satisfy the condition, closest to the target first. */
  public List<Contact> closest(Point target, int count, Predicate<Contact> condition) {
    return buckets.closest(target, count, false, condition);
  }

  /** The same among those with a live link, which are few of many. */
  public List<Contact> closestLinked(Point target, int count, Predicate<Contact> condition) {
    return buckets.closest(target, count, true, condition);
  }

  /**
   * How many linked contacts that satisfy the condition are closer to a point than this peer
   * itself, counted up to {@code most}. Either all of a bucket are closer or none: those of the
   * buckets at whose bit the two differ.
   */
  public int countCloserLinked(Point target, int most, Predicate<Contact> condition) {
    return buckets.countCloserLinked(target, most, condition);
  }

  /**
   * How many data holders are estimated to be no farther from this peer than a point, by the
   * distance of the nearest linked ones: too few before links to neighbours exist. Only peers that
   * proved an id count, so that invented ones cannot talk this peer out of its neighbourhood.
   */
  public double expectedCloserThan(Point target) {
    return self.distanceShare(target) * sizeByLinks();
  }

  /**
   * The nearest linked data holders: of those of one identity only the nearest, as long as there
   * are enough others. Who has many ids near a peer would else make it believe in a network so
   * large that it stores nothing.
   */
  private List<Contact> nearestLinks() {
    List<Contact> near = closestLinked(self, MOST_NEAR_LINKS, c -> c.kind().holdsData());
    List<Contact> single = new ArrayList<>();
    for (Contact each : near) {
      boolean sibling = false;
      for (Contact before : single) {
        sibling |= each.isSiblingOf(before);
      }
      if (!sibling && single.size() < NEAR_LINKS) {
        single.add(each);
      }
    }
    return single.size() == NEAR_LINKS ? single : Lists.first(near, NEAR_LINKS);
  }

  /**
   * The estimated number of data holders, by the distance of the nearest linked ones; 1 if there
   * are hardly any. Unlike {@link #estimatedSize} it counts no departed or invented peers, and is
   * too small if neighbours are not linked.
   */
  public double sizeByLinks() {
    if (sizeByLinks < 0) {
      List<Contact> nearest = nearestLinks();
      sizeByLinks =
          nearest.size() < NEAR_LINKS
              ? 1
              : NEAR_LINKS / self.distanceShare(nearest.get(NEAR_LINKS - 1).id());
    }
    return sizeByLinks;
  }

  /**
   * The estimated number of peers, by the distance of the closest known ones: of n evenly spread
   * ids the k-th nearest is k/n of the space away (Kademlia networks are sized so; Freitas et al.
   * and others).
   */
  public int estimatedSize() {
    List<Contact> nearest = closest(self, BUCKET, any -> true);
    if (nearest.size() < BUCKET) {
      return nearest.size() + 1;
    }
    double share = self.distanceShare(nearest.get(BUCKET - 1).id());
    return share * Integer.MAX_VALUE <= BUCKET ? Integer.MAX_VALUE : (int) (BUCKET / share);
  }

  /** All contacts without replacements, farthest bucket first. */
  public List<Contact> contacts() {
    List<Contact> all = new ArrayList<>();
    for (List<Contact> bucket : buckets.populated()) {
      all.addAll(bucket);
    }
    return all;
  }

  /** Whether any known contact satisfies the condition, replacements included. */
  public boolean knows(Predicate<Contact> condition) {
    for (Contact contact : known.values()) {
      if (condition.test(contact)) {
        return true;
      }
    }
    return false;
  }

  /** The number of contacts, replacements not counted. */
  public int size() {
    return buckets.size();
  }

  /** The average age of the live links, in milliseconds; 0 if there is none. */
  public int averageLinkAgeMillis(long now) {
    return buckets.averageLinkAgeMillis(now);
  }

  /** The populated buckets, farthest first. */
  public List<List<Contact>> buckets() {
    return buckets.populated();
  }

  /**
   * A point in each bucket without a node that is linked or can be, if a nearer bucket has one:
   * queries that go from node to node would end there (Kademlia, section 2.3, refreshes buckets
   * so).
   *
   * @param most the most to return, farthest first
   */
  public List<NodeId> nodeGaps(int most, long now) {
    return buckets.nodeGaps(most, now);
  }

  /**
   * Whether no linked contact in the bucket of a point satisfies the condition, while one in a
   * nearer bucket does.
   */
  public boolean isGap(Point target, Predicate<Contact> condition) {
    return buckets.isGap(target, condition);
  }

  private Contact add(ContactInfo info, long now) {
    Contact contact = new Contact(info, now);
    additions++;
    known.put(info.id(), contact);
    Contact dropped = buckets.of(info.id()).add(contact);
    if (dropped != null) {
      known.remove(dropped.id());
    }
    return contact;
  }
}
