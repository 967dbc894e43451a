package io.peerloom.core.pubsub;

import io.peerloom.core.base.FairShares;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Owner;
import io.peerloom.core.id.Key;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Decides which messages one member has room for: the bytes of each topic, the bytes of all topics,
 * and the topics themselves are shared among the publishers. A topic counts for whoever published
 * the first of its messages here. Messages that are being stored count like stored ones, or a burst
 * would take more than a share.
 */
final class TopicRoom {
  /** What a message takes in memory and on disk beside its bytes. */
  private static final int ITEM_OVERHEAD_BYTES = 512;

  /**
   * A topic takes a kilobyte and a half of memory beside its messages, as much as fifteen messages
   * do: it counts like one more of so many bytes, and that one's overhead.
   */
  private static final int TOPIC_BYTES = 14 * ITEM_OVERHEAD_BYTES;

  /** Who may store less has room for topics as if this were its quota. */
  private static final long LEAST_QUOTA_BYTES = 16 << 20;

  private static final class Topic {
    final Owner owner;

    /** Stands for the topic itself, as a message of whoever published the first one. */
    final IndexedMessage itself;

    final MessageShares bytes;
    int messages;

    Topic(Owner owner, IndexedMessage itself, MessageShares bytes) {
      this.owner = owner;
      this.itself = itself;
      this.bytes = bytes;
    }
  }

  private final FairShares slots;
  private final MessageShares bytes;
  private final long quotaBytes;
  private final Function<byte[], Owner> owners;

  /** The topics with messages: at most {@link Limits#MAX_TOPICS_OF_MEMBER}. */
  private final Map<Key, Topic> topics = new LinkedHashMap<>();

  /**
   * All room is free.
   *
   * @param quotaBytes the most bytes of records that the peer may store
   * @param owners for whom the messages of an identity count
   */
  TopicRoom(long quotaBytes, Function<byte[], Owner> owners) {
    this.owners = owners;
    this.quotaBytes = Math.max(LEAST_QUOTA_BYTES, quotaBytes);
    slots =
        new FairShares(
            Math.max(Limits.LEAST_TOPICS_OF_MEMBER, scaled(Limits.MAX_TOPICS_OF_MEMBER)));
    bytes =
        new MessageShares(
            scaled(Limits.MAX_TOPIC_BYTES_OF_MEMBER),
            scaled(Limits.MAX_MERGED_BYTES_OF_MEMBER),
            ITEM_OVERHEAD_BYTES,
            owners);
  }

  /** A limit of a peer that may store {@link Limits#MAX_STORED_BYTES}, for this one. */
  private long scaled(long limit) {
    return limit * Math.min(quotaBytes, Limits.MAX_STORED_BYTES) / Limits.MAX_STORED_BYTES;
  }

  /**
   * Reserves room for a message that is not here.
   *
   * @param acknowledged whether another member acknowledged it
   * @return whether its publisher has a share left
   */
  boolean reserve(Key of, IndexedMessage message, boolean acknowledged) {
    Topic topic = topics.get(of);
    boolean fits =
        topic == null
            ? bytes.hasShare(
                    longer(message, TOPIC_BYTES + ITEM_OVERHEAD_BYTES + message.length()),
                    acknowledged)
                && slots.hasShare(owner(message), 1)
            : bytes.hasShare(message, acknowledged) && topic.bytes.hasShare(message, acknowledged);
    if (fits) {
      add(of, message);
    }
    return fits;
  }

  private static IndexedMessage longer(IndexedMessage message, int length) {
    return new IndexedMessage(
        message.id(), message.publisher(), message.publishedAt(), message.expiresAt(), length);
  }

  private Owner owner(IndexedMessage message) {
    return owners.apply(message.publisher().array());
  }

  /** Counts a message that was stored before: it stays, whatever its publisher's share. */
  void add(Key of, IndexedMessage message) {
    Topic topic = topics.get(of);
    if (topic == null) {
      MessageShares shares =
          new MessageShares(
              scaled(Limits.MAX_TOPIC_BYTES), scaled(Limits.MAX_MERGED_TOPIC_BYTES), 0, owners);
      topic = new Topic(owner(message), longer(message, TOPIC_BYTES), shares);
      topics.put(of, topic);
      slots.add(topic.owner, 1);
      bytes.add(topic.itself);
    }
    topic.messages++;
    topic.bytes.add(message);
    bytes.add(message);
  }

  /** A message has expired, or could not be stored. */
  void release(Key of, IndexedMessage message) {
    Topic topic = topics.get(of);
    topic.bytes.remove(message);
    bytes.remove(message);
    if (--topic.messages == 0) {
      topics.remove(of);
      slots.add(topic.owner, -1);
      bytes.remove(topic.itself);
    }
  }

  /** Whether a topic has no messages, and none is being stored. */
  boolean isEmpty(Key topic) {
    return !topics.containsKey(topic);
  }
}
