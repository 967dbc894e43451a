package io.peerloom.core.pubsub;

import io.peerloom.core.base.Bytes;

/**
 * What memory holds of a stored message (R14.5): enough to find, compare, count and expire it. The
 * message itself is on disk.
 *
 * @param id as that of its {@link TopicItem}
 * @param publisher the publisher's identity key
 * @param publishedAt wall-clock milliseconds
 * @param expiresAt wall-clock milliseconds
 * @param length bytes of the message as signed
 */
record IndexedMessage(Bytes id, Bytes publisher, long publishedAt, long expiresAt, int length) {
  static IndexedMessage of(TopicItem item) {
    return new IndexedMessage(
        item.id(),
        Bytes.wrap(item.identityKey()),
        item.publishedAt(),
        item.expiresAt(),
        item.encoded().length);
  }

  /** The same, which expires at that time if not before. */
  IndexedMessage until(long latest) {
    return new IndexedMessage(id, publisher, publishedAt, Math.min(latest, expiresAt), length);
  }

  boolean isExpired(long now) {
    return expiresAt <= now;
  }
}
