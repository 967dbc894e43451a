package io.peerloom.core.data;

import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.overlay.PeerFinder;
import io.peerloom.core.routing.Contact;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.wire.ContactInfo;
import java.util.ArrayList;
import java.util.List;

/** Finds who should hold a record: the closest peers that may keep data, this one among them. */
public final class HolderFinder {
  /** Beyond the holders, for those that are not there, or that somebody made up. */
  private static final int MAX_CANDIDATES = 4 * RecordHolder.REPLICAS;

  private final Identity self;
  private final RecordHolder holder;
  private final RoutingTable table;
  private final PeerFinder finder;

  public HolderFinder(Identity self, RecordHolder holder, RoutingTable table, PeerFinder finder) {
    this.self = self;
    this.holder = holder;
    this.table = table;
    this.finder = finder;
  }

  /**
   * The candidates, closest first; the first {@link RecordHolder#REPLICAS} that prove themselves by
   * an answer are the holders (decision 8).
   */
  public Promise<List<NodeId>> candidates(Key key) {
    if (isLinkedToAll()) {
      return Promise.of(holder.nearest(key));
    }
    return finder
        .closest(key, MAX_CANDIDATES)
        .map(
            contacts -> {
              List<NodeId> ids = new ArrayList<>();
              for (ContactInfo contact : contacts) {
                if (contact.kind().holdsData()) {
                  ids.add(contact.id());
                }
              }
              if (self.kind().holdsData()) {
                ids.add(self.id());
              }
              ids.sort(key::compareDistance);
              return ids;
            });
  }

  /**
   * Whether the linked holders are all there are: the neighbours have been asked for others, and
   * nobody has named one that is not linked. True of small networks only.
   */
  boolean isLinkedToAll() {
    List<Contact> known = table.closest(self.id(), RoutingTable.BUCKET, c -> c.kind().holdsData());
    for (Contact contact : known) {
      if (!contact.isLinked()) {
        return false;
      }
    }
    return known.size() < RoutingTable.BUCKET && finder.hasSeenNeighbours();
  }
}
