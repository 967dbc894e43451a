package io.peerloom.core.overlay;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.Link;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.Point;
import io.peerloom.core.links.LinkTable;
import io.peerloom.core.routing.Contact;
import io.peerloom.core.rpc.Router;
import io.peerloom.core.rpc.Service;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.RoutingMessage.Found;
import io.peerloom.core.wire.RoutingMessage.Route;
import java.util.List;
import java.util.function.Predicate;

/**
 * Requests to a peer by id: over the link where there is one, else from hop to hop towards it
 * (DESIGN 8), at the pace that peer takes.
 */
public final class OverlayNetwork implements Service {
  /** Deadline of a request to a peer without a link, in milliseconds (R12.5). */
  public static final int ROUTED_TIMEOUT_MILLIS = 3_000;

  private final Authority authority;
  private final LinkTable links;
  private final PacedRequests paced;
  private final Forwarder forwarder;
  private final RoutedClient client;

  public OverlayNetwork(Env env, Authority authority, Identity self, LinkTable links) {
    this.authority = authority;
    this.links = links;
    paced = new PacedRequests(env);
    RoutedEnvelopes envelopes = new RoutedEnvelopes(env, authority, self);
    forwarder = new Forwarder(env, self, links, envelopes);
    client = new RoutedClient(env, authority, envelopes, forwarder);
  }

  /** Completes the circle: who answers routed requests that arrive here. */
  public void setRouter(Router router) {
    forwarder.setRouter(router);
  }

  @Override
  public void register(Router.Builder router) {
    router.with(forwarder);
  }

  /** The hash everybody uses. */
  public Hash hash() {
    return authority.hash();
  }

  /**
   * Asks a peer by id, wherever it is. A peer that says RATE_LIMITED is asked again when it may be,
   * as long as the time allows (R3.5), and so are those asked meanwhile.
   */
  public Promise<Message> request(NodeId target, Message body, int timeoutMillis) {
    return paced.request(target, body.number(), timeoutMillis, left -> once(target, body, left));
  }

  /**
   * About how long a request waits here, because that peer limits the rate, before it is sent; in
   * milliseconds.
   *
   * @param kind the message's number
   */
  public int heldBackMillis(NodeId target, int kind) {
    return paced.heldBackMillis(target, kind);
  }

  private Promise<Message> once(NodeId target, Message body, int timeoutMillis) {
    Link link = links.link(target);
    if (link != null) {
      return link.request(body, timeoutMillis);
    }
    return client.request(target, body, Math.min(timeoutMillis, ROUTED_TIMEOUT_MILLIS));
  }

  /** Whether there is a live link to a peer; without one, only what is short reaches it. */
  public boolean isLinked(NodeId id) {
    return links.link(id) != null;
  }

  /** The live link to a peer, or null. */
  public Link link(NodeId id) {
    return links.link(id);
  }

  /** Smoothed round trip to a linked peer in milliseconds, -1 where nobody has measured it. */
  public double rttMillis(NodeId id) {
    Link link = links.link(id);
    return link == null ? -1 : link.rttMillis();
  }

  /** Asks a linked peer that is slow for a sign of life, once; it ends soon without one. */
  public void suspect(NodeId id) {
    Link link = links.link(id);
    if (link != null && !link.isSuspect()) {
      link.suspect();
    }
  }

  /** Whether a linked peer owes a sign of life. */
  public boolean isSuspect(NodeId id) {
    return links.isSuspect(id);
  }

  /** A request as it travels, signed for one peer, for somebody else to send, who reads it, too. */
  public Promise<Route> signedRoute(NodeId target, Message body, byte[] trace) {
    return client.signedRoute(target, body, trace);
  }

  /** What the peer it was signed for answered to {@link #signedRoute}. */
  public Promise<Message> verifyAnswer(Route asked, byte[] answer) {
    return client.verifyAnswer(asked, answer);
  }

  /**
   * Forwards a complete offer of a visitor without a link, once; the answer, null where none comes,
   * is for the visitor to open. Nobody is troubled with what is forged (INVALID_SIGNATURE and what
   * else is wrong with its card), or is another's or no offer (INVALID_REQUEST).
   *
   * @param visitorKey the identity key that must have signed it
   */
  public Promise<byte[]> forwardOffer(byte[] visitorKey, Route route) {
    return client.forwardOffer(visitorKey, route);
  }

  /** Whether this trace is new here; no peer forwards one message twice. */
  public boolean firstSeen(byte[] trace) {
    return forwarder.firstSeen(trace);
  }

  /** These contacts were returned over that link, which may lead to them. */
  public void contactsReturned(Found found, NodeId over) {
    forwarder.contactsReturned(found, over);
  }

  /**
   * The links closest to a point that satisfy a condition, closest first.
   *
   * @param without who is left out, or null
   * @param onlyCloser whether only to peers that are closer to the point than this one
   */
  public List<Link> towards(
      Point target, NodeId without, boolean onlyCloser, int most, Predicate<Contact> condition) {
    return forwarder.towards(target, without, onlyCloser, most, condition);
  }
}
