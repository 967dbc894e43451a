package io.peerloom.core.pubsub;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.PeerCard;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.crypto.SignedEnvelope;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;

/**
 * A subscriber's signed, expiring claim to pushes. A member accepts each once; renewing takes a
 * fresh signature with a later timestamp, so a replayed lease renews nothing (R19.3).
 */
record Lease(Key topic, NodeId subscriber, byte[] topicKey, long issuedAt, long expiresAt) {
  static final long LASTS_MILLIS = 5 * 60_000;

  static Promise<byte[]> sign(Authority authority, Identity self, Key topic, long now) {
    CborWriter body = new CborWriter(160);
    body.array(5).bytes(self.keys().topicPublicKey()).bytes(topic.bytes());
    body.bytes(self.id().bytes()).ulong(now).ulong(now + LASTS_MILLIS);
    return authority
        .sign(SignedEnvelope.Type.LEASE, body.toBytes(), self.keys())
        .map(SignedEnvelope::encoded);
  }

  /**
   * Reads a lease and verifies that its sender signed it for this topic and that it is valid now.
   */
  static Promise<Lease> verified(
      Authority authority, ProvedPeer from, Key topic, byte[] encoded, long now) {
    SignedEnvelope envelope = SignedEnvelope.decode(SignedEnvelope.Type.LEASE, encoded);
    CborReader in = new CborReader(envelope.body());
    int count = in.array(5);
    byte[] topicKey = in.bytesOf(PeerCard.ED25519_BYTES);
    Lease lease =
        new Lease(
            new Key(in.bytesOf(Key.BYTES)),
            NodeId.of(in.bytesOf(NodeId.BYTES)),
            topicKey,
            in.ulong(),
            in.ulong());
    in.rest(count, 5);
    in.end();
    if (!lease.topic.equals(topic)
        || !lease.subscriber.equals(from.id())
        || !Bytes.equal(topicKey, from.topicKey())) {
      throw new PeerloomException(ErrorCode.UNAUTHORIZED, "lease of another");
    }
    if (lease.issuedAt > now + Limits.MAX_AHEAD_MILLIS
        || lease.expiresAt <= now
        || lease.expiresAt > lease.issuedAt + LASTS_MILLIS) {
      throw new PeerloomException(ErrorCode.CLOCK_SKEW, "lease outside its time; it is " + now);
    }
    return authority.verify(envelope, topicKey).map(ok -> lease);
  }
}
