package io.peerloom.core.pubsub;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Owner;
import io.peerloom.core.crypto.Hash;
import java.util.function.Function;

/**
 * The index of all messages that a subscription has received and that have not expired: delivered,
 * or held for their order. Bounded like a member's, and shared in the same way; beyond that a
 * message stays in the history until others of its publisher have expired. A delivered message is
 * not forgotten before it expires, or it would be delivered again.
 */
final class SeenMessages {
  private final Env env;
  private final MessageCollection index;
  private final MessageShares shares;

  /**
   * Nothing has been received.
   *
   * @param owners for whom the messages of an identity count
   */
  SeenMessages(Env env, Hash hash, Function<byte[], Owner> owners) {
    this.env = env;
    long most = (long) Limits.MAX_TOPIC_BYTES + Limits.MAX_MERGED_TOPIC_BYTES;
    index = new MessageCollection(hash);
    shares = new MessageShares(most, 0, 0, owners);
  }

  /** Those that have not expired. */
  MessageCollection index() {
    index.prune(env.wallMillis()).forEach(shares::remove);
    return index;
  }

  /** Whether the publisher of a message that is not here has room for it. */
  boolean hasRoom(TopicItem item) {
    return shares.hasShare(IndexedMessage.of(item), false);
  }

  void add(TopicItem item) {
    IndexedMessage message = IndexedMessage.of(item);
    index.add(message);
    shares.add(message);
  }

  /** Removes a message that could not be used, so that it is read again later. */
  void remove(TopicItem item) {
    IndexedMessage message = IndexedMessage.of(item);
    if (index.remove(message)) {
      shares.remove(message);
    }
  }
}
