package io.peerloom.core.overlay;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.SharedMap;
import io.peerloom.core.base.Timer;
import io.peerloom.core.connection.Link;
import io.peerloom.core.crypto.EnvelopeCompression;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.Point;
import io.peerloom.core.links.LinkTable;
import io.peerloom.core.routing.Contact;
import io.peerloom.core.rpc.AnsweredRequests;
import io.peerloom.core.rpc.Router;
import io.peerloom.core.rpc.Service;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageType;
import io.peerloom.core.wire.RoutingMessage;
import io.peerloom.core.wire.RoutingMessage.Found;
import io.peerloom.core.wire.RoutingMessage.Route;
import io.peerloom.core.wire.RoutingMessage.Routed;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Forwards routed messages from link to link towards their target, and hands those for this peer to
 * the router (DESIGN 8).
 */
final class Forwarder implements Service {
  private static final int FIRST_HOPS = 2;

  /** A routed message and the peer it came from. */
  static final byte ROUTED = 0;

  /** A query and the identity that brought it. */
  static final byte QUERY_FROM = 1;

  /** A query and the peer it goes to. */
  static final byte QUERY_TO = 2;

  private final Env env;
  private final Identity self;
  private final LinkTable links;
  private final RoutedEnvelopes envelopes;
  private final AnsweredRequests answered;
  private final NextHopHints hints = new NextHopHints();
  private final SharedMap<Bytes, Long> traces = new SharedMap<>(Limits.MAX_TRACES);
  private final ReplayGuard replays = new ReplayGuard();
  private final ForgeryLimits forgeries = new ForgeryLimits();
  private Router router = Router.builder(null).build();

  Forwarder(Env env, Identity self, LinkTable links, RoutedEnvelopes envelopes) {
    this.env = env;
    this.self = self;
    this.links = links;
    this.envelopes = envelopes;
    answered = new AnsweredRequests(env);
    links.addListener(hints);
  }

  /** Sets the router that answers messages for this peer. */
  void setRouter(Router requests) {
    router = requests;
  }

  @Override
  public void register(Router.Builder requests) {
    requests.onTimed(MessageType.ROUTE, this::route);
  }

  /** Forwards a routed message towards its target, or answers it when it has arrived. */
  private Promise<Message> route(ProvedPeer from, Route route, long until) {
    if (route.target().equals(self.id())) {
      return deliver(from, route, until);
    }
    if (route.hops() == 0 || !firstSeen(ROUTED, route.trace(), from.id().bytes(), from.owner())) {
      return Promise.failed(ErrorCode.NO_ROUTE, "hops used up, or forwarded before");
    }
    Route next = new Route(route.target(), route.trace(), route.hops() - 1, route.envelope());
    long left = until - env.monotonicMillis();
    int timeout = (int) Math.min(OverlayNetwork.ROUTED_TIMEOUT_MILLIS, left);
    return forward(next, from.id(), timeout, false, Promise::of)
        .recover(
            e -> {
              // Whoever calls it forged may lie; so this peer verifies it, too.
              return e.code() == ErrorCode.INVALID_SIGNATURE
                  ? unwrap(from, route).flatMap(authentic -> Promise.failed(e))
                  : Promise.failed(e);
            });
  }

  /**
   * Whether a message is new here: a trace with the peer it came from or goes to, so that nobody
   * can use up the trace of others.
   *
   * @param passage {@link #ROUTED}, {@link #QUERY_FROM} or {@link #QUERY_TO}
   * @param ingress who sent it here: the largest sender's traces are forgotten first
   */
  boolean firstSeen(byte passage, byte[] trace, byte[] peer, Owner ingress) {
    long now = env.monotonicMillis();
    for (Long oldest = traces.peek();
        oldest != null && now - oldest >= AnsweredRequests.KEPT_MILLIS;
        oldest = traces.peek()) {
      traces.poll();
    }
    Bytes name = Bytes.wrap(Bytes.concat(new byte[] {passage}, trace, peer));
    if (traces.get(name) != null) {
      return false;
    }
    traces.put(name, ingress, now);
    return true;
  }

  /** Opens a message that arrived over a link of that peer, which pays for forged ones. */
  private Promise<RoutedEnvelopes.VerifiedEnvelope> unwrap(ProvedPeer over, Route route) {
    return envelopes
        .unwrap(
            route.envelope(),
            route.target(),
            route.trace(),
            EnvelopeCompression.Announcement.NOTHING)
        .recover(
            e -> {
              if (e.code() == ErrorCode.INVALID_SIGNATURE) {
                forged(over);
              }
              return Promise.failed(e);
            });
  }

  /** A linked peer has sent something forged; too much of that ends the link. */
  void forged(ProvedPeer over) {
    Link link = links.link(over.id());
    if (forgeries.isTooMany(over, env.monotonicMillis()) && link != null) {
      link.close(ErrorCode.INVALID_SIGNATURE, "sends forged messages");
    }
  }

  private Promise<Message> deliver(ProvedPeer over, Route route, long until) {
    return unwrap(over, route)
        .flatMap(
            inner -> {
              hints.messageFrom(inner.from().id(), over.id());
              if (env.monotonicMillis() > until) {
                return Router.overdue();
              }
              Bytes name = Bytes.wrap(Bytes.concat(inner.from().id().bytes(), route.trace()));
              return answered.once(
                  name, inner.from().owner(), () -> answer(inner, route.trace(), until));
            });
  }

  private Promise<Message> answer(
      RoutedEnvelopes.VerifiedEnvelope asked, byte[] trace, long until) {
    if (!replays.isNew(
        asked.from(), trace, asked.sentAt(), env.wallMillis(), env.monotonicMillis())) {
      return Promise.failed(ErrorCode.ALREADY_PROCESSED, "carried out before");
    }
    return router
        .handle(asked.from(), asked.message(), until)
        .recover(e -> Promise.of(failureOf(e)))
        .flatMap(answer -> envelopes.wrapAnswer(asked, trace, answer))
        .map(Routed::new);
  }

  private static Message failureOf(PeerloomException e) {
    return new LinkMessage.Failure(e.code(), "", e.retryAfterMillis());
  }

  /**
   * Sends a message to the next hop.
   *
   * @param from the peer that sent it here, or null
   * @param onlyHinted whether to try a second path only if a hint leads to the target
   * @param check verifies an answer; another path is tried if it fails
   */
  Promise<Message> forward(
      Route route,
      NodeId from,
      int timeoutMillis,
      boolean onlyHinted,
      Function<Message, Promise<Message>> check) {
    Link direct = links.link(route.target());
    if (direct != null && (from != null || !direct.isSuspect())) {
      return new Delivery(route, List.of(direct), timeoutMillis, check).start();
    }
    int travelled = RoutingMessage.MAX_HOPS - route.hops();
    List<Link> hops = towards(route.target(), from, travelled > 1, FIRST_HOPS, any -> true);
    boolean hinted = false;
    for (NodeId over : hints.hopsTo(route.target())) {
      Link hop = over.equals(from) ? null : links.link(over);
      if (hop != null) {
        hops.remove(hop);
        hops.add(0, hop);
        hinted = true;
      }
    }
    // A second path only at the origin, or a message to a departed peer would visit all peers.
    int most = travelled == 0 && (hinted || !onlyHinted) ? FIRST_HOPS : 1;
    while (hops.size() > most) {
      hops.remove(most);
    }
    return new Delivery(route, hops, timeoutMillis, check).start();
  }

  /** These contacts were returned over that link, which may lead to them. */
  void contactsReturned(Found found, NodeId over) {
    if (links.link(over) != null) {
      hints.contactsReturned(found, over);
    }
  }

  /**
   * One message over one path after another: the next if one refuses, and as well after half of the
   * remaining time without an answer. The target recognises a duplicate.
   */
  private final class Delivery {
    private final Promise<Message> answer = new Promise<>();
    private final Route route;
    private final Iterator<Link> hops;
    private final Function<Message, Promise<Message>> check;
    private final long until;
    private int pending;
    private PeerloomException failure;

    Delivery(
        Route route,
        List<Link> hops,
        int timeoutMillis,
        Function<Message, Promise<Message>> check) {
      this.route = route;
      this.check = check;
      this.hops = hops.iterator();
      this.until = env.monotonicMillis() + timeoutMillis;
    }

    Promise<Message> start() {
      if (hops.hasNext()) {
        next();
      } else {
        answer.fail(new PeerloomException(ErrorCode.NO_ROUTE, "no path to " + route.target()));
      }
      return answer;
    }

    private void next() {
      int left = (int) (until - env.monotonicMillis());
      if (left <= 0) {
        // The machine slept; an earlier request that is pending ends with its own timeout.
        failure = new PeerloomException(ErrorCode.TIMEOUT, "no time left for another path");
        failIfNonePending();
        return;
      }
      pending++;
      Link hop = hops.next();
      Promise<Message> over = hop.request(route, left).flatMap(check);
      if (hops.hasNext()) {
        Timer patience =
            env.after(
                left / 2,
                () -> {
                  hints.failed(route.target(), hop.peerId());
                  next();
                });
        over.then(ok -> patience.cancel(), e -> patience.cancel());
      }
      over.then(answer::complete, e -> failed(hop.peerId(), e));
    }

    private void failed(NodeId hop, PeerloomException e) {
      // The target signs its refusals, except of a message it cannot read, which is no fault of the
      // hop.
      boolean unread = e.code() == ErrorCode.INVALID_REQUEST;
      if (e.code() == ErrorCode.NO_ROUTE
          || e.code() == ErrorCode.CLOSED
          || e.code() == ErrorCode.TIMEOUT) {
        hints.failed(route.target(), hop);
      }
      pending--;
      if (failure == null || failure.code() == ErrorCode.NO_ROUTE || unread) {
        failure = e;
      }
      if (hops.hasNext() && e.code() != ErrorCode.TOO_LARGE) {
        next();
      } else {
        failIfNonePending();
      }
    }

    private void failIfNonePending() {
      if (pending == 0) {
        answer.fail(failure);
      }
    }
  }

  /** As {@link OverlayNetwork#towards}: avoids suspects if there are other hops. */
  List<Link> towards(
      Point target, NodeId without, boolean onlyCloser, int most, Predicate<Contact> condition) {
    Predicate<Contact> fit =
        c ->
            !c.id().equals(without)
                && condition.test(c)
                && (!onlyCloser || target.compareDistance(c.id(), self.id()) < 0);
    List<Link> nearest = links.closest(target, most, fit);
    boolean suspects = false;
    for (Link hop : nearest) {
      suspects |= hop.isSuspect();
    }
    if (!suspects) {
      return nearest;
    }
    List<Link> hops = links.closest(target, most, c -> fit.test(c) && !links.isSuspect(c.id()));
    return hops.isEmpty() ? nearest : hops;
  }
}
