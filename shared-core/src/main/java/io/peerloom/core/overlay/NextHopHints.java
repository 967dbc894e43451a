package io.peerloom.core.overlay;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.SharedMap;
import io.peerloom.core.connection.Link;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.links.LinkListener;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.RoutingMessage.Announce;
import io.peerloom.core.wire.RoutingMessage.Found;
import java.util.ArrayList;
import java.util.List;

/**
 * Which links lead to peers without one: those over which they were returned as contacts, or over
 * which their messages arrived (DESIGN 8: bounded reverse-path state).
 *
 * <p>Peers return contacts they are linked to, so a peer that returned a contact of its own is one
 * hop away from it. A newcomer has links to nodes only, and the peers nearest to it by distance are
 * not linked to it; then the path of its message is the only one known. All of this is a hint that
 * others can forge: it decides which hop is tried first, and a hint that led nowhere is forgotten.
 */
final class NextHopHints implements LinkListener {
  /** By peer, the linked peer that returned it as a contact of its own. */
  private final SharedMap<NodeId, NodeId> returnedBy = new SharedMap<>(Limits.MAX_HOP_HINTS);

  /** By peer, the link over which its last signed message arrived. */
  private final SharedMap<NodeId, NodeId> messageOver = new SharedMap<>(Limits.MAX_HOP_HINTS);

  /** By peer, the link over which an answer with another peer's contact of it arrived. */
  private final SharedMap<NodeId, NodeId> returnedOver = new SharedMap<>(Limits.MAX_HOP_HINTS);

  /** The contacts of an answer can be reached over that link. */
  void contactsReturned(Found found, NodeId over) {
    for (int i = 0; i < found.contacts().size(); i++) {
      NodeId id = found.contacts().get(i).id();
      if (!id.equals(over)) {
        put(i < found.own() ? returnedBy : returnedOver, id, over);
      }
    }
  }

  /** A message signed by that peer arrived over that link. */
  void messageFrom(NodeId id, NodeId over) {
    put(messageOver, id, over);
  }

  /** A newcomer is announced by the peers it links to first. */
  @Override
  public void notification(Link link, Message message) {
    if (message instanceof Announce announce) {
      for (ContactInfo contact : announce.contacts()) {
        // Anybody may announce any peer, so this replaces no better hint.
        if (returnedBy.get(contact.id()) == null) {
          put(returnedBy, contact.id(), link.peerId());
        }
      }
    }
  }

  /** That link did not lead to the peer. */
  void failed(NodeId id, NodeId over) {
    remove(returnedBy, id, over);
    remove(messageOver, id, over);
    remove(returnedOver, id, over);
  }

  /** Whoever gives many hints has its own evicted. */
  private static void put(SharedMap<NodeId, NodeId> hints, NodeId id, NodeId over) {
    hints.put(id, Owner.of(Bytes.wrap(over.bytes())), over);
  }

  private static void remove(SharedMap<NodeId, NodeId> hints, NodeId id, NodeId over) {
    if (over.equals(hints.get(id))) {
      hints.remove(id);
    }
  }

  /** The links to try before the nearest ones, the best last. */
  List<NodeId> hopsTo(NodeId id) {
    List<NodeId> over = new ArrayList<>(3);
    add(returnedOver.get(id), over);
    add(messageOver.get(id), over);
    add(returnedBy.get(id), over);
    return over;
  }

  private static void add(NodeId link, List<NodeId> over) {
    if (link != null) {
      over.add(link);
    }
  }
}
