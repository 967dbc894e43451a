package io.peerloom.core.membership;

import io.peerloom.core.base.Rng;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.links.LinkTable;
import io.peerloom.core.routing.Contact;
import io.peerloom.core.routing.RoutingTable;
import java.util.ArrayList;
import java.util.List;

/** Decides when a peer needs a bridge, or a bootstrap server as its postman. */
final class BridgePolicy {
  /** Of so many of the nearest browser peers one is sent an offer. */
  private static final int NEAR_PEERS = 4;

  private final Identity self;
  private final RoutingTable table;
  private final LinkTable links;
  private final Rng rng;

  BridgePolicy(Identity self, RoutingTable table, LinkTable links, Rng rng) {
    this.self = self;
    this.table = table;
    this.links = links;
    this.rng = rng;
  }

  /**
   * Whether links to bridges are wanted. Nodes stay known to the bridges, and browser peers do that
   * know no node; else a browser peer needs one only where there is nobody else.
   *
   * @param attempts rounds since links were last enough
   */
  boolean wantsBridges(int attempts, int neededLinks) {
    return self.kind() != PeerKind.BROWSER
        || neededLinks == 0
        || (links.sizeWithoutBridges() == 0
            ? attempts > 1
            : table.closest(self.id(), 1, Contact::isNode).isEmpty());
  }

  /**
   * A browser peer, where this is one without a link and no node may be dialled, so that only a
   * bootstrap server can carry an offer between the two; else null. One of the nearest, which take
   * a neighbour even when they have links enough.
   */
  NodeId onlyReachableByBootstrap(long now) {
    if (self.kind() != PeerKind.BROWSER || links.size() > 0) {
      return null;
    }
    List<Contact> browsers = new ArrayList<>();
    for (Contact contact : table.closest(self.id(), RoutingTable.BUCKET, c -> c.mayDial(now))) {
      if (contact.isNode()) {
        return null;
      }
      if (contact.kind() == PeerKind.BROWSER && !links.isAttempting(contact.id())) {
        browsers.add(contact);
      }
    }
    return browsers.isEmpty()
        ? null
        : browsers.get(rng.nextInt(Math.min(browsers.size(), NEAR_PEERS))).id();
  }
}
