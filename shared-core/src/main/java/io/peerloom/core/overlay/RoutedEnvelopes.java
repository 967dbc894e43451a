package io.peerloom.core.overlay;

import io.peerloom.core.base.BoundedMap;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.EnvelopeCompression;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.PeerCard;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.crypto.SignedEnvelope;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageCodec;
import io.peerloom.core.wire.RoutingMessage;
import io.peerloom.core.wire.RoutingMessage.Route;
import io.peerloom.core.wire.RoutingMessage.Routed;
import java.util.List;

/**
 * Seals messages that travel over other peers, and opens received ones. Both ends of a routed
 * exchange sign, with their cards, so the hops between are trusted with nothing but delivery. What
 * the reader has already, such as this peer's card, is left out by {@link EnvelopeCompression}.
 */
final class RoutedEnvelopes {
  /** How long a peer that has verified a card is assumed to have it; otherwise it is sent again. */
  private static final int CARD_KEPT_MILLIS = 20_000;

  /** How long no guess is made about what peers know, after one was wrong. */
  private static final int GUESS_AGAIN_MILLIS = 60_000;

  private record CardHolder(byte[] card, long at) {}

  /** An opened envelope: its sender, message and date, and what the answer may leave out. */
  record VerifiedEnvelope(ProvedPeer from, Message message, List<byte[]> known, long sentAt) {}

  private final Env env;
  private final Authority authority;
  private final Identity self;

  /** Peers that answered recently, and so have this peer's card. */
  private final BoundedMap<NodeId, CardHolder> cardHolders =
      new BoundedMap<>(Limits.MAX_CARD_HOLDERS);

  /** The identities of peers that answered lately. One that is evicted is not known. */
  private final BoundedMap<NodeId, Bytes> proved = new BoundedMap<>(Limits.MAX_PROVED_SENDERS);

  private long guessFrom;

  RoutedEnvelopes(Env env, Authority authority, Identity self) {
    this.env = env;
    this.authority = authority;
    this.self = self;
  }

  /** The identity of a peer that answered lately; null if it is not known. */
  Bytes identity(NodeId id) {
    return proved.get(id);
  }

  /** A request signed for one peer, ready to be sent. TOO_LARGE if it cannot be routed. */
  Promise<Route> signedRoute(
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

  /**
   * What that peer knows: this peer's card if it has just answered, else most likely the card's
   * issuer. If it does not, the request is repeated in full.
   */
  List<byte[]> knownTo(NodeId target) {
    CardHolder last = cardHolders.get(target);
    long now = env.monotonicMillis();
    if (last != null && last.card == self.card() && now - last.at < CARD_KEPT_MILLIS) {
      return authority.compression().knownOf(self.card());
    }
    return now < guessFrom ? List.of() : authority.compression().knownOfIssuer(self.card());
  }

  /** A peer did not answer, so it may not have this peer's card. */
  void forgetCardHolder(NodeId target) {
    cardHolders.remove(target);
  }

  /** A peer could not expand a message: for a while nothing is left out on a guess. */
  void stopGuessing() {
    guessFrom = env.monotonicMillis() + GUESS_AGAIN_MILLIS;
  }

  private byte[] shortened(byte[] envelope, List<byte[]> readerKnows) {
    return authority.compression().compress(envelope, self.card(), readerKnows);
  }

  private Promise<byte[]> wrap(NodeId target, byte[] trace, byte[] message, List<byte[]> known) {
    CborWriter body = new CborWriter(message.length + 900);
    body.array(5).bytes(self.keys().identityPublicKey()).ulong(env.wallMillis());
    body.bytes(message).list(known).bytes(self.card());
    return authority
        .sign(SignedEnvelope.Type.ROUTED, address(target, trace), body.toBytes(), self.keys())
        .map(SignedEnvelope::encoded);
  }

  /** What the route says of its envelope, and the asker knows of the answer. */
  private static byte[] address(NodeId target, byte[] trace) {
    return Bytes.concat(target.bytes(), trace);
  }

  /** Reads a message signed for that peer under that trace. */
  Promise<VerifiedEnvelope> unwrap(
      byte[] encoded, NodeId target, byte[] trace, EnvelopeCompression.Announcement announced) {
    SignedEnvelope envelope;
    byte[] key;
    byte[] card;
    long sentAt;
    Message message;
    List<byte[]> known;
    try {
      byte[] whole =
          authority.compression().expand(encoded, RoutingMessage.MAX_ROUTED_BYTES, announced);
      envelope = SignedEnvelope.decode(SignedEnvelope.Type.ROUTED, whole);
      CborReader in = new CborReader(envelope.body());
      int count = in.array(5);
      key = in.bytesOf(PeerCard.P256_BYTES);
      sentAt = in.ulong();
      message = MessageCodec.decode(in.bytes(RoutingMessage.MAX_ROUTED_BYTES));
      known = EnvelopeCompression.readIds(in);
      card = in.bytes(PeerCard.MAX_BYTES);
      in.rest(count, 5);
      in.end();
      authority.examine(card, key);
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
        .map(from -> new VerifiedEnvelope(from, message, known, sentAt));
  }

  /** The answer, which may be a refusal; fails if that peer has not signed it. */
  Promise<Message> unwrapAnswer(
      Message answer, NodeId expected, byte[] trace, EnvelopeCompression.Announcement announced) {
    if (!(answer instanceof Routed routed)) {
      return Promise.failed(ErrorCode.INVALID_REQUEST, "malformed");
    }
    return unwrap(routed.envelope(), self.id(), trace, announced)
        .map(
            inner -> {
              if (!inner.from.id().equals(expected)) {
                throw new PeerloomException(ErrorCode.INVALID_SIGNATURE, "malformed");
              }
              proved.put(expected, inner.from.owner().user());
              cardHolders.remove(expected);
              cardHolders.put(expected, new CardHolder(self.card(), env.monotonicMillis()));
              return inner.message;
            });
  }

  /** Long messages go over links only, so an answer that is too long becomes TOO_LARGE. */
  Promise<byte[]> wrapAnswer(VerifiedEnvelope asked, byte[] trace, Message answer) {
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
}
