package io.peerloom.core.overlay;

import io.peerloom.core.base.BoundedMap;
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
 * Which links lead to peers without one: over which they were returned as contacts, or over which
 * their messages came (DESIGN 8: bounded reverse-path state).
 *
 * <p>Peers return those they are linked to, so a peer that returned a contact of its own is one hop
 * away from it. A newcomer has links to nodes only, and the peers nearest to it by distance are not
 * linked to it; the path its message took is then the only one known. All of this is a hint that
 * others can make up: it decides which hop is tried first, and one that led nowhere is forgotten.
 */
final class NextHopHints implements LinkListener {
  /** Peers with a hint of each kind. To one that was evicted messages go by distance. */
  private static final int MAX_PEERS = 1024;

  /** Returned by a peer that is linked to it. */
  private final BoundedMap<NodeId, NodeId> returnedBy = new BoundedMap<>(MAX_PEERS);

  /** Sent a signed message over this link. */
  private final BoundedMap<NodeId, NodeId> messageOver = new BoundedMap<>(MAX_PEERS);

  /** Returned by others, in an answer that was forwarded. */
  private final BoundedMap<NodeId, NodeId> returnedOver = new BoundedMap<>(MAX_PEERS);

  /** The contacts of an answer can be reached over that link. */
  void contactsReturned(Found found, NodeId over) {
    for (int i = 0; i < found.contacts().size(); i++) {
      NodeId id = found.contacts().get(i).id();
      if (!id.equals(over)) {
        (i < found.own() ? returnedBy : returnedOver).put(id, over);
      }
    }
  }

  /** A message that this peer signed came over that link. */
  void messageFrom(NodeId id, NodeId over) {
    messageOver.put(id, over);
  }

  /** A newcomer is announced by those it has its first links to. */
  @Override
  public void notification(Link link, Message message) {
    if (message instanceof Announce announce) {
      for (ContactInfo contact : announce.contacts()) {
        // Anybody may announce anybody, so this replaces no better hint.
        returnedBy.putIfAbsent(contact.id(), link.peerId());
      }
    }
  }

  /** That link did not lead there. */
  void failed(NodeId id, NodeId over) {
    returnedBy.remove(id, over);
    messageOver.remove(id, over);
    returnedOver.remove(id, over);
  }

  /** The links to try before those that are nearest, the best last. */
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
