package io.peerloom.core.data;

import io.peerloom.core.base.Lists;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.routing.Contact;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.wire.HolderSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Decides which peers keep a record, as far as one peer can see: the {@link #REPLICAS} nearest to
 * the key that may hold data, and this peer where it is likely to be one of them. Only linked peers
 * count as present; how many others live nearer is estimated from the density of the routing table.
 */
public final class Neighbourhood {
  /** Holders of a record (decision: REPLICAS). */
  public static final int REPLICAS = HolderSet.MAX;

  /**
   * Where more peers than that are likely to be closer, a record is not this one's to keep, however
   * few it knows: the guess is wrong by a factor now and then, but not by such a one.
   */
  private static final int FAR = 8 * REPLICAS;

  private final Identity self;
  private final RoutingTable table;

  public Neighbourhood(Identity self, RoutingTable table) {
    this.self = self;
    this.table = table;
  }

  /** Whether a peer is known to be a node that may hold data. */
  public boolean isNode(NodeId id) {
    if (id.equals(self.id())) {
      return self.kind().isNode();
    }
    Contact contact = table.find(id);
    return contact != null && contact.isNode();
  }

  /** The closest that hold data and are there: linked peers, and this one unless it is far away. */
  public List<NodeId> nearest(Key key) {
    List<NodeId> ids = new ArrayList<>();
    for (Contact contact : table.closestLinked(key, REPLICAS, c -> c.kind().holdsData())) {
      ids.add(contact.id());
    }
    if (self.kind().holdsData() && isNear(key)) {
      ids.add(self.id());
    }
    ids.sort(key::compareDistance);
    return Lists.first(ids, REPLICAS);
  }

  /** Of these the holders, as far as is known: none for whom so many closer ones may be there. */
  public List<NodeId> nearestKnown(Key key) {
    List<NodeId> ids = new ArrayList<>(nearest(key));
    List<Contact> known =
        table.closest(key, REPLICAS, c -> c.kind().holdsData() && (c.isLinked() || c.mayBeThere()));
    if (known.size() == REPLICAS) {
      NodeId last = known.get(REPLICAS - 1).id();
      ids.removeIf(id -> key.compareDistance(id, last) > 0);
    }
    return ids;
  }

  public boolean isLinked(NodeId id) {
    Contact contact = table.find(id);
    return contact != null && contact.isLinked();
  }

  /** How many of those linked that hold data are closer than this peer, up to {@code most}. */
  public int closer(Key key, int most, Predicate<NodeId> condition) {
    return table.countCloserLinked(key, most, c -> c.kind().holdsData() && condition.test(c.id()));
  }

  /**
   * Whether so few are likely to be closer that this peer may be one of the closest. Among few all
   * are, however the ids of some happen to lie.
   */
  public boolean isNear(Key key) {
    return table.size() <= 2 * REPLICAS || table.expectedCloserThan(key) <= FAR;
  }

  /** Whether fewer than twice the holders are closer that it knows of, and likely not many more. */
  public boolean isResponsible(Key key) {
    return isNear(key) && closer(key, 2 * REPLICAS, any -> true) < 2 * REPLICAS;
  }

  /** Whether this peer, which holds data, is among {@link #nearest}. */
  public boolean isAmongNearest(Key key) {
    return isNear(key) && closer(key, REPLICAS, any -> true) < REPLICAS;
  }

  /** How many linked peers that hold data are closer to a key, up to twice the replicas. */
  int closerThan(NodeId id, Key key) {
    int closer = 0;
    for (Contact each :
        table.closestLinked(key, 2 * Neighbourhood.REPLICAS, c -> c.kind().holdsData())) {
      closer += key.compareDistance(each.id(), id) < 0 ? 1 : 0;
    }
    return closer;
  }

  /** The peers recorded with a first put that decide about its slot, of those nearest to a key. */
  List<NodeId> deciders(Key key) {
    return deciders(nearest(key), this::isNode);
  }

  /**
   * Which of the nearest decide about the value of a slot: the nodes, where they are enough to do
   * without one, because browser peers come and go.
   */
  public static List<NodeId> deciders(List<NodeId> nearest, Predicate<NodeId> isNode) {
    List<NodeId> nodes = new ArrayList<>();
    for (NodeId id : nearest) {
      if (isNode.test(id)) {
        nodes.add(id);
      }
    }
    List<NodeId> chosen = nodes.size() >= 3 ? nodes : nearest;
    return Lists.first(chosen, HolderSet.MAX);
  }
}
