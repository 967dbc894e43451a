package io.peerloom.core.data.client;

import io.peerloom.core.base.Promise;
import io.peerloom.core.data.Neighbourhood;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.lookup.FullMesh;
import io.peerloom.core.lookup.LookupConfig;
import io.peerloom.core.lookup.PeerFinder;
import io.peerloom.core.routing.Contact;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.wire.ContactInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the peers that should hold a record: the closest that may hold data, including this one.
 */
public final class HolderFinder {
  private static final LookupConfig PATHS = LookupConfig.over(LookupConfig.VERIFIED_PATHS);

  /** More than the holders, since some may be absent or invented. */
  private static final int MAX_FOUND = 3 * Neighbourhood.REPLICAS;

  private final Neighbourhood neighbourhood;
  private final RoutingTable table;
  private final PeerFinder finder;
  private final FullMesh mesh;

  /**
   * A finder.
   *
   * @param mesh says whether no lookup is needed
   */
  public HolderFinder(
      Neighbourhood neighbourhood, RoutingTable table, PeerFinder finder, FullMesh mesh) {
    this.neighbourhood = neighbourhood;
    this.table = table;
    this.finder = finder;
    this.mesh = mesh;
  }

  /**
   * Where to put a record: the candidates that other peers return. If closer ones must exist, a
   * lookup over more paths adds them, as some peers conceal contacts; above {@link
   * RoutingTable#FEW_PEERS} a verified one, for which a smaller network would wait in vain for
   * peers that have just gone.
   */
  public Promise<List<NodeId>> places(Key key) {
    LookupConfig wider =
        table.sizeByLinks() > RoutingTable.FEW_PEERS ? LookupConfig.VERIFIED : PATHS;
    return candidates(key, false).flatMap(named -> withNearer(key, named, wider));
  }

  /**
   * Where a record must be if there is one: peers that have just answered themselves, and, if
   * closer ones must exist, contacts returned by others.
   */
  Promise<List<NodeId>> verified(Key key) {
    return candidates(key, true).flatMap(proved -> withNearer(key, proved, PATHS));
  }

  private Promise<List<NodeId>> withNearer(Key key, List<NodeId> found, LookupConfig config) {
    return areNear(key, found, table.sizeByLinks())
        ? Promise.of(found)
        : finder.closest(key, MAX_FOUND, config).map(contacts -> withOthers(key, found, contacts));
  }

  /**
   * Whether the first, the third and the eighth candidate, or the last of fewer, are about as near
   * to the key as is usual in a network of this size. Ids are random: that there is no peer where
   * six are expected happens once in four hundred times, that there are two where twelve are
   * expected, or seven where 24 are, is rarer. The first may be liars, and conceal who comes after
   * them. (Cholez, Chrisment and Festor, 2010, find attackers of a DHT by its density.)
   */
  static boolean areNear(Key key, List<NodeId> candidates, double networkSize) {
    return networkSize * share(key, candidates, 1) <= 6
        && networkSize * share(key, candidates, 3) <= 12
        && networkSize * share(key, candidates, Neighbourhood.REPLICAS) <= 24;
  }

  /** The share of the space that is no farther away than the {@code count}-th of them. */
  private static double share(Key key, List<NodeId> candidates, int count) {
    int last = Math.min(count, candidates.size()) - 1;
    return last < 0 ? 1 : key.distanceShare(candidates.get(last));
  }

  /**
   * The candidates, closest first; the first {@link Neighbourhood#REPLICAS} that prove themselves
   * by an answer are the holders (DESIGN 8).
   *
   * @param verified whether by a verified lookup, which is slower
   */
  Promise<List<NodeId>> candidates(Key key, boolean verified) {
    if (!verified && isLinkedToAll()) {
      return Promise.of(neighbourhood.nearest(key));
    }
    return (verified
            ? finder.closest(key, MAX_FOUND, LookupConfig.VERIFIED)
            : finder.closest(key, MAX_FOUND))
        .map(
            contacts -> {
              // Include linked peers, whatever contacts others return, and those that no NAT lets
              // link, since peers return only contacts they have links to.
              List<ContactInfo> named = new ArrayList<>(contacts);
              for (Contact contact :
                  table.closest(key, Neighbourhood.REPLICAS, Contact::isReachable)) {
                named.add(contact.info());
              }
              return withOthers(key, neighbourhood.nearest(key), named);
            });
  }

  private static List<NodeId> withOthers(Key key, List<NodeId> some, List<ContactInfo> others) {
    List<NodeId> ids = new ArrayList<>(some);
    for (ContactInfo contact : others) {
      if (contact.kind().holdsData() && !ids.contains(contact.id())) {
        ids.add(contact.id());
      }
    }
    ids.sort(key::compareDistance);
    return ids;
  }

  /** Whether this peer is proved to be linked to all peers; true in small networks only. */
  boolean isLinkedToAll() {
    return mesh.isProved();
  }

  /** Whether a peer is known to be a node that may hold data. */
  boolean isNode(NodeId id) {
    return neighbourhood.isNode(id);
  }
}
