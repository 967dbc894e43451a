package io.peerloom.core.pubsub;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.crypto.IdentityBundle;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.Sha256;
import io.peerloom.core.crypto.SignedEnvelope;
import io.peerloom.core.id.Key;

/**
 * Topic messages whose signatures nobody checks, for the deciders that only order and collect; they
 * run on both runtimes, where no cryptography is at hand.
 */
final class Items {
  static final Hash HASH = new Sha256();
  static final Key TOPIC = new Key(new byte[Key.BYTES]);

  private Items() {}

  /** A message of a stream, published at that moment and good for an hour. */
  static TopicItem item(int stream, int sequence, long publishedAt) {
    return item(stream, sequence, publishedAt, 3600);
  }

  static TopicItem item(int stream, int sequence, long publishedAt, int ttlSeconds) {
    return item(stream, sequence, -1, publishedAt, ttlSeconds);
  }

  /**
   * The same of a publisher that had that many under way just before it; with -1 it does not say.
   */
  static TopicItem item(int stream, int sequence, int underWay, long publishedAt, int ttlSeconds) {
    byte[] network = new byte[32];
    byte[] bundle = IdentityBundle.of(Unsigned.KEYS, network).value().envelope().encoded();
    CborWriter body = new CborWriter();
    body.array(underWay < 0 ? 8 : 9)
        .bytes(Unsigned.KEYS.topicPublicKey())
        .bytes(bundle)
        .bytes(TOPIC.bytes());
    body.bytes(Bytes.bigEndian(stream)).ulong(sequence).ulong(publishedAt).uint(ttlSeconds);
    body.bytes(new byte[] {1});
    if (underWay >= 0) {
      body.ulong(underWay);
    }
    byte[] encoded =
        SignedEnvelope.sign(SignedEnvelope.Type.MESSAGE, network, body.toBytes(), Unsigned.KEYS)
            .value()
            .encoded();
    return TopicItem.decode(HASH, encoded);
  }

  private static final class Unsigned implements IdentityKeys {
    static final Unsigned KEYS = new Unsigned();

    @Override
    public byte[] identityPublicKey() {
      return new byte[65];
    }

    @Override
    public byte[] topicPublicKey() {
      return new byte[32];
    }

    @Override
    public Promise<byte[]> signIdentity(byte[] message) {
      return Promise.of(new byte[64]);
    }

    @Override
    public Promise<byte[]> signTopic(byte[] message) {
      return Promise.of(new byte[64]);
    }

    @Override
    public Promise<byte[]> agree(byte[] otherPublicKey) {
      return Promise.of(new byte[32]);
    }
  }
}
