package io.peerloom.core.pubsub;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.IdentityBundle;
import io.peerloom.core.crypto.PeerCard;
import io.peerloom.core.crypto.SignedEnvelope;
import io.peerloom.core.id.Key;
import io.peerloom.core.wire.TopicProtocol;

/**
 * A published message: immutable, signed with the publisher's Ed25519 key (R19.1), self-contained,
 * because it carries the bundle that ties that key to an identity. Holders have many, so a message
 * is stored only in its encoded form.
 *
 * @param id the first 16 bytes of its hash
 * @param identityKey the publisher's
 * @param stream random, new at each start of a publisher
 * @param sequence counts up within the stream, from 1
 * @param settled all lower sequence numbers have been acknowledged or have failed; 0 if the
 *     publisher does not say
 * @param publishedAt wall-clock milliseconds; never goes back within a stream
 * @param encoded the envelope as sent
 */
public record TopicItem(
    Bytes id,
    Key topic,
    byte[] identityKey,
    Bytes stream,
    long sequence,
    long settled,
    long publishedAt,
    int ttlSeconds,
    byte[] encoded)
    implements Comparable<TopicItem> {

  static final int STREAM_BYTES = 8;

  static Promise<TopicItem> sign(
      Authority authority,
      Identity self,
      Key topic,
      byte[] stream,
      long sequence,
      long settled,
      long publishedAt,
      int ttlSeconds,
      byte[] payload) {
    CborWriter body = new CborWriter(payload.length + 360);
    body.array(9).bytes(self.keys().topicPublicKey()).bytes(self.bundle()).bytes(topic.bytes());
    body.bytes(stream).ulong(sequence).ulong(publishedAt).uint(ttlSeconds).bytes(payload);
    body.ulong(sequence - settled);
    return authority
        .sign(SignedEnvelope.Type.MESSAGE, body.toBytes(), self.keys())
        .map(envelope -> decode(authority.hash(), envelope.encoded()));
  }

  /** Reads a message without verifying it. */
  static TopicItem decode(Hash hash, byte[] encoded) {
    return new Body(hash, encoded).item;
  }

  /** The decoded parts of a message. */
  private static final class Body {
    final SignedEnvelope envelope;
    final IdentityBundle bundle;
    final byte[] payload;
    final TopicItem item;

    Body(Hash hash, byte[] encoded) {
      envelope = SignedEnvelope.decode(SignedEnvelope.Type.MESSAGE, encoded);
      CborReader in = new CborReader(envelope.body());
      int count = in.array(8);
      byte[] topicKey = in.bytesOf(PeerCard.ED25519_BYTES);
      bundle = IdentityBundle.decode(in.bytes(IdentityBundle.MAX_BYTES));
      Key topic = new Key(in.bytesOf(Key.BYTES));
      Bytes stream = Bytes.wrap(in.bytesOf(STREAM_BYTES));
      long sequence = in.ulong();
      long publishedAt = in.ulong();
      int ttlSeconds = in.uint(Limits.MAX_TTL_SECONDS);
      payload = in.bytes(Limits.MAX_TOPIC_MESSAGE_BYTES + 1 + TopicCipher.ADDED_BYTES);
      item =
          new TopicItem(
              Bytes.wrap(Bytes.slice(hash.sha256(encoded), 0, TopicProtocol.ID_BYTES)),
              topic,
              bundle.identityKey(),
              stream,
              sequence,
              count > 8 ? sequence - in.ulong() : 0,
              publishedAt,
              ttlSeconds,
              encoded);
      in.rest(count, 9);
      in.end();
      if (!Bytes.equal(topicKey, bundle.topicKey())) {
        throw new PeerloomException(ErrorCode.INVALID_SIGNATURE, "malformed");
      }
      int most = Limits.MAX_TOPIC_MESSAGE_BYTES + 1;
      if (payload.length == 0
          || payload.length > most && payload[0] != TopicCipher.SEALED
          || item.ttlSeconds == 0
          || item.sequence == 0
          || item.sequence > Limits.MAX_SEQUENCE) {
        throw new PeerloomException(ErrorCode.INVALID_REQUEST, "malformed");
      }
    }
  }

  /**
   * Reads and verifies a message of a topic; the promise holds null if the message has expired.
   *
   * @param verified messages verified before, whose ids say that they are the same bytes
   */
  static Promise<TopicItem> verified(
      Authority authority, Key topic, byte[] encoded, long now, MessageCollection verified) {
    Body read;
    try {
      read = new Body(authority.hash(), encoded);
    } catch (PeerloomException e) {
      return Promise.failed(e);
    }
    TopicItem item = read.item;
    if (!item.topic.equals(topic)) {
      return Promise.failed(ErrorCode.INVALID_REQUEST, "message of another topic");
    }
    if (item.publishedAt > now + Limits.MAX_AHEAD_MILLIS) {
      return Promise.failed(
          ErrorCode.CLOCK_SKEW,
          "published " + (item.publishedAt - now) / 1000 + " s ahead of time");
    }
    if (item.isExpired(now)) {
      return Promise.of(null);
    }
    if (verified.contains(item)) {
      return Promise.of(item);
    }
    return authority
        .verifyBundle(read.bundle)
        .flatMap(ok -> authority.verify(read.envelope, read.bundle.topicKey()))
        .map(ok -> item);
  }

  /**
   * Identifies a stream: its publisher, and its random number, which is unique only per publisher.
   */
  Bytes streamName() {
    return Bytes.wrap(Bytes.concat(identityKey, stream.array()));
  }

  /** As published: the format byte and the value, or what {@link TopicCipher} made of them. */
  public byte[] payload(Hash hash) {
    return new Body(hash, encoded).payload;
  }

  boolean isExpired(long now) {
    return expiresAt() <= now;
  }

  /** In wall-clock milliseconds. */
  public long expiresAt() {
    return publishedAt + ttlSeconds * 1000L;
  }

  /** By time, then by stream, then by sequence. */
  @Override
  public int compareTo(TopicItem other) {
    if (publishedAt != other.publishedAt) {
      return Long.compare(publishedAt, other.publishedAt);
    }
    int streams = stream.compareTo(other.stream);
    streams = streams != 0 ? streams : Bytes.compare(identityKey, other.identityKey);
    if (streams != 0) {
      return streams;
    }
    int sequences = Long.compare(sequence, other.sequence);
    return sequences != 0 ? sequences : id.compareTo(other.id);
  }
}
