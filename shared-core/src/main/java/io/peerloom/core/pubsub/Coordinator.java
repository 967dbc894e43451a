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

/**
 * What one member of a topic's group knows and decides: the messages, who subscribes, and whom this
 * member pushes to. It sends nothing.
 */
public final class Coordinator {
  /** Members of a group (decision: GROUP). */
  public static final int GROUP = 5;

  /** Subscribers of one topic at one member. */
  static final int MAX_SUBSCRIBERS = 1024;

  private final Key topic;
  private final Hash hash;
  private final MessageCollection messages;
  private final Map<NodeId, Lease> subscribers = new LinkedHashMap<>();

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

  /** Takes a subscription or renewal; a replay is UNAUTHORIZED, too many are OVERLOADED. */
  void subscribe(Lease lease, long now) {
    Lease before = subscribers.get(lease.subscriber());
    if (before != null && before.issuedAt() > lease.issuedAt()) {
      throw new PeerloomException(ErrorCode.UNAUTHORIZED, "a later lease is known");
    }
    expireSubscribers(now);
    if (before == null && subscribers.size() >= MAX_SUBSCRIBERS) {
      throw new PeerloomException(ErrorCode.OVERLOADED, "too many subscribers");
    }
    subscribers.put(lease.subscriber(), lease);
  }

  void unsubscribe(NodeId subscriber) {
    subscribers.remove(subscriber);
  }

  private void expireSubscribers(long now) {
    subscribers.values().removeIf(lease -> lease.expiresAt() <= now);
  }

  /**
   * The subscribers this member pushes to: each belongs to the member with the highest hash of both
   * (rendezvous hashing, Thaler and Ravishankar, 1998), so members agree without asking (R17.3).
   */
  List<NodeId> assigned(NodeId self, List<NodeId> group, long now) {
    expireSubscribers(now);
    List<NodeId> mine = new ArrayList<>();
    for (NodeId subscriber : subscribers.keySet()) {
      byte[] own = weight(self, subscriber);
      boolean highest = true;
      for (NodeId member : group) {
        if (!member.equals(self) && Bytes.compare(weight(member, subscriber), own) > 0) {
          highest = false;
          break;
        }
      }
      if (highest) {
        mine.add(subscriber);
      }
    }
    return mine;
  }

  private byte[] weight(NodeId member, NodeId subscriber) {
    return hash.sha256(member.bytes(), subscriber.bytes());
  }

  boolean hasSubscribers(long now) {
    expireSubscribers(now);
    return !subscribers.isEmpty();
  }
}
