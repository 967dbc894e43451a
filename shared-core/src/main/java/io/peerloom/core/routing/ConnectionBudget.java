package io.peerloom.core.routing;

import io.peerloom.core.base.Rng;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Decides which links are worth having (DESIGN 9, R10).
 *
 * <p>Links have three shares. The first goes to the nearest peers, which connects each
 * neighbourhood; but at most {@link #MAX_NEIGHBOURS} are sought, fewer if links do not last, and at
 * most a third of the limit is kept, because a table of neighbours alone has no long-range links,
 * and greedy routing fails in it. The three nearest nodes are always among them: whatever NAT a
 * browser peer is behind, they can announce it. The second goes to each populated bucket: the
 * long-range links (Kademlia, section 2.3). A node seeks these, and in each bucket one to a node,
 * even when it has enough links, so that queries can go from node to node; a browser peer only
 * while it seeks links. The least valuable link makes room for a near one. The third goes to any
 * peer, though nodes seek no more browser peers, which dial them; and when there is no room, links
 * in use and long-lived ones stay: a peer that has been up for long will be up for longer (Saroiu
 * et al., 2002).
 */
public final class ConnectionBudget {
  /** Links every peer needs, bridges not counted (R1.1). */
  public static final int MIN_LINKS = 3;

  /** The most links sought for their nearness. */
  public static final int MAX_NEIGHBOURS = 8;

  /** A link that carried data or topics within this time is in use. */
  private static final long IN_USE_MILLIS = 60_000;

  /**
   * If there are more peers than links, this many are sought at first, and one more for each {@link
   * #GROW_MILLIS} that links last on average: under high churn many links cost more than they are
   * worth.
   */
  private static final int FIRST_LINKS = 8;

  /** Up to this many peers all link to all, within their targets. */
  private static final int FULL_MESH_PEERS = 32;

  private static final int GROW_MILLIS = 20_000;

  /** Nodes linked for their nearness: queries for near keys go to them. */
  public static final int NEAR_NODES = 3;

  private static final int UNPROVED_TRIES = 2;

  /** A link to a browser peer takes many signals over many hops. */
  private static final int BROWSER_PEERS_A_ROUND = 1;

  /**
   * More links than this, which only a bridge has, are not weighed against each other: that takes a
   * comparison of each pair. Nothing depends on which of them stay, and the youngest does not.
   */
  private static final int MAX_WEIGHED = 512;

  /** How many of the links to any peer are left for nodes, if any is known. */
  private static final int LINKS_TO_NODES = 6;

  private final NodeId self;
  private final PeerKind kind;
  private final int target;
  private final int max;

  /**
   * A budget.
   *
   * @param target links sought
   * @param max the most links
   */
  public ConnectionBudget(NodeId self, PeerKind kind, int target, int max) {
    this.self = self;
    this.kind = kind;
    this.target = target;
    this.max = max;
  }

  /** The most links. */
  public int max() {
    return max;
  }

  /** Near links that stay when there is no more room; more than are sought. */
  private int protectedNearLinks() {
    return max / 3;
  }

  /**
   * Near peers are mostly browser peers, links to which are costly: few at first, more as links
   * last.
   */
  private static int neighbours(int sought) {
    return Math.min(MAX_NEIGHBOURS, 1 + Math.max(0, sought - FIRST_LINKS - 2) / 2);
  }

  /**
   * The peers to link to now, most wanted first: near ones, then missing long-range ones, then any,
   * but those only up to the target. Equals are chosen at random, or all peers would dial the same
   * few (R8.4).
   *
   * @param linked number of live links
   * @param attempted peers with attempts in progress, which count as if they were links
   * @param count the most to return
   * @param eligible which peers can be linked to now at all
   */
  public List<Contact> wanted(
      RoutingTable table,
      int linked,
      Set<NodeId> attempted,
      int count,
      Predicate<Contact> eligible,
      Rng rng,
      long now) {
    List<Contact> wanted = new ArrayList<>();
    int linkedSoon = linked + attempted.size();
    boolean few = isFew(table);
    int lasting = table.averageLinkAgeMillis(now) / GROW_MILLIS;
    int sought = few ? target : Math.min(target, FIRST_LINKS + lasting);
    // Peers that did not answer are tried again, but take no other's place.
    for (boolean all : new boolean[] {false, true}) {
      Predicate<Contact> condition = c -> mayBeNear(c, now) && (all || answers(c));
      for (Contact near :
          table.closest(self, neighbours(sought), c -> isPeer(c) && condition.test(c))) {
        add(wanted, near, count, eligible);
      }
      for (Contact near : table.closest(self, NEAR_NODES, c -> c.isNode() && condition.test(c))) {
        add(wanted, near, count, eligible);
      }
    }
    boolean seeksMore = kind.isNode() || linkedSoon + wanted.size() < sought;
    for (List<Contact> bucket : seeksMore ? table.buckets() : List.<List<Contact>>of()) {
      rng.shuffle(bucket);
      if (kind.isNode() || linkedSoon + wanted.size() < sought) {
        addFrom(bucket, ConnectionBudget::isPeer, wanted, attempted, count, eligible);
      }
      if (kind.isNode()) {
        addFrom(bucket, Contact::isNode, wanted, attempted, count, eligible);
      }
    }
    if (linkedSoon + wanted.size() >= sought) {
      return wanted;
    }
    List<Contact> rest = table.contacts();
    rng.shuffle(rest);
    rest.sort(ConnectionBudget::byCost);
    int browserPeersLeft = kind != PeerKind.BROWSER ? 0 : few ? target : BROWSER_PEERS_A_ROUND;
    boolean nodesKnown = Contact.any(rest, Contact::isNode);
    int soughtOfBrowserPeers =
        few || !nodesKnown ? sought : Math.max(MIN_LINKS, sought - LINKS_TO_NODES);
    for (Contact contact : rest) {
      boolean browserPeer = !contact.kind().acceptsWebSockets();
      int most = !browserPeer ? sought : browserPeersLeft > 0 ? soughtOfBrowserPeers : 0;
      if (linkedSoon + wanted.size() < most && add(wanted, contact, count, eligible)) {
        browserPeersLeft -= browserPeer ? 1 : 0;
      }
    }
    return wanted;
  }

  /** Whether so few are known that each of them is to be linked. */
  public boolean isFew(RoutingTable table) {
    return table.size() <= Math.min(target, FULL_MESH_PEERS);
  }

  /**
   * Whether a peer whose link was lost is one of the nearest nodes, compared with those that are
   * linked.
   */
  public boolean isNearNode(RoutingTable table, NodeId lost) {
    List<Contact> nearer =
        table.closestLinked(
            self, NEAR_NODES, c -> c.isNode() && self.compareDistance(c.id(), lost) < 0);
    return nearer.size() < NEAR_NODES;
  }

  /**
   * Nodes can be dialled; a link to a browser peer takes signals over several hops, and may find no
   * path.
   */
  private static int byCost(Contact a, Contact b) {
    int failures = a.failures() - b.failures();
    boolean dialled = a.kind().acceptsWebSockets();
    return failures != 0 || dialled == b.kind().acceptsWebSockets() ? failures : dialled ? -1 : 1;
  }

  private static boolean isPeer(Contact contact) {
    return contact.kind() != PeerKind.BRIDGE;
  }

  /** A contact that never answered takes no other's place: it may be invented. */
  private static boolean mayBeNear(Contact contact, long now) {
    return !contact.isResting(now) && (contact.isProved() || contact.failures() < UNPROVED_TRIES);
  }

  private static boolean answers(Contact contact) {
    return contact.isLinked() || contact.failures() == 0;
  }

  /** Adds one of these, unless one is linked already. */
  private static void addFrom(
      List<Contact> bucket,
      Predicate<Contact> kind,
      List<Contact> wanted,
      Set<NodeId> attempted,
      int count,
      Predicate<Contact> eligible) {
    for (Contact contact : bucket) {
      if (kind.test(contact)
          && (contact.isLinked() || attempted.contains(contact.id()) || wanted.contains(contact))) {
        return;
      }
    }
    bucket.sort(ConnectionBudget::byCost);
    for (Contact contact : bucket) {
      if (kind.test(contact) && add(wanted, contact, count, eligible)) {
        return;
      }
    }
  }

  private static boolean add(
      List<Contact> wanted, Contact contact, int count, Predicate<Contact> eligible) {
    boolean fits = wanted.size() < count && isPeer(contact) && eligible.test(contact);
    for (Contact other : wanted) {
      fits &= other != contact;
    }
    if (fits) {
      wanted.add(contact);
    }
    return fits;
  }

  /**
   * A link to be weighed.
   *
   * @param openedAt on the wall clock
   * @param usedAt when it last carried data or a topic, on the monotonic clock; -1 if never
   * @param reserved whether it stays because the other peer has too few links
   */
  public record LinkSummary(
      NodeId id, PeerKind kind, long openedAt, long usedAt, boolean reserved) {
    private boolean isNode() {
      return kind.isNode();
    }
  }

  /**
   * Whether a new link is worth more than an existing one, although the limit is reached (R10.3).
   */
  public boolean makesRoomFor(LinkSummary newcomer, List<LinkSummary> links, long now) {
    if (links.size() > MAX_WEIGHED) {
      return false;
    }
    List<LinkSummary> byDistance = byDistance(links, newcomer);
    return keeps(newcomer, byDistance) && leastWorth(links, now) != null;
  }

  /**
   * The least valuable link: neither among the nearest nor the only one of its bucket, not in use
   * if possible, and of those the youngest.
   *
   * @param links oldest first
   * @return null if all are to stay
   */
  public NodeId leastWorth(List<LinkSummary> links, long now) {
    if (links.size() > MAX_WEIGHED) {
      return links.get(links.size() - 1).id;
    }
    List<LinkSummary> byDistance = byDistance(links, null);
    LinkSummary least = null;
    for (LinkSummary link : byDistance) {
      if ((least == null || isWorthLess(link, least, now)) && !keeps(link, byDistance)) {
        least = link;
      }
    }
    return least == null ? null : least.id;
  }

  /**
   * The least valuable of links one of which has to go: not in use if possible, then the youngest.
   */
  public static NodeId leastOf(List<LinkSummary> links, long now) {
    LinkSummary least = null;
    for (LinkSummary link : links) {
      if (least == null || isWorthLess(link, least, now)) {
        least = link;
      }
    }
    return least == null ? null : least.id;
  }

  private List<LinkSummary> byDistance(List<LinkSummary> links, LinkSummary more) {
    List<LinkSummary> byDistance = new ArrayList<>(links);
    if (more != null) {
      byDistance.add(more);
    }
    byDistance.sort((a, b) -> self.compareDistance(a.id, b.id));
    return byDistance;
  }

  /** Whether a link is to stay: it is reserved, near, or the only long-range one of its bucket. */
  private boolean keeps(LinkSummary link, List<LinkSummary> byDistance) {
    int nearer = 0;
    int nearerNodes = 0;
    int prefix = self.commonPrefix(link.id);
    boolean aloneInBucket = true;
    boolean aloneNode = kind.isNode() && link.isNode();
    for (LinkSummary other : byDistance) {
      if (other == link) {
        continue;
      }
      boolean isNearer = self.compareDistance(other.id, link.id) < 0;
      nearer += isNearer ? 1 : 0;
      nearerNodes += isNearer && other.isNode() ? 1 : 0;
      boolean sameBucket = self.commonPrefix(other.id) == prefix;
      aloneInBucket &= !sameBucket;
      aloneNode &= !(sameBucket && other.isNode());
    }
    return link.reserved
        || nearer < protectedNearLinks()
        || link.isNode() && nearerNodes < NEAR_NODES
        || aloneInBucket
        || aloneNode;
  }

  private static boolean isWorthLess(LinkSummary link, LinkSummary than, long now) {
    boolean used = isInUse(link, now);
    return used == isInUse(than, now) ? link.openedAt > than.openedAt : !used;
  }

  private static boolean isInUse(LinkSummary link, long now) {
    return link.usedAt >= 0 && now - link.usedAt < IN_USE_MILLIS;
  }
}
