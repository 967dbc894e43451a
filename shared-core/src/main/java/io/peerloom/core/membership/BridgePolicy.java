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

/** Decides when a peer needs a bridge, or a bootstrap server that forwards an offer. */
final class BridgePolicy {
  /** An offer is sent to a random one of this many nearest browser peers. */
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
   * Whether links to bridges are wanted. Nodes have some so that bridges know them, and so do
   * browser peers that know no node; any other browser peer needs one only while it has no other
   * links.
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
   * If this is a browser peer that has no link and can dial no node, a browser peer to which a
   * bootstrap server can forward an offer; else null. It is one of the nearest, which accept a
   * neighbour even when they have enough links.
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
