package io.peerloom.core.overlay;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.EnvelopeCompression;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.wire.LinkMessage.Failure;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.RelayMessage;
import io.peerloom.core.wire.RoutingMessage;
import io.peerloom.core.wire.RoutingMessage.InviteDial;
import io.peerloom.core.wire.RoutingMessage.Route;
import io.peerloom.core.wire.RoutingMessage.Routed;
import io.peerloom.core.wire.RoutingMessage.Signal;
import java.util.List;

/** Sends requests over other peers to peers without a link. */
final class RoutedClient {
  private final Env env;
  private final Authority authority;
  private final RoutedEnvelopes envelopes;
  private final Forwarder forwarder;

  RoutedClient(Env env, Authority authority, RoutedEnvelopes envelopes, Forwarder forwarder) {
    this.env = env;
    this.authority = authority;
    this.envelopes = envelopes;
    this.forwarder = forwarder;
  }

  /** The answer of a peer, or the failure it signed; fails if nothing came back. */
  Promise<Message> request(NodeId target, Message body, int timeoutMillis) {
    return requestSigned(target, body, timeoutMillis).map(Failure::successful);
  }

  /** The signed answer of the target, which may be a refusal; fails if none came back. */
  private Promise<Message> requestSigned(NodeId target, Message body, int timeoutMillis) {
    long until = env.monotonicMillis() + timeoutMillis;
    List<byte[]> known = envelopes.knownTo(target);
    byte[] trace = authority.crypto().randomBytes(RoutingMessage.TRACE_BYTES);
    EnvelopeCompression.Announcement announced = authority.compression().announce(target);
    return envelopes
        .signedRoute(target, body, trace, announced.ids(), known)
        .flatMap(
            route ->
                forwarder
                    .forward(
                        route,
                        null,
                        timeoutMillis,
                        isAttempt(body),
                        answer -> envelopes.unwrapAnswer(answer, target, trace, announced))
                    .recover(
                        e -> {
                          envelopes.forgetCardHolder(target);
                          int left = (int) (until - env.monotonicMillis());
                          // A refusal is signed: this peer lacks the dictionary of the compression.
                          boolean unread = e.code() == ErrorCode.INVALID_REQUEST;
                          if (!unread || known.isEmpty() || left <= 0) {
                            return Promise.failed(unread ? unsigned(e) : e);
                          }
                          envelopes.stopGuessing();
                          return requestSigned(target, body, left);
                        }));
  }

  /** What a hop claims, which must not pass for the word of the target that it did not sign. */
  private static PeerloomException unsigned(PeerloomException e) {
    return new PeerloomException(ErrorCode.NO_ROUTE, "not forwarded: " + e.getMessage());
  }

  /**
   * A request signed for one peer, ready to be sent by somebody else, who can read it, too: nothing
   * is left out by compression.
   */
  Promise<Route> signedRoute(NodeId target, Message body, byte[] trace) {
    return envelopes.signedRoute(
        target, body, trace, authority.compression().known(target), List.of());
  }

  /** Verifies the answer of that peer to {@link #signedRoute}. */
  Promise<Message> verifyAnswer(Route asked, byte[] answer) {
    return envelopes
        .unwrapAnswer(
            new Routed(answer),
            asked.target(),
            asked.trace(),
            EnvelopeCompression.Announcement.NOTHING)
        .map(Failure::successful);
  }

  /** As {@link OverlayNetwork#forwardOffer}. */
  Promise<byte[]> forwardOffer(byte[] visitorKey, Route route) {
    return envelopes
        .unwrap(
            route.envelope(),
            route.target(),
            route.trace(),
            EnvelopeCompression.Announcement.NOTHING)
        .flatMap(
            inner -> {
              if (!Bytes.equal(inner.from().identityKey(), visitorKey)
                  || !(inner.message() instanceof Signal signal)
                  || signal.step() != Signal.COMPLETE_OFFER) {
                return Promise.failed(ErrorCode.INVALID_REQUEST, "not this visitor's offer");
              }
              byte[] visitor = inner.from().id().bytes();
              return forwarder.firstSeen(
                      Forwarder.ROUTED, route.trace(), visitor, inner.from().owner())
                  ? forwarder
                      .forward(route, null, OverlayNetwork.ROUTED_TIMEOUT_MILLIS, true, Promise::of)
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
   * Whether the request only serves to open a link, and so may fail: most peers that cannot be
   * reached have departed.
   */
  static boolean isAttempt(Message body) {
    return body instanceof Signal
        || body instanceof InviteDial
        || body instanceof RelayMessage.AskRelays;
  }
}
