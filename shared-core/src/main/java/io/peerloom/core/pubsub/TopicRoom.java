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
   * What a topic takes beside its messages: in memory a kilobyte and a half, as much as fifteen
   * messages take of theirs.
   */
  private static final int TOPIC_OVERHEAD_BYTES = 15 * ITEM_OVERHEAD_BYTES;

  /** Who may store less has room for topics as if this were its quota. */
  private static final long LEAST_QUOTA_BYTES = 16 << 20;

  private static final class Topic {
    final Owner owner;
    final MessageShares bytes;
    int messages;

    Topic(Owner owner, MessageShares bytes) {
      this.owner = owner;
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
            ? bytes.hasShare(message, TOPIC_OVERHEAD_BYTES, acknowledged)
                && slots.hasShare(owner(message), 1)
            : bytes.hasShare(message, 0, acknowledged)
                && topic.bytes.hasShare(message, 0, acknowledged);
    if (fits) {
      add(of, message);
    }
    return fits;
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
      topic = new Topic(owner(message), shares);
      topics.put(of, topic);
      slots.add(topic.owner, 1);
      bytes.add(topic.owner, TOPIC_OVERHEAD_BYTES);
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
      bytes.add(topic.owner, -TOPIC_OVERHEAD_BYTES);
    }
  }

  /** Whether a topic has no messages, and none is being stored. */
  boolean isEmpty(Key topic) {
    return !topics.containsKey(topic);
  }
}
