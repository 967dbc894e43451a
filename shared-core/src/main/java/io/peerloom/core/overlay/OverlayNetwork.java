package io.peerloom.core.overlay;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.Link;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.Point;
import io.peerloom.core.links.LinkTable;
import io.peerloom.core.routing.Contact;
import io.peerloom.core.routing.IdentityPlaces;
import io.peerloom.core.rpc.Router;
import io.peerloom.core.rpc.Service;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.RoutingMessage.Found;
import io.peerloom.core.wire.RoutingMessage.Route;
import java.util.List;
import java.util.function.Predicate;

/**
 * Requests to a peer by id: over the link if there is one, else from hop to hop towards it (DESIGN
 * 8), at the rate that peer accepts.
 */
public final class OverlayNetwork implements Service {
  /** Deadline of a request to a peer without a link, in milliseconds (R12.5). */
  public static final int ROUTED_TIMEOUT_MILLIS = 3_000;

  private final Authority authority;
  private final Identity self;
  private final LinkTable links;
  private final Bytes ownIdentity;
  private final PacedRequests paced;
  private final Forwarder forwarder;
  private final RoutedClient client;
  private final RoutedEnvelopes envelopes;
  private final IdentityPlaces places = new IdentityPlaces(this::identity);

  public OverlayNetwork(Env env, Authority authority, Identity self, LinkTable links) {
    this.authority = authority;
    this.self = self;
    this.links = links;
    ownIdentity = Bytes.wrap(MembershipToken.ancestor(hash(), self.keys().identityPublicKey()));
    paced = new PacedRequests(env);
    envelopes = new RoutedEnvelopes(env, authority, self);
    forwarder = new Forwarder(env, self, links, envelopes);
    client = new RoutedClient(env, authority, envelopes, forwarder);
  }

  /** Sets the router that answers routed requests to this peer. */
  public void setRouter(Router router) {
    forwarder.setRouter(router);
  }

  @Override
  public void register(Router.Builder router) {
    router.with(forwarder);
  }

  /** The hash function of the network. */
  public Hash hash() {
    return authority.hash();
  }

  /**
   * Sends a request to a peer by id, wherever it is. A request refused with RATE_LIMITED is sent
   * again when that peer allows, as long as there is time (R3.5); later requests to it wait behind.
   */
  public Promise<Message> request(NodeId target, Message body, int timeoutMillis) {
    return paced.request(target, body.number(), timeoutMillis, left -> once(target, body, left));
  }

  /**
   * About how long a request waits here for that peer's rate limit before it is sent; in
   * milliseconds.
   *
   * @param kind the message's number
   */
  public int delayMillis(NodeId target, int kind) {
    return paced.delayMillis(target, kind);
  }

  private Promise<Message> once(NodeId target, Message body, int timeoutMillis) {
    Link link = links.link(target);
    // What is to replace a link under suspicion goes around it.
    if (link != null && !(link.isSuspect() && RoutedClient.isAttempt(body))) {
      return link.request(body, timeoutMillis);
    }
    return client.request(target, body, Math.min(timeoutMillis, ROUTED_TIMEOUT_MILLIS));
  }

  /** Whether there is a live link to a peer; without one, only short messages reach it. */
  public boolean isLinked(NodeId id) {
    return links.link(id) != null;
  }

  /** Decides who comes first where many want few places. */
  public IdentityPlaces places() {
    return places;
  }

  /**
   * The identity that a peer has proved, over a link or by an answer lately; null if none is known.
   */
  public Bytes identity(NodeId id) {
    if (id.equals(self.id())) {
      return ownIdentity;
    }
    Link link = links.link(id);
    return link == null ? envelopes.identity(id) : link.peer().owner().user();
  }

  /** The live link to a peer, or null. */
  public Link link(NodeId id) {
    return links.link(id);
  }

  /** Smoothed round-trip time to a linked peer in milliseconds, -1 before it was measured. */
  public double rttMillis(NodeId id) {
    Link link = links.link(id);
    return link == null ? -1 : link.rttMillis();
  }

  /** Probes a slow linked peer, once; the link closes soon if it does not answer. */
  public void suspect(NodeId id) {
    Link link = links.link(id);
    if (link != null && !link.isSuspect()) {
      link.suspect();
    }
  }

  /** Whether a linked peer has not yet answered a probe. */
  public boolean isSuspect(NodeId id) {
    return links.isSuspect(id);
  }

  /** A request signed for one peer, ready to be sent by somebody else, who can read it, too. */
  public Promise<Route> signedRoute(NodeId target, Message body, byte[] trace) {
    return client.signedRoute(target, body, trace);
  }

  /** Verifies the answer of that peer to {@link #signedRoute}. */
  public Promise<Message> verifyAnswer(Route asked, byte[] answer) {
    return client.verifyAnswer(asked, answer);
  }

  /**
   * Forwards a complete offer of a visitor without a link, once; the answer, null for none, is
   * opened by the visitor. A forged offer (INVALID_SIGNATURE, or another error of its card), or one
   * of somebody else, or another message (INVALID_REQUEST), is not forwarded.
   *
   * @param visitorKey the identity key that must have signed it
   */
  public Promise<byte[]> forwardOffer(byte[] visitorKey, Route route) {
    return client.forwardOffer(visitorKey, route);
  }

  /**
   * A peer has given something whose signature does not match, which cost a verification; too many
   * end its link ({@link Limits#FORGERIES_BURST}).
   */
  public void forged(NodeId from) {
    Link link = links.link(from);
    if (link != null) {
      forwarder.forged(link.peer());
    }
  }

  /** Whether that identity brings a query of this trace for the first time. */
  public boolean forwardsFor(ProvedPeer from, byte[] trace) {
    return forwarder.firstSeen(
        Forwarder.QUERY_FROM, trace, from.owner().user().array(), from.owner());
  }

  /** Whether a query of this trace goes over that link for the first time; from then on it has. */
  public boolean forwardsTo(Link hop, byte[] trace, ProvedPeer from) {
    return forwarder.firstSeen(Forwarder.QUERY_TO, trace, hop.peerId().bytes(), from.owner());
  }

  /** These contacts were returned over that link, which may lead to them. */
  public void contactsReturned(Found found, NodeId over) {
    forwarder.contactsReturned(found, over);
  }

  /**
   * The links closest to a point that satisfy a condition, closest first.
   *
   * @param without the peer to leave out, or null
   * @param onlyCloser whether only to peers that are closer to the point than this one
   */
  public List<Link> towards(
      Point target, NodeId without, boolean onlyCloser, int most, Predicate<Contact> condition) {
    return forwarder.towards(target, without, onlyCloser, most, condition);
  }
}
