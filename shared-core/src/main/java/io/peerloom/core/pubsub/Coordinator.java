package io.peerloom.core.pubsub;

import io.peerloom.core.base.FairShares;
import io.peerloom.core.base.Owner;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.pubsub.Subscribers.Subscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What one member of a topic's group knows and decides: the messages, the subscribers, which of
 * them this member pushes to, and from which message on. It sends nothing.
 */
public final class Coordinator {
  /** Members of a group (GROUP of DESIGN). */
  public static final int GROUP = 5;

  private final Key topic;
  private final Hash hash;
  private final MessageCollection messages;
  private final Subscribers subscribers;

  /**
   * The messages by order of arrival, for pushing to subscribers. No more than {@link #messages}
   * holds; empty while nobody subscribes.
   */
  private final TreeMap<Long, IndexedMessage> arrivals = new TreeMap<>();

  private long arrived;

  /** Whether the disk lists this topic among those that have messages. */
  boolean onDisk;

  /** The group for which the subscribers were last assigned. */
  private List<NodeId> assignedAmong = List.of();

  /**
   * A topic without messages and subscribers.
   *
   * @param leases counts the leases of all topics of this member
   */
  Coordinator(Key topic, Hash hash, FairShares leases) {
    this.topic = topic;
    this.hash = hash;
    this.messages = new MessageCollection(hash);
    this.subscribers = new Subscribers(leases);
  }

  public Key topic() {
    return topic;
  }

  public MessageCollection messages() {
    return messages;
  }

  /** The leases of this topic. */
  Subscribers subscribers() {
    return subscribers;
  }

  /** Messages stored. */
  public int size() {
    return messages.size();
  }

  /** Bytes of the messages stored. */
  public int bytes() {
    return messages.bytes();
  }

  /** How many subscribers are known, of whose leases some may have expired. */
  public int subscriberCount() {
    return subscribers.live();
  }

  /** Adds a message; false when it was there already. */
  boolean add(IndexedMessage message) {
    if (!messages.add(message)) {
      return false;
    }
    if (!subscribers.isEmpty()) {
      arrivals.put(arrived, message);
    }
    arrived++;
    return true;
  }

  /** Removes a message, whether all subscribers have been pushed it or not. */
  void forget(IndexedMessage message) {
    messages.remove(message);
    arrivals.values().remove(message);
  }

  /** Forgets the expired leases; removes and returns the expired messages. */
  List<IndexedMessage> prune(long now) {
    subscribers.expire(now);
    List<IndexedMessage> removed = messages.prune(now);
    if (!removed.isEmpty()) {
      arrivals.values().removeIf(message -> message.isExpired(now));
    }
    return removed;
  }

  /** Accepts a subscription or renewal; as {@link Subscribers#accept}. */
  void subscribe(Lease lease, Owner owner, boolean insists, int most, long now) {
    subscribers.expire(now);
    subscribers.accept(lease, owner, arrived, most);
    subscribers.get(lease.subscriber()).insists = insists;
  }

  /**
   * The subscribers this member pushes to: those that {@link Rendezvous} assigns to it, and those
   * that insist on it, since they get no pushes from the one they are assigned to. The cursors of
   * all others and of hidden browser peers skip ahead: they are pushed only what is published after
   * they are assigned here and active.
   *
   * @param active whether a subscriber is in the foreground, as far as is known (R17.4)
   */
  List<NodeId> assigned(NodeId self, List<NodeId> group, Predicate<NodeId> active, long now) {
    subscribers.expire(now);
    boolean changed = !group.equals(assignedAmong);
    assignedAmong = group;
    List<NodeId> members = new ArrayList<>(group);
    if (!group.contains(self)) {
      members.add(self);
    }
    List<NodeId> mine = new ArrayList<>();
    for (Map.Entry<NodeId, Subscriber> entry : subscribers.entries().entrySet()) {
      Subscriber subscriber = entry.getValue();
      if (subscriber.ended) {
        continue;
      }
      if (changed || subscriber.mine == null) {
        subscriber.mine = Rendezvous.assigned(hash, members, entry.getKey()).equals(self);
      }
      if ((subscriber.mine || subscriber.insists) && active.test(entry.getKey())) {
        mine.add(entry.getKey());
      } else {
        subscriber.cursor.skip(arrived);
      }
    }
    return mine;
  }

  boolean hasSubscribers(long now) {
    subscribers.expire(now);
    return subscribers.live() > 0;
  }

  /** Whether a lease is remembered, even an ended one, which nobody may use again. */
  boolean hasLeases(long now) {
    subscribers.expire(now);
    return !subscribers.isEmpty();
  }

  /** When the first message or lease expires, or before; {@code Long.MAX_VALUE} without any. */
  long nextExpiry() {
    return Math.min(messages.nextExpiry(), subscribers.nextExpiry());
  }

  /** Whether messages are kept for subscribers that may not have been pushed them. */
  boolean isPushing() {
    return !arrivals.isEmpty();
  }

  /** How far a subscriber has been pushed to; null if it does not subscribe. */
  PushCursor cursor(NodeId subscriber) {
    Subscriber known = subscribers.get(subscriber);
    return known == null ? null : known.cursor;
  }

  /**
   * Messages to push.
   *
   * @param messages empty if all have been pushed, or the next does not fit
   * @param before the arrival number of the first message after them
   */
  record Batch(List<IndexedMessage> messages, long before) {}

  /** The next messages to push to a subscriber, as many as fit into one push. */
  Batch batch(PushCursor cursor, int mostItems, int mostBytes) {
    List<IndexedMessage> messages = new ArrayList<>();
    int bytes = 0;
    for (Map.Entry<Long, IndexedMessage> entry = arrivals.ceilingEntry(cursor.next());
        entry != null;
        entry = arrivals.higherEntry(entry.getKey())) {
      IndexedMessage next = entry.getValue();
      if (messages.size() == mostItems || bytes + next.length() > mostBytes) {
        return new Batch(messages, entry.getKey());
      }
      messages.add(next);
      bytes += next.length();
    }
    return new Batch(messages, arrived);
  }

  /** Drops from {@link #arrivals} what every subscriber has been pushed. */
  void forgetPushed() {
    long oldest = arrived;
    for (Subscriber subscriber : subscribers.entries().values()) {
      oldest = subscriber.ended ? oldest : Math.min(oldest, subscriber.cursor.oldest());
    }
    while (!arrivals.isEmpty() && arrivals.firstKey() < oldest) {
      arrivals.pollFirstEntry();
    }
  }
}
