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

/** Finds who should hold a record: the closest peers that may keep data, this one among them. */
public final class HolderFinder {
  /** Beyond the holders, for those that are not there, or that somebody made up. */
  private static final int MAX_FOUND = 3 * Neighbourhood.REPLICAS;

  private final Neighbourhood neighbourhood;
  private final RoutingTable table;
  private final PeerFinder finder;
  private final FullMesh mesh;

  /**
   * A finder.
   *
   * @param mesh says whether nobody needs to be looked up
   */
  public HolderFinder(
      Neighbourhood neighbourhood, RoutingTable table, PeerFinder finder, FullMesh mesh) {
    this.neighbourhood = neighbourhood;
    this.table = table;
    this.finder = finder;
    this.mesh = mesh;
  }

  /**
   * Where a record is to be put: the candidates as others name them, over more ways where closer
   * ones must be there, for some deny whom they know.
   */
  public Promise<List<NodeId>> places(Key key) {
    return candidates(key, false).flatMap(named -> withNearer(key, named));
  }

  /**
   * Where a record must be if there is one: those that have just answered for themselves, and where
   * closer ones must be there, whom others name.
   */
  Promise<List<NodeId>> verified(Key key) {
    return candidates(key, true).flatMap(proved -> withNearer(key, proved));
  }

  private Promise<List<NodeId>> withNearer(Key key, List<NodeId> found) {
    return areNear(key, found, table.sizeByLinks())
        ? Promise.of(found)
        : finder
            .closest(key, MAX_FOUND, LookupConfig.over(LookupConfig.VERIFIED_PATHS))
            .map(contacts -> withOthers(key, found, contacts));
  }

  /**
   * Whether the first and the third of them, or the last of fewer, live about as near as such do to
   * each point of a network of this size. Ids lie as chance will have it: that six live where none
   * is found happens once in four hundred times, that twelve live where two are found more rarely.
   * (Cholez, Chrisment and Festor, 2010, find attackers of a DHT by its density.)
   */
  static boolean areNear(Key key, List<NodeId> candidates, double networkSize) {
    return networkSize * share(key, candidates, 1) <= 6
        && networkSize * share(key, candidates, 3) <= 12;
  }

  /** How much of the space lies no farther away than the {@code count}-th of them. */
  private static double share(Key key, List<NodeId> candidates, int count) {
    int last = Math.min(count, candidates.size()) - 1;
    return last < 0 ? 1 : key.distanceShare(candidates.get(last));
  }

  /**
   * The candidates, closest first; the first {@link Neighbourhood#REPLICAS} that prove themselves
   * by an answer are the holders (decision 8).
   *
   * @param verified whether nobody's word is taken for others, which is slower
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
              // Those linked are among them, however many others somebody names; and those that no
              // NAT lets link, for nobody names whom it has no link to.
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

  /** Whether the linked holders are proved to be all there are; true of small networks only. */
  boolean isLinkedToAll() {
    return mesh.isProved();
  }

  /** Whether a peer is known to be a node that may hold data. */
  boolean isNode(NodeId id) {
    return neighbourhood.isNode(id);
  }
}
