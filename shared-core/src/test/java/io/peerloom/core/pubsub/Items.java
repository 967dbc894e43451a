package io.peerloom.core.pubsub;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.FairShares;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.crypto.IdentityBundle;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.Sha256;
import io.peerloom.core.crypto.SignedEnvelope;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.wire.TopicProtocol.SpanRange;
import java.util.ArrayList;
import java.util.List;

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
    return item(0, stream, sequence, underWay, publishedAt, ttlSeconds, 1);
  }

  /** The same of one of several publishers, with a value of so many bytes. */
  static TopicItem item(
      int publisher,
      long stream,
      long sequence,
      long underWay,
      long publishedAt,
      int ttlSeconds,
      int bytes) {
    byte[] network = new byte[32];
    byte[] bundle =
        IdentityBundle.of(new Unsigned(publisher), network).value().envelope().encoded();
    CborWriter body = new CborWriter();
    body.array(underWay < 0 ? 8 : 9).bytes(new byte[32]).bytes(bundle).bytes(TOPIC.bytes());
    body.bytes(Bytes.bigEndian(stream)).ulong(sequence).ulong(publishedAt).uint(ttlSeconds);
    body.bytes(new byte[bytes]);
    if (underWay >= 0) {
      body.ulong(underWay);
    }
    byte[] encoded =
        SignedEnvelope.sign(
                SignedEnvelope.Type.MESSAGE, network, body.toBytes(), new Unsigned(publisher))
            .value()
            .encoded();
    return TopicItem.decode(HASH, encoded);
  }

  /** As a peer remembers the message of a stream. */
  static IndexedMessage indexed(int stream, int sequence, long publishedAt) {
    return IndexedMessage.of(item(stream, sequence, publishedAt));
  }

  /** The index of some messages. */
  static MessageCollection collection(List<TopicItem> items) {
    MessageCollection collection = new MessageCollection(HASH);
    items.forEach(item -> collection.add(IndexedMessage.of(item)));
    return collection;
  }

  /** What a collection has. */
  static List<IndexedMessage> all(MessageCollection collection) {
    return collection.missingFrom(new MessageCollection(HASH), SpanRange.ALL);
  }

  /** The messages of a topic that a member has stored, in order. */
  static List<TopicItem> stored(TopicHolder holder, Key topic) {
    Coordinator coordinator = holder.coordinator(topic).value();
    List<TopicItem> stored = new ArrayList<>();
    for (byte[] encoded : holder.read(coordinator, all(coordinator.messages())).value()) {
      stored.add(TopicItem.decode(HASH, encoded));
    }
    stored.sort(null);
    return stored;
  }

  /** A coordinator of that topic. */
  static Coordinator coordinator() {
    return new Coordinator(TOPIC, HASH, new FairShares(Limits.MAX_LEASES_OF_MEMBER));
  }

  /** A publisher that nobody invited. */
  static Owner publisher(byte[] identityKey) {
    return Owner.of(Bytes.wrap(identityKey));
  }

  /** A subscriber with an identity of its own. */
  static Owner owner(NodeId subscriber) {
    return Owner.of(Bytes.wrap(subscriber.bytes()));
  }

  private static final class Unsigned implements IdentityKeys {
    private final int publisher;

    Unsigned(int publisher) {
      this.publisher = publisher;
    }

    @Override
    public byte[] identityPublicKey() {
      byte[] key = new byte[65];
      key[0] = (byte) publisher;
      return key;
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
