package io.peerloom.core;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.IgnoredEvents;
import io.peerloom.core.connection.Link;
import io.peerloom.core.connection.LinkEnd;
import io.peerloom.core.connection.Transport;
import io.peerloom.core.connection.TransportEvents;
import io.peerloom.core.links.LinkListener;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.RoutingMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * The announced end of a server's peer. A peer whose only link is to this one would be alone from
 * the moment this one leaves until it has found others. So each linked peer is told that this one
 * goes away, after the contacts of others; it links to these while the old link still works, and
 * then ends that.
 *
 * <p>Two peers that both go away end their link at once. Every link is told once, also one whose
 * handshake was in progress.
 */
final class Departure implements LinkListener {
  /** Nodes, and browser peers, returned to each linked peer, which needs three links. */
  static final int CONTACTS = 4;

  private final PeerAssembly assembly;
  private final Promise<Void> over = new Promise<>();
  private final Rotation nodes = new Rotation();
  private final Rotation browsers = new Rotation();

  /** Contacts that are returned in turn, so that not all peers go to the same few. */
  private static final class Rotation {
    private final List<ContactInfo> all = new ArrayList<>();
    private int next;

    void take(Link forLink, List<ContactInfo> into) {
      int most = into.size() + CONTACTS;
      for (int i = 0; i < all.size() && into.size() < most; i++) {
        ContactInfo contact = all.get(next++ % all.size());
        if (!contact.id().equals(forLink.peerId())) {
          into.add(contact);
        }
      }
    }
  }

  Departure(Env env, PeerAssembly assembly) {
    this.assembly = assembly;
    List<Link> links = new ArrayList<>(assembly.links.all());
    env.rng().shuffle(links);
    for (Link link : links) {
      if (link.isActive() && link.peer().kind().holdsData()) {
        (link.peer().kind().isNode() ? nodes : browsers).all.add(link.info());
      }
    }
  }

  void begin() {
    assembly.recovery.stop();
    if (assembly.bridge != null) {
      assembly.bridge.drain();
    }
    assembly.links.addListener(this);
    new ArrayList<>(assembly.links.all()).forEach(this::announceTo);
    endIfAlone();
  }

  /** Fulfilled once no link is left. */
  Promise<Void> isOver() {
    return over;
  }

  private void announceTo(Link link) {
    List<ContactInfo> contacts = new ArrayList<>();
    nodes.take(link, contacts);
    browsers.take(link, contacts);
    if (!contacts.isEmpty()) {
      link.send(new RoutingMessage.Announce(contacts));
    }
    link.send(LinkMessage.Goodbye.of(ErrorCode.GOING_AWAY, "ends soon"));
  }

  private void endIfAlone() {
    if (assembly.links.size() == 0) {
      over.complete(null);
    }
  }

  /** Closes a socket of a peer that wants a link. */
  TransportEvents refuse(Transport transport) {
    transport.close(ErrorCode.GOING_AWAY, "this peer ends soon");
    return new IgnoredEvents();
  }

  @Override
  public void linkOpened(Link link) {
    announceTo(link);
  }

  @Override
  public void linkClosed(Link link, LinkEnd end) {
    endIfAlone();
  }

  @Override
  public void notification(Link link, Message message) {
    if (message instanceof LinkMessage.Goodbye) {
      link.close(ErrorCode.CLOSED, "both are going away");
    }
  }
}
