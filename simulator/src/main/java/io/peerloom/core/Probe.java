package io.peerloom.core;

import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.Link;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.Point;
import io.peerloom.core.lookup.LookupConfig;
import io.peerloom.core.lookup.PeerFinder;
import io.peerloom.core.routing.Contact;
import io.peerloom.core.wire.ContactInfo;
import java.util.List;

/**
 * What a checker may see of a peer that an application may not. It stands in the core's package so
 * that the core's own API needs no door that only proofs would use.
 */
public final class Probe {
  private final Peer peer;

  public Probe(Peer peer) {
    this.peer = peer;
  }

  public NodeId id() {
    return peer.assembly.self.id();
  }

  /**
   * A bare lookup.
   *
   * @param paths the ways it goes, 1 to {@link LookupConfig#VERIFIED_PATHS}
   * @param strict whether it takes nobody's word, over all of them
   */
  public Promise<List<ContactInfo>> lookup(Point target, int count, int paths, boolean strict) {
    PeerFinder finder = peer.assembly.finder;
    return finder.closest(target, count, strict ? LookupConfig.VERIFIED : LookupConfig.over(paths));
  }

  /** How the routing table knows somebody; null where it does not. */
  public Contact contact(NodeId id) {
    return peer.assembly.table.find(id);
  }

  /** Makes the routing table forget somebody, to see a checker notice. */
  public void forget(NodeId id) {
    peer.assembly.table.remove(id);
  }

  /** All contacts of the routing table. */
  public List<Contact> contacts() {
    return peer.assembly.table.contacts();
  }

  /** How many live links there are, those to bridges not counted. */
  public int countedLinks() {
    return peer.assembly.links.sizeWithoutBridges();
  }

  /** Whether it takes those it is linked to for all there are; where it may, it asks them. */
  public boolean isLinkedToAll() {
    return peer.assembly.mesh.isProved();
  }

  /** The live links. */
  public List<Link> links() {
    return peer.assembly.links.all();
  }
}
