package io.peerloom.core.pubsub;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.FairShares;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Owner;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Divides the room for stored messages, of one topic or of one member, among their publishers.
 * Stored messages were acknowledged and stay until they expire, so nobody may use more than is
 * still free ({@link FairShares#hasShare}).
 *
 * <p>What other members acknowledged is accepted beyond that, in a room with shares of its own: two
 * halves of a partitioned network may each have filled a topic, and members that accepted the same
 * messages in another order came to other shares. That room takes nothing from publishers.
 */
final class MessageShares {
  /**
   * A smaller message counts as this many bytes, so that a share in bytes is one in messages, too.
   */
  static final int LEAST_BYTES = 1 + Limits.MAX_TOPIC_BYTES / Limits.MAX_TOPIC_MESSAGES;

  private static final class Publisher {
    final Owner owner;
    long bytes;
    long mergedBytes;

    Publisher(Owner owner) {
      this.owner = owner;
    }
  }

  private final FairShares appended;
  private final FairShares merged;
  private final int overhead;
  private final Function<byte[], Owner> owners;

  /** Those with messages here, by identity key: not more than messages. */
  private final Map<Bytes, Publisher> publishers = new TreeMap<>();

  /**
   * Nothing is stored yet.
   *
   * @param bytes the room for what publishers append
   * @param mergedBytes the room for what exceeds it and others acknowledged
   * @param overhead what a message takes beside its bytes
   * @param owners for whom the messages of an identity count, from its first one on
   */
  MessageShares(long bytes, long mergedBytes, int overhead, Function<byte[], Owner> owners) {
    appended = new FairShares(bytes);
    merged = new FairShares(mergedBytes);
    this.overhead = overhead;
    this.owners = owners;
  }

  private int cost(IndexedMessage message) {
    return Math.max(LEAST_BYTES, message.length()) + overhead;
  }

  /**
   * Whether the publisher of a message may store it, too.
   *
   * @param acknowledged whether another member acknowledged it
   */
  boolean hasShare(IndexedMessage message, boolean acknowledged) {
    int bytes = cost(message);
    Publisher known = publishers.get(message.publisher());
    Owner of = known == null ? owners.apply(message.publisher().array()) : known.owner;
    return appended.hasShare(of, bytes) || acknowledged && merged.hasShare(of, bytes);
  }

  /** Counts a message that is stored, or will be. */
  void add(IndexedMessage message) {
    int bytes = cost(message);
    Publisher publisher =
        publishers.computeIfAbsent(
            message.publisher(), key -> new Publisher(owners.apply(key.array())));
    publisher.bytes += bytes;
    if (appended.hasShare(publisher.owner, bytes)) {
      appended.add(publisher.owner, bytes);
    } else {
      publisher.mergedBytes += bytes;
      merged.add(publisher.owner, bytes);
    }
  }

  /** A message has gone. */
  void remove(IndexedMessage message) {
    int bytes = cost(message);
    Publisher publisher = publishers.get(message.publisher());
    long ofMerged = Math.min(bytes, publisher.mergedBytes);
    publisher.bytes -= bytes;
    publisher.mergedBytes -= ofMerged;
    merged.add(publisher.owner, -ofMerged);
    appended.add(publisher.owner, ofMerged - bytes);
    if (publisher.bytes == 0) {
      publishers.remove(message.publisher());
    }
  }
}
