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
 * Over which links peers were heard of: the ways to those that one has no link to (decision 8:
 * bounded reverse-path state).
 *
 * <p>Peers name those they are linked to, so whoever named somebody at first hand is one step away
 * from it. A newcomer has links to servers only, and those nearest to it by distance do not have
 * it; the way its words came, or its name, is then the only one. All of this is a hint that others
 * can make up: it decides which way is tried first, and what led nowhere is forgotten.
 */
final class NextHopHints implements LinkListener {
  private static final int MAX_PEERS = 1024;

  /** Named by one that is linked to it. */
  private final BoundedMap<NodeId, NodeId> returnedBy = new BoundedMap<>(MAX_PEERS);

  /** Spoke over it, by its own signed words. */
  private final BoundedMap<NodeId, NodeId> messageOver = new BoundedMap<>(MAX_PEERS);

  /** Named by others, whose words were passed on. */
  private final BoundedMap<NodeId, NodeId> returnedOver = new BoundedMap<>(MAX_PEERS);

  /** Those whom an answer names are to be found over that link. */
  void contactsReturned(Found found, NodeId over) {
    for (int i = 0; i < found.contacts().size(); i++) {
      NodeId id = found.contacts().get(i).id();
      if (!id.equals(over)) {
        (i < found.own() ? returnedBy : returnedOver).put(id, over);
      }
    }
  }

  /** What this peer signed came over that link. */
  void messageFrom(NodeId id, NodeId over) {
    messageOver.put(id, over);
  }

  /** A newcomer is announced by those it has its first links to. */
  @Override
  public void notification(Link link, Message message) {
    if (message instanceof Announce announce) {
      for (ContactInfo contact : announce.contacts()) {
        // Anybody may announce anybody: it takes no place of what is known of the way.
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
