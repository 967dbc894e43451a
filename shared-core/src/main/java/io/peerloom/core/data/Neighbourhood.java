package io.peerloom.core.data;

import io.peerloom.core.base.Lists;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.routing.Contact;
import io.peerloom.core.routing.IdentityPlaces;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.wire.HolderSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Decides which peers store a record, as far as one peer can see: the {@link #REPLICAS} nearest to
 * the key that may hold data, and this peer if it is likely to be one of them. Only linked peers
 * count as present; how many others are nearer is estimated from the density of the routing table.
 */
public final class Neighbourhood {
  /** Holders of a record (REPLICAS of DESIGN). */
  public static final int REPLICAS = HolderSet.MAX;

  /**
   * If more peers than this are estimated to be closer, this one is not a holder, however few it
   * knows: the estimate may be off by a factor, but not by so much.
   */
  private static final int FAR = 8 * REPLICAS;

  /** Linked peers among which holders are chosen: one identity alone does not fill them. */
  private static final int CONSIDERED = 4 * REPLICAS;

  private final Identity self;
  private final RoutingTable table;
  private final IdentityPlaces places;

  public Neighbourhood(Identity self, RoutingTable table, IdentityPlaces places) {
    this.self = self;
    this.table = table;
    this.places = places;
  }

  /** Who comes first among holders. */
  public IdentityPlaces places() {
    return places;
  }

  /** Whether a peer is known to be a node that may hold data. */
  public boolean isNode(NodeId id) {
    if (id.equals(self.id())) {
      return self.kind().isNode();
    }
    Contact contact = table.find(id);
    return contact != null && contact.isNode();
  }

  /** The closest present peers that hold data: linked ones, and this one unless it is far away. */
  public List<NodeId> nearest(Key key) {
    List<NodeId> ids = new ArrayList<>();
    for (Contact contact : table.closestLinked(key, CONSIDERED, c -> c.kind().holdsData())) {
      ids.add(contact.id());
    }
    if (self.kind().holdsData() && isNear(key)) {
      ids.add(self.id());
    }
    ids.sort(key::compareDistance);
    return places.first(ids, REPLICAS);
  }

  /**
   * Those of {@link #nearest} that are still among the closest when known peers without a link that
   * may be present count, too.
   */
  public List<NodeId> nearestKnown(Key key) {
    List<NodeId> ids = new ArrayList<>(nearest(key));
    List<Contact> known =
        table.closest(
            key, REPLICAS, c -> c.kind().holdsData() && (c.isLinked() || c.isProbablyPresent()));
    if (known.size() == REPLICAS) {
      NodeId last = known.get(REPLICAS - 1).id();
      ids.removeIf(id -> key.compareDistance(id, last) > 0);
    }
    return ids;
  }

  /**
   * Those of {@link #nearestKnown} that are holders, as far as one peer can be certain: at most
   * half as many peers as there are holders are expected to be closer. A peer with few links knows
   * none beside many keys. In a network of {@link RoutingTable#FEW_PEERS} or fewer all are certain.
   */
  public List<NodeId> certain(Key key) {
    List<NodeId> ids = nearestKnown(key);
    double size = Math.max(table.sizeByLinks(), table.estimatedSize());
    if (size > RoutingTable.FEW_PEERS) {
      ids.removeIf(id -> 2 * size * key.distanceShare(id) > REPLICAS);
    }
    return ids;
  }

  public boolean isLinked(NodeId id) {
    Contact contact = table.find(id);
    return contact != null && contact.isLinked();
  }

  /** How many linked peers that hold data are closer than this one, up to {@code most}. */
  public int closer(Key key, int most, Predicate<NodeId> condition) {
    IdentityPlaces.Count count = places.count();
    return table.countCloserLinked(
        key, most, c -> c.kind().holdsData() && condition.test(c.id()) && count.takes(c.id()));
  }

  /**
   * Whether so few peers are estimated to be closer that this one may be one of the closest. In a
   * small network all are, whatever their ids.
   */
  public boolean isNear(Key key) {
    return table.size() <= 2 * REPLICAS || table.expectedCloserThan(key) <= FAR;
  }

  /** Whether fewer than twice the holders are known to be closer, and likely not many more are. */
  public boolean isResponsible(Key key) {
    return isNear(key) && closer(key, 2 * REPLICAS, any -> true) < 2 * REPLICAS;
  }

  /** Whether this peer, which holds data, is among {@link #nearest}. */
  public boolean isAmongNearest(Key key) {
    return isNear(key) && closer(key, REPLICAS, any -> true) < REPLICAS;
  }

  /**
   * How many linked peers that hold data are closer to a key than another, up to twice the
   * replicas.
   */
  int closerThan(NodeId id, Key key) {
    int closer = 0;
    for (Contact each :
        table.closestLinked(key, 2 * Neighbourhood.REPLICAS, c -> c.kind().holdsData())) {
      closer += key.compareDistance(each.id(), id) < 0 ? 1 : 0;
    }
    return closer;
  }

  /**
   * The peers of those nearest to a key that are recorded as voters with a first put of its slot.
   */
  List<NodeId> voters(Key key) {
    return voters(nearest(key), this::isNode);
  }

  /**
   * Which of the nearest decide about the value of a slot: the nodes, if there are at least three
   * so that one may fail, because browser peers come and go; otherwise all.
   */
  public static List<NodeId> voters(List<NodeId> nearest, Predicate<NodeId> isNode) {
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
