package io.peerloom.core.lookup;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Fifo;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.Point;
import io.peerloom.core.routing.ConnectionBudget;
import io.peerloom.core.routing.IdentityPlaces;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.RoutingMessage;
import io.peerloom.core.wire.RoutingMessage.Found;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides one lookup: answers, failures and elapsed waits go in, questions to send come out of
 * {@link #next}, until there is a {@link #result}.
 *
 * <p>First the question goes out on some links and travels on by itself, from hop to hop. All paths
 * but those over nodes carry the same trace, and no peer forwards a trace twice, so these share
 * nobody. Where too few come back, this peer goes on step by step (DESIGN 8): {@link
 * ClosestPeersLookup} says whom to ask.
 */
final class Lookup {
  /**
   * Answers that must name a peer before a verified lookup asks it, as long as there are others:
   * liars that do not know of each other invent different peers.
   */
  private static final int VERIFIED_VOTES = 2;

  /** Nodes that take up a path over nodes that ended early or is late. */
  private static final int MAX_SUCCESSORS = 2;

  /** What a question is: a first path, one of those over nodes only, or a step after them. */
  enum QueryKind {
    PATH,
    NODE_PATH,
    STEP
  }

  /**
   * A question to send.
   *
   * @param hops how many times it may be forwarded
   */
  record Query(NodeId to, QueryKind kind, int hops) {}

  /** What a lookup reads of the routing table, as it is at the time. */
  interface Network {
    /** Whether the peers on other paths know who is near as well as nodes do. */
    boolean isSmall();

    /** Peers near the target that others named lately and that have not failed since. */
    List<ContactInfo> recentlyLearned();
  }

  private final int count;
  private final LookupConfig config;
  private final Network network;
  private final ClosestPeersLookup candidates;
  private final Fifo<Query> queries = new Fifo<>();

  /** Who was asked at first: nobody counts twice. */
  private final Set<NodeId> paths = new TreeSet<>();

  /** Paths that are still waited for. */
  private final Set<NodeId> pending = new TreeSet<>();

  /** The paths that lead over nodes only. */
  private final Set<NodeId> nodePaths = new TreeSet<>();

  /** Those of them that are neither back nor given up. */
  private final Set<NodeId> pendingNodePaths = new TreeSet<>();

  /** Paths that came as near to the target as they could. */
  private int arrived;

  /** The identities that said so: the paths over one identity's peers count once. */
  private final Set<Bytes> arrivedBy = new TreeSet<>();

  private final IdentityPlaces places;

  private boolean nodesArrived;
  private boolean iterating;
  private int hops = RoutingMessage.MAX_HOPS;
  private List<ContactInfo> result;

  /**
   * A lookup that has not begun.
   *
   * @param count the most contacts of the result
   * @param linked the closest peers with a link
   */
  Lookup(
      NodeId self,
      Point target,
      int count,
      LookupConfig config,
      List<ContactInfo> linked,
      IdentityPlaces places,
      Network network) {
    this.count = count;
    this.config = config;
    this.network = network;
    this.places = places;
    candidates =
        config.verified()
            ? new ClosestPeersLookup(
                self,
                target,
                linked,
                LookupConfig.VERIFIED_PATHS,
                network.isSmall() ? 0 : ConnectionBudget.NEAR_NODES,
                VERIFIED_VOTES,
                places)
            : new ClosestPeersLookup(self, target, linked, places);
  }

  /** Begins on these paths, of which some may lead over nodes only. */
  void start(List<NodeId> firstHops, Set<NodeId> overNodes) {
    for (NodeId hop : firstHops) {
      begin(hop, overNodes.contains(hop) ? QueryKind.NODE_PATH : QueryKind.PATH);
    }
    checkProgress();
  }

  private void begin(NodeId hop, QueryKind kind) {
    paths.add(hop);
    pending.add(hop);
    if (kind == QueryKind.NODE_PATH) {
      nodePaths.add(hop);
      pendingNodePaths.add(hop);
    }
    candidates.asked(hop);
    queries.add(new Query(hop, kind, hops));
  }

  /** The next question to send; null for none now. */
  Query next() {
    return queries.poll();
  }

  /** The closest peers found, closest first; null while the lookup goes on. */
  List<ContactInfo> result() {
    return result;
  }

  /** An answer; it counts even when it was given up before. */
  void answered(Query query, Found found) {
    boolean firstHand = query.hops() == 0;
    candidates.answered(query.to(), found.contacts(), firstHand);
    boolean there = query.kind() != QueryKind.STEP && found.arrived();
    arrived += there && arrivedBy.add(places.identity(query.to())) ? 1 : 0;
    nodesArrived |= query.kind() == QueryKind.NODE_PATH && found.arrived();
    ended(query);
  }

  /**
   * A question failed.
   *
   * @param late whether others did not deliver it in time, which says nothing of who is there
   */
  void failed(Query query, boolean late) {
    if (isVerifiedPath(query)) {
      candidates.again(query.to());
    } else if (late && !config.verified()) {
      candidates.slow(query.to());
    } else {
      candidates.failed(query.to());
    }
    ended(query);
  }

  /** A question has no answer yet, for so long that another is asked beside it (DESIGN 18). */
  void overdue(Query query) {
    if (isVerifiedPath(query)) {
      candidates.again(query.to());
    } else {
      candidates.slow(query.to());
    }
    boolean overNodes = query.kind() == QueryKind.NODE_PATH || nodesArrived;
    if (network.isSmall() && arrived > 0 && overNodes) {
      ended(query);
    } else {
      addSuccessors(query);
      iterate();
    }
  }

  /**
   * Who is late may have passed it on to a liar: a verified lookup asks it what it knows itself. In
   * a small network others know as much, and who is late may be gone.
   */
  private boolean isVerifiedPath(Query query) {
    return config.verified() && query.kind() == QueryKind.PATH && !network.isSmall();
  }

  /** The lookup has no time left: what it has found is its result. */
  void finish() {
    if (result == null) {
      result = config.verified() ? candidates.answering(count) : candidates.closest(count);
      queries.clear();
    }
  }

  private void ended(Query query) {
    if (query.kind() != QueryKind.STEP) {
      pending.remove(query.to());
    }
    addSuccessors(query);
    checkProgress();
  }

  /**
   * Where a path over nodes ended early or takes long, the nearest nodes found take it up: two at
   * once, since one of them may be what delays it.
   */
  private void addSuccessors(Query query) {
    boolean wasPending = query.kind() == QueryKind.NODE_PATH && pendingNodePaths.remove(query.to());
    if (!wasPending || nodesArrived || result != null) {
      return;
    }
    for (ContactInfo contact : candidates.closest(RoutingTable.BUCKET)) {
      if (nodePaths.size() <= MAX_SUCCESSORS
          && contact.kind().isNode()
          && !paths.contains(contact.id())) {
        begin(contact.id(), QueryKind.NODE_PATH);
      }
    }
  }

  private void checkProgress() {
    if (result != null) {
      return;
    }
    boolean enough = arrived > 0 && arrived >= Math.min(config.enough(), arrived + pending.size());
    // Browser peers have few links, so that their paths end where nobody near is known.
    boolean over = pendingNodePaths.isEmpty();
    boolean overNodes = nodePaths.isEmpty() || nodesArrived || over && network.isSmall();
    if (enough && overNodes && !config.verified()) {
      finish();
    } else if (iterating || pending.isEmpty() || enough && over) {
      iterate();
    }
  }

  private void iterate() {
    if (!iterating) {
      iterating = true;
      hops = config.verified() ? 0 : hops;
      candidates.add(network.recentlyLearned());
    }
    if (candidates.isDone()) {
      if (pendingNodePaths.isEmpty() || nodesArrived) {
        finish();
      }
      return;
    }
    ContactInfo next;
    while (result == null && (next = candidates.next()) != null) {
      queries.add(new Query(next.id(), QueryKind.STEP, hops));
    }
  }
}
