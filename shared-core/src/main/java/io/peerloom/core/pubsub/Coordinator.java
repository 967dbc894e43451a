package io.peerloom.core.pubsub;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What one member of a topic's group knows and decides: the messages, who subscribes, and whom this
 * member pushes to, from which message on. It sends nothing.
 */
public final class Coordinator {
  /** Members of a group (decision: GROUP). */
  public static final int GROUP = 5;

  /**
   * Subscribers of one topic at one member; more are refused with OVERLOADED, and none is dropped
   * before its lease ends.
   */
  static final int MAX_SUBSCRIBERS = 1024;

  private static final class Subscriber {
    Lease lease;
    final PushCursor cursor;

    /** Whether it is this member's to push to; null until that is decided for the group. */
    Boolean mine;

    Subscriber(PushCursor cursor) {
      this.cursor = cursor;
    }
  }

  private final Key topic;
  private final Hash hash;
  private final MessageCollection messages;
  private final Map<NodeId, Subscriber> subscribers = new LinkedHashMap<>();

  /**
   * The messages in the order in which they came here, by number: what subscribers still have to be
   * pushed. No more than {@link #messages} holds; empty while nobody subscribes.
   */
  private final TreeMap<Long, TopicItem> arrivals = new TreeMap<>();

  private long arrived;
  private int reservedItems;
  private int reservedBytes;

  /** The group for which each subscriber's member was chosen last. */
  private List<NodeId> assignedAmong = List.of();

  public Coordinator(Key topic, Hash hash) {
    this.topic = topic;
    this.hash = hash;
    this.messages = new MessageCollection(hash);
  }

  public Key topic() {
    return topic;
  }

  public MessageCollection messages() {
    return messages;
  }

  /** Keeps room for messages that are being stored, or gives it back. */
  void reserve(int items, int bytes) {
    reservedItems += items;
    reservedBytes += bytes;
  }

  /** Whether so many more fit, beside those that are here or being stored; see the collection. */
  boolean hasRoomFor(int items, int bytes, int times) {
    return messages.hasRoomFor(reservedItems + items, reservedBytes + bytes, times);
  }

  /** Messages that are here or being stored. */
  int size() {
    return messages.size() + reservedItems;
  }

  /** Their bytes. */
  int bytes() {
    return messages.bytes() + reservedBytes;
  }

  /** Takes a message; false when it was there already. */
  boolean add(TopicItem item) {
    if (!messages.add(item)) {
      return false;
    }
    if (!subscribers.isEmpty()) {
      arrivals.put(arrived, item);
    }
    arrived++;
    return true;
  }

  /** Removes what has expired, or needs no push any more; returns the messages that expired. */
  List<TopicItem> prune(long now) {
    List<TopicItem> removed = messages.prune(now);
    if (!removed.isEmpty()) {
      arrivals.values().removeIf(item -> item.isExpired(now));
    }
    return removed;
  }

  /** Takes a subscription or renewal; a replay is UNAUTHORIZED, too many are OVERLOADED. */
  void subscribe(Lease lease, long now) {
    Subscriber before = subscribers.get(lease.subscriber());
    if (before != null && before.lease.issuedAt() > lease.issuedAt()) {
      throw new PeerloomException(ErrorCode.UNAUTHORIZED, "a later lease is known");
    }
    expireSubscribers(now);
    if (before == null && subscribers.size() >= MAX_SUBSCRIBERS) {
      throw new PeerloomException(ErrorCode.OVERLOADED, "too many subscribers");
    }
    subscribers.computeIfAbsent(lease.subscriber(), any -> new Subscriber(new PushCursor(arrived)))
            .lease =
        lease;
  }

  void unsubscribe(NodeId subscriber) {
    subscribers.remove(subscriber);
  }

  private void expireSubscribers(long now) {
    subscribers.values().removeIf(subscriber -> subscriber.lease.expiresAt() <= now);
  }

  /**
   * The subscribers this member pushes to: each belongs to the member with the highest hash of both
   * (rendezvous hashing, Thaler and Ravishankar, 1998), so members agree without asking (R17.3). To
   * the others and to hidden pages it pushes only what is published from when they are its own.
   *
   * @param active whether a subscriber is in the foreground, as far as is known (R17.4)
   */
  List<NodeId> assigned(NodeId self, List<NodeId> group, Predicate<NodeId> active, long now) {
    expireSubscribers(now);
    boolean changed = !group.equals(assignedAmong);
    assignedAmong = group;
    List<NodeId> mine = new ArrayList<>();
    for (Map.Entry<NodeId, Subscriber> entry : subscribers.entrySet()) {
      Subscriber subscriber = entry.getValue();
      if (changed || subscriber.mine == null) {
        subscriber.mine = isHighest(self, group, entry.getKey());
      }
      if (subscriber.mine && active.test(entry.getKey())) {
        mine.add(entry.getKey());
      } else {
        subscriber.cursor.skip(arrived);
      }
    }
    return mine;
  }

  private boolean isHighest(NodeId self, List<NodeId> group, NodeId subscriber) {
    byte[] own = weight(self, subscriber);
    for (NodeId member : group) {
      if (!member.equals(self) && Bytes.compare(weight(member, subscriber), own) > 0) {
        return false;
      }
    }
    return true;
  }

  private byte[] weight(NodeId member, NodeId subscriber) {
    return hash.sha256(member.bytes(), subscriber.bytes());
  }

  boolean hasSubscribers(long now) {
    expireSubscribers(now);
    return !subscribers.isEmpty();
  }

  /** How far a subscriber has been pushed to; null once it is none. */
  PushCursor cursor(NodeId subscriber) {
    Subscriber known = subscribers.get(subscriber);
    return known == null ? null : known.cursor;
  }

  /**
   * Messages to push.
   *
   * @param items none where all have been pushed, or the next does not fit
   * @param before the number of the first message that is not among them
   */
  record Batch(List<byte[]> items, long before) {}

  /** What a subscriber is to be pushed next, as far as one push takes. */
  Batch batch(PushCursor cursor, int mostItems, int mostBytes) {
    List<byte[]> items = new ArrayList<>();
    int bytes = 0;
    for (Map.Entry<Long, TopicItem> entry : arrivals.tailMap(cursor.next(), true).entrySet()) {
      byte[] encoded = entry.getValue().encoded();
      if (items.size() == mostItems || bytes + encoded.length > mostBytes) {
        return new Batch(items, entry.getKey());
      }
      items.add(encoded);
      bytes += encoded.length;
    }
    return new Batch(items, arrived);
  }

  /** Forgets the order of what everybody has been pushed. */
  void forgetPushed() {
    long oldest = arrived;
    for (Subscriber subscriber : subscribers.values()) {
      oldest = Math.min(oldest, subscriber.cursor.oldest());
    }
    arrivals.headMap(oldest, false).clear();
  }
}
