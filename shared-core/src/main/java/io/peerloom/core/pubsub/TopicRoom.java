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
  /** Memory of a message beside its bytes. */
  private static final int ITEM_OVERHEAD_BYTES = 512;

  private static final class Topic {
    final Owner owner;
    final MessageShares bytes;
    int messages;

    Topic(Owner owner, Function<byte[], Owner> owners) {
      this.owner = owner;
      bytes = new MessageShares(Limits.MAX_TOPIC_BYTES, Limits.MAX_MERGED_TOPIC_BYTES, 0, owners);
    }
  }

  private final FairShares slots = new FairShares(Limits.MAX_TOPICS_OF_MEMBER);
  private final MessageShares bytes;
  private final Function<byte[], Owner> owners;

  /** The topics with messages: at most {@link Limits#MAX_TOPICS_OF_MEMBER}. */
  private final Map<Key, Topic> topics = new LinkedHashMap<>();

  /**
   * All room is free.
   *
   * @param owners for whom the messages of an identity count
   */
  TopicRoom(Function<byte[], Owner> owners) {
    this.owners = owners;
    bytes =
        new MessageShares(
            Limits.MAX_TOPIC_BYTES_OF_MEMBER,
            Limits.MAX_MERGED_BYTES_OF_MEMBER,
            ITEM_OVERHEAD_BYTES,
            owners);
  }

  /**
   * Reserves room for a message that is not here.
   *
   * @param acknowledged whether another member acknowledged it
   * @return whether its publisher has a share left
   */
  boolean reserve(TopicItem item, boolean acknowledged) {
    Topic topic = topics.get(item.topic());
    boolean fits =
        bytes.hasShare(item, acknowledged)
            && (topic == null
                ? slots.hasShare(owners.apply(item.identityKey()), 1)
                : topic.bytes.hasShare(item, acknowledged));
    if (fits) {
      add(item);
    }
    return fits;
  }

  /** Counts a message that was stored before: it stays, whatever its publisher's share. */
  void add(TopicItem item) {
    Topic topic = topics.get(item.topic());
    if (topic == null) {
      topic = new Topic(owners.apply(item.identityKey()), owners);
      topics.put(item.topic(), topic);
      slots.add(topic.owner, 1);
    }
    topic.messages++;
    topic.bytes.add(item);
    bytes.add(item);
  }

  /** A message has expired, or could not be stored. */
  void release(TopicItem item) {
    Topic topic = topics.get(item.topic());
    topic.bytes.remove(item);
    bytes.remove(item);
    if (--topic.messages == 0) {
      topics.remove(item.topic());
      slots.add(topic.owner, -1);
    }
  }

  /** Whether a topic has no messages, and none is being stored. */
  boolean isEmpty(Key topic) {
    return !topics.containsKey(topic);
  }
}
