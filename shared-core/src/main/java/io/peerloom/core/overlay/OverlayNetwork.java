package io.peerloom.core.overlay;

import io.peerloom.core.base.BoundedMap;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Timer;
import io.peerloom.core.connection.Link;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.EnvelopeCompression;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.PeerCard;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.crypto.SignedEnvelope;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.Point;
import io.peerloom.core.links.LinkTable;
import io.peerloom.core.routing.Contact;
import io.peerloom.core.rpc.Dispatcher;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.LinkMessage.Failure;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageCodec;
import io.peerloom.core.wire.RoutingMessage;
import io.peerloom.core.wire.RoutingMessage.Found;
import io.peerloom.core.wire.RoutingMessage.InviteDial;
import io.peerloom.core.wire.RoutingMessage.Route;
import io.peerloom.core.wire.RoutingMessage.Routed;
import io.peerloom.core.wire.RoutingMessage.Signal;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Requests to a peer by id: over the link where there is one, else from link to link towards it
 * (decision 8). Both ends of a routed exchange sign, with their cards, so the hops between are
 * trusted with nothing but delivery.
 */
public final class OverlayNetwork {
  /** Deadline of a request to a peer without a link (R12.5). */
  public static final int ROUTED_TIMEOUT_MILLIS = 3_000;

  private static final int MAX_TRACES = 4096;
  private static final int MAX_SHOWN = 64;

  /** So long whoever has verified a card is taken to have it; one that has not is told again. */
  private static final int SHOWN_MILLIS = 20_000;

  /** So long nobody is taken to know what most do, after somebody did not. */
  private static final int GUESS_AGAIN_MILLIS = 60_000;

  private static final int FIRST_WAYS = 2;

  private final Env env;
  private final Authority authority;
  private final Identity self;
  private final LinkTable links;
  private final Dispatcher dispatcher;
  private final PacedRequests paced;
  private final BoundedMap<Bytes, Long> traces = new BoundedMap<>(MAX_TRACES);

  private final NextHopHints signposts = new NextHopHints();

  private long guessFrom;

  private record Shown(byte[] card, long at) {}

  /** Who answered last, and so has this peer's card. */
  private final BoundedMap<NodeId, Shown> shown = new BoundedMap<>(MAX_SHOWN);

  public OverlayNetwork(
      Env env, Authority authority, Identity self, LinkTable links, Dispatcher dispatcher) {
    this.env = env;
    this.authority = authority;
    this.self = self;
    this.links = links;
    this.dispatcher = dispatcher;
    paced = new PacedRequests(env);
    links.addListener(signposts);
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
    return routed(target, body, Math.min(timeoutMillis, ROUTED_TIMEOUT_MILLIS));
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
    if (links.link(id) != null && !isSuspect(id)) {
      links.link(id).suspect();
    }
  }

  /** Whether a linked peer owes a sign of life. */
  public boolean isSuspect(NodeId id) {
    Link link = links.link(id);
    return link != null && link.isSuspect();
  }

  private Promise<Message> routed(NodeId target, Message body, int timeoutMillis) {
    return answered(target, body, timeoutMillis).map(Failure::successful);
  }

  /** What the target signed, which may be a refusal; fails where nothing of it came back. */
  private Promise<Message> answered(NodeId target, Message body, int timeoutMillis) {
    long until = env.monotonicMillis() + timeoutMillis;
    List<byte[]> known = knownTo(target);
    byte[] trace = authority.crypto().randomBytes(RoutingMessage.TRACE_BYTES);
    EnvelopeCompression.Told told = authority.shorthand().tell(target);
    return sealed(target, body, trace, told.names(), known)
        .flatMap(
            route ->
                forward(
                        route,
                        null,
                        timeoutMillis,
                        isAttempt(body),
                        answer -> unwrapAnswer(answer, target, trace, told))
                    .recover(
                        e -> {
                          shown.remove(target);
                          int left = (int) (until - env.monotonicMillis());
                          // What it refuses comes signed: here it lacks what this is folded on.
                          boolean unread = e.code() == ErrorCode.INVALID_REQUEST;
                          if (!unread || known.isEmpty() || left <= 0) {
                            return Promise.failed(e);
                          }
                          guessFrom = env.monotonicMillis() + GUESS_AGAIN_MILLIS;
                          return answered(target, body, left);
                        }));
  }

  /**
   * A request as it travels, signed for one peer, for somebody else to send, who reads it, too: so
   * it is folded on nothing.
   */
  public Promise<Route> sealed(NodeId target, Message body, byte[] trace) {
    return sealed(target, body, trace, authority.shorthand().known(target), List.of());
  }

  private Promise<Route> sealed(
      NodeId target, Message body, byte[] trace, List<byte[]> known, List<byte[]> readerKnows) {
    return wrap(target, trace, MessageCodec.encode(body), known)
        .map(
            envelope -> {
              if (envelope.length > RoutingMessage.MAX_ROUTED_BYTES) {
                throw new PeerloomException(
                    ErrorCode.TOO_LARGE, "routed message of " + envelope.length);
              }
              byte[] form = shortened(envelope, readerKnows);
              return new Route(target, trace, RoutingMessage.MAX_HOPS, form);
            });
  }

  /** What the peer it was signed for answered to {@link #sealed}. */
  public Promise<Message> opened(Route asked, byte[] answer) {
    return unwrapAnswer(
            new Routed(answer), asked.target(), asked.trace(), EnvelopeCompression.Told.NOTHING)
        .map(Failure::successful);
  }

  /**
   * Passes a complete offer of a visitor without a link on, once; the answer, null where none
   * comes, is for the visitor to open. Nobody is troubled with what is forged (INVALID_SIGNATURE
   * and what else is wrong with its card), or is another's or no offer (INVALID_REQUEST).
   *
   * @param visitorKey the identity key that must have signed it
   */
  public Promise<byte[]> carry(byte[] visitorKey, Route route) {
    return unwrap(route.envelope(), route.target(), route.trace(), EnvelopeCompression.Told.NOTHING)
        .flatMap(
            inner -> {
              if (!Bytes.equal(inner.from.identityKey(), visitorKey)
                  || !(inner.message instanceof Signal signal)
                  || signal.step() != Signal.COMPLETE_OFFER) {
                return Promise.failed(ErrorCode.INVALID_REQUEST, "not this visitor's offer");
              }
              return firstSeen(route.trace())
                  ? forward(route, null, ROUTED_TIMEOUT_MILLIS, true, Promise::of)
                      .map(answer -> answer instanceof Routed routed ? routed.envelope() : null)
                      .recover(e -> unanswered(route, e))
                  : Promise.of(null);
            });
  }

  private Promise<byte[]> unanswered(Route offer, PeerloomException reason) {
    env.log(LogLevel.INFO, "no answer of " + offer.target() + " to a visitor's offer: " + reason);
    return Promise.of(null);
  }

  /**
   * What that peer knows: one's card where it answered a moment ago, else most likely who issued
   * it. Where it does not, it is told again in full.
   */
  private List<byte[]> knownTo(NodeId target) {
    Shown last = shown.get(target);
    long now = env.monotonicMillis();
    if (last != null && last.card == self.card() && now - last.at < SHOWN_MILLIS) {
      return authority.shorthand().knownOf(self.card());
    }
    return now < guessFrom ? List.of() : authority.shorthand().knownOfIssuer(self.card());
  }

  private byte[] shortened(byte[] envelope, List<byte[]> readerKnows) {
    return authority.shorthand().shorten(envelope, self.card(), readerKnows);
  }

  private Promise<byte[]> wrap(NodeId target, byte[] trace, byte[] message, List<byte[]> known) {
    CborWriter body = new CborWriter(message.length + 900);
    body.array(5).bytes(self.keys().identityPublicKey()).ulong(env.wallMillis());
    body.bytes(message).list(known).bytes(self.card());
    return authority
        .sign(SignedEnvelope.Type.ROUTED, address(target, trace), body.toBytes(), self.keys())
        .map(SignedEnvelope::encoded);
  }

  /** What a route says of its envelope, and who asked knows of the answer. */
  private static byte[] address(NodeId target, byte[] trace) {
    return Bytes.concat(target.bytes(), trace);
  }

  private record Unwrapped(ProvedPeer from, Message message, List<byte[]> known) {}

  /** Reads what was signed for that peer under that trace. */
  private Promise<Unwrapped> unwrap(
      byte[] encoded, NodeId target, byte[] trace, EnvelopeCompression.Told told) {
    SignedEnvelope envelope;
    byte[] key;
    byte[] card;
    long sentAt;
    Message message;
    List<byte[]> known;
    try {
      byte[] whole = authority.shorthand().expand(encoded, RoutingMessage.MAX_ROUTED_BYTES, told);
      envelope = SignedEnvelope.decode(SignedEnvelope.Type.ROUTED, whole);
      CborReader in = new CborReader(envelope.body());
      int count = in.array(5);
      key = in.bytesOf(PeerCard.P256_BYTES);
      sentAt = in.ulong();
      message = MessageCodec.decode(in.bytes(RoutingMessage.MAX_ROUTED_BYTES));
      known = EnvelopeCompression.readNames(in);
      card = in.bytes(PeerCard.MAX_BYTES);
      in.rest(count, 5);
      in.end();
    } catch (PeerloomException e) {
      return Promise.failed(e);
    }
    long ahead = sentAt - env.wallMillis();
    if (Math.abs(ahead) > Limits.MAX_AHEAD_MILLIS) {
      return Promise.failed(ErrorCode.CLOCK_SKEW, "sent " + ahead / 1000 + " s ahead of time");
    }
    return authority
        .verify(envelope, address(target, trace), key)
        .flatMap(ok -> authority.prove(card))
        .map(
            from -> {
              if (!Bytes.equal(from.identityKey(), key)) {
                throw new PeerloomException(ErrorCode.INVALID_SIGNATURE, "card of another key");
              }
              return new Unwrapped(from, message, known);
            });
  }

  /** The answer, which may be a refusal; fails where it is not what that peer signed. */
  private Promise<Message> unwrapAnswer(
      Message answer, NodeId expected, byte[] trace, EnvelopeCompression.Told told) {
    if (!(answer instanceof Routed routed)) {
      return Promise.failed(ErrorCode.INVALID_REQUEST, "a routed answer of another kind");
    }
    return unwrap(routed.envelope(), self.id(), trace, told)
        .map(
            inner -> {
              if (!inner.from.id().equals(expected)) {
                throw new PeerloomException(ErrorCode.INVALID_SIGNATURE, "answer of another");
              }
              shown.remove(expected);
              shown.put(expected, new Shown(self.card(), env.monotonicMillis()));
              return inner.message;
            });
  }

  /** Passes a routed message on towards its target, or answers it when it has arrived. */
  public Promise<Message> route(ProvedPeer from, Route route) {
    if (route.target().equals(self.id())) {
      return arrive(from.id(), route);
    }
    if (route.hops() == 0 || !firstSeen(route.trace())) {
      return Promise.failed(ErrorCode.NO_ROUTE, "hops used up, or been here");
    }
    Route next = new Route(route.target(), route.trace(), route.hops() - 1, route.envelope());
    return forward(next, from.id(), ROUTED_TIMEOUT_MILLIS, false, Promise::of);
  }

  /** Whether this trace is new here; no peer carries one message twice. */
  public boolean firstSeen(byte[] trace) {
    long now = env.monotonicMillis();
    Iterator<Long> oldest = traces.values().iterator();
    while (oldest.hasNext() && now - oldest.next() >= Dispatcher.ANSWER_KEPT_MILLIS) {
      oldest.remove();
    }
    return traces.putIfAbsent(Bytes.wrap(trace), now) == null;
  }

  private Promise<Message> arrive(NodeId over, Route route) {
    return unwrap(route.envelope(), route.target(), route.trace(), EnvelopeCompression.Told.NOTHING)
        .flatMap(
            inner -> {
              signposts.spoke(inner.from.id(), over);
              Bytes name = Bytes.wrap(Bytes.concat(inner.from.id().bytes(), route.trace()));
              return dispatcher.dispatchOnce(
                  name,
                  () ->
                      dispatcher
                          .dispatch(inner.from, inner.message)
                          .recover(e -> Promise.of(failureOf(e)))
                          .flatMap(answer -> wrapAnswer(inner, route.trace(), answer))
                          .map(Routed::new));
            });
  }

  /** Bulk goes over links only, so an answer that is too long is told as such. */
  private Promise<byte[]> wrapAnswer(Unwrapped asked, byte[] trace, Message answer) {
    return wrap(asked.from.id(), trace, MessageCodec.encode(answer), List.of())
        .flatMap(
            envelope ->
                envelope.length <= RoutingMessage.MAX_ROUTED_BYTES
                    ? Promise.of(envelope)
                    : wrap(
                        asked.from.id(),
                        trace,
                        MessageCodec.encode(
                            new LinkMessage.Failure(ErrorCode.TOO_LARGE, "needs a link", 0)),
                        List.of()))
        .map(envelope -> shortened(envelope, asked.known));
  }

  private static Message failureOf(PeerloomException e) {
    return new LinkMessage.Failure(e.code(), "", e.retryAfterMillis());
  }

  /**
   * Whether it is about a link, which need not come about: most that cannot be reached are gone.
   */
  private static boolean isAttempt(Message body) {
    return body instanceof Signal || body instanceof InviteDial;
  }

  /**
   * Passes it to the next on the way.
   *
   * @param onlyPosted whether a second way is worth its messages only to somebody whom others named
   * @param check what becomes of an answer; another way is tried where it is none
   */
  private Promise<Message> forward(
      Route route,
      NodeId cameFrom,
      int timeoutMillis,
      boolean onlyPosted,
      Function<Message, Promise<Message>> check) {
    Link direct = links.link(route.target());
    if (direct != null) {
      return new Delivery(route, List.of(direct), timeoutMillis, check).start();
    }
    int gone = RoutingMessage.MAX_HOPS - route.hops();
    List<Link> ways = towards(route.target(), cameFrom, gone > 1, FIRST_WAYS);
    boolean posted = false;
    for (NodeId over : signposts.to(route.target())) {
      Link way = over.equals(cameFrom) ? null : links.link(over);
      if (way != null) {
        ways.remove(way);
        ways.add(0, way);
        posted = true;
      }
    }
    // A second way only at the first hop, or a message to who is gone would visit everybody.
    int most = gone == 0 && (posted || !onlyPosted) ? FIRST_WAYS : 1;
    while (ways.size() > most) {
      ways.remove(most);
    }
    return new Delivery(route, ways, timeoutMillis, check).start();
  }

  /** These were named over that link, which may be the way to them. */
  public void named(Found found, NodeId over) {
    if (links.link(over) != null) {
      signposts.named(found, over);
    }
  }

  /**
   * One message over one way after the other: the next where one refuses, and beside one that has
   * said nothing for half of the time there is. The target knows what it has answered already.
   */
  private final class Delivery {
    private final Promise<Message> answer = new Promise<>();
    private final Route route;
    private final Iterator<Link> ways;
    private final Function<Message, Promise<Message>> check;
    private final long until;
    private int open;
    private PeerloomException failure;

    Delivery(
        Route route,
        List<Link> ways,
        int timeoutMillis,
        Function<Message, Promise<Message>> check) {
      this.route = route;
      this.check = check;
      this.ways = ways.iterator();
      this.until = env.monotonicMillis() + timeoutMillis;
    }

    Promise<Message> start() {
      if (ways.hasNext()) {
        next();
      } else {
        answer.fail(new PeerloomException(ErrorCode.NO_ROUTE, "no way to " + route.target()));
      }
      return answer;
    }

    private void next() {
      int left = (int) (until - env.monotonicMillis());
      if (left <= 0) {
        // The machine slept; an earlier way that is still open ends with its own timeout.
        failure = new PeerloomException(ErrorCode.TIMEOUT, "no time left for another way");
        failIfNoneIsOpen();
        return;
      }
      open++;
      Link way = ways.next();
      Promise<Message> over = way.request(route, left).flatMap(check);
      if (ways.hasNext()) {
        Timer patience =
            env.after(
                left / 2,
                () -> {
                  signposts.misled(route.target(), way.peerId());
                  next();
                });
        over.then(ok -> patience.cancel(), e -> patience.cancel());
      }
      over.then(answer::complete, e -> failed(way.peerId(), e));
    }

    private void failed(NodeId way, PeerloomException e) {
      // What the target refuses comes back signed; but what it cannot read is not the way's fault.
      boolean unread = e.code() == ErrorCode.INVALID_REQUEST;
      if (e.code() == ErrorCode.NO_ROUTE
          || e.code() == ErrorCode.CLOSED
          || e.code() == ErrorCode.TIMEOUT) {
        signposts.misled(route.target(), way);
      }
      open--;
      if (failure == null || failure.code() == ErrorCode.NO_ROUTE || unread) {
        failure = e;
      }
      if (ways.hasNext() && e.code() != ErrorCode.TOO_LARGE) {
        next();
      } else {
        failIfNoneIsOpen();
      }
    }

    private void failIfNoneIsOpen() {
      if (open == 0) {
        answer.fail(failure);
      }
    }
  }

  /** The {@code most} links closest to a point, without one; only those closer than oneself? */
  public List<Link> towards(Point target, NodeId without, boolean onlyCloser, int most) {
    return towards(target, without, onlyCloser, most, any -> true);
  }

  /** The same among those that satisfy a condition. */
  public List<Link> towards(
      Point target, NodeId without, boolean onlyCloser, int most, Predicate<Contact> condition) {
    Predicate<Contact> fit =
        c ->
            !c.id().equals(without)
                && condition.test(c)
                && (!onlyCloser || target.compareDistance(c.id(), self.id()) < 0);
    List<Link> nearest = links.closest(target, most, fit);
    boolean suspects = false;
    for (Link way : nearest) {
      suspects |= way.isSuspect();
    }
    if (!suspects) {
      return nearest;
    }
    List<Link> ways = links.closest(target, most, c -> fit.test(c) && !isSuspect(c.id()));
    return ways.isEmpty() ? nearest : ways;
  }
}
