package io.peerloom.core.pubsub;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.FairShares;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.id.NodeId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The leases of one topic at one member. Each is accepted once: as long as a lease could be
 * replayed its timestamp is remembered, also after the subscription was ended (R19.3). When all
 * places are taken, whoever has most of them gives one up; it goes on reading by digests.
 */
final class Subscribers {
  /** One subscriber, until its lease expires. */
  static final class Subscriber {
    final Owner owner;
    final PushCursor cursor;
    long issuedAt;
    long expiresAt;
    boolean ended;

    /** Whether this member pushes to it; null until decided for the current group. */
    Boolean mine;

    /** Whether this member pushes to it whoever it is assigned to: others do not. */
    boolean insists;

    Subscriber(Owner owner, PushCursor cursor) {
      this.owner = owner;
      this.cursor = cursor;
    }
  }

  /** The leases of all topics of this member; the sum over topics of those known here. */
  private final FairShares all;

  private final Map<NodeId, Subscriber> subscribers = new LinkedHashMap<>();

  /** How many of them have not ended their leases. */
  private int live;

  /** No lease expires before that. */
  private long nextExpiry = Long.MAX_VALUE;

  Subscribers(FairShares all) {
    this.all = all;
  }

  /**
   * Accepts a lease.
   *
   * @param arrived where pushing to a new subscriber begins
   * @param most a new subscriber is refused where so many others have leases that have not ended
   * @throws PeerloomException UNAUTHORIZED if that lease or a later one is known; OVERLOADED if it
   *     is refused, or if all places are taken and nobody has more leases of this topic than its
   *     owner
   */
  void accept(Lease lease, Owner owner, long arrived, int most) {
    Subscriber known = subscribers.get(lease.subscriber());
    if (known != null && known.issuedAt >= lease.issuedAt()) {
      throw new PeerloomException(ErrorCode.UNAUTHORIZED, "this lease or a later one is known");
    }
    boolean isNew = known == null || known.ended;
    if (isNew && live >= most && most < Limits.MAX_TOPIC_SUBSCRIBERS) {
      throw new PeerloomException(ErrorCode.OVERLOADED, "enough subscribers");
    }
    if (known == null && subscribers.size() >= Limits.MAX_TOPIC_SUBSCRIBERS) {
      FairShares shares = new FairShares(Limits.MAX_TOPIC_SUBSCRIBERS);
      for (Subscriber each : subscribers.values()) {
        shares.add(each.owner, 1);
      }
      Owner largest = shares.largest(owner, 1);
      if (largest == null) {
        throw new PeerloomException(ErrorCode.OVERLOADED, "too many subscribers");
      }
      evict(largest);
    }
    if (isNew) {
      remove(lease.subscriber());
      known = new Subscriber(owner, new PushCursor(arrived));
      subscribers.put(lease.subscriber(), known);
      all.add(owner, 1);
      live++;
    }
    known.issuedAt = lease.issuedAt();
    known.expiresAt = lease.expiresAt();
    nextExpiry = Math.min(nextExpiry, known.expiresAt);
  }

  /**
   * Ends a subscription, unless by a lease of a later time.
   *
   * @param at no lease issued later is ended
   */
  void end(NodeId subscriber, long at) {
    Subscriber known = subscribers.get(subscriber);
    if (known != null && known.issuedAt <= at && !known.ended) {
      known.ended = true;
      live--;
    }
  }

  /** Removes the oldest lease of an owner; false if it has none. */
  boolean evict(Owner owner) {
    for (Map.Entry<NodeId, Subscriber> each : subscribers.entrySet()) {
      if (each.getValue().owner.equals(owner)) {
        remove(each.getKey());
        return true;
      }
    }
    return false;
  }

  private void remove(NodeId subscriber) {
    Subscriber gone = subscribers.remove(subscriber);
    if (gone != null) {
      removed(gone);
    }
  }

  private void removed(Subscriber gone) {
    all.add(gone.owner, -1);
    live -= gone.ended ? 0 : 1;
  }

  /** How many have not ended their leases; of some the time may be over. */
  int live() {
    return live;
  }

  /** Forgets all leases, also the ended ones. */
  void clear() {
    subscribers.values().forEach(this::removed);
    subscribers.clear();
  }

  /** When the first lease expires, or before; {@code Long.MAX_VALUE} without any. */
  long nextExpiry() {
    return nextExpiry;
  }

  /** Forgets the leases that have expired. */
  void expire(long now) {
    if (now < nextExpiry) {
      return;
    }
    nextExpiry = Long.MAX_VALUE;
    for (Iterator<Subscriber> each = subscribers.values().iterator(); each.hasNext(); ) {
      Subscriber subscriber = each.next();
      if (subscriber.expiresAt <= now) {
        each.remove();
        removed(subscriber);
      } else {
        nextExpiry = Math.min(nextExpiry, subscriber.expiresAt);
      }
    }
  }

  /** Whether no lease is known, not even an ended one. */
  boolean isEmpty() {
    return subscribers.isEmpty();
  }

  boolean contains(NodeId subscriber) {
    return subscribers.containsKey(subscriber);
  }

  /** A subscriber; null if it has no lease, or has ended it. */
  Subscriber get(NodeId subscriber) {
    Subscriber known = subscribers.get(subscriber);
    return known == null || known.ended ? null : known;
  }

  /** All of them, also those that have ended their leases. */
  Map<NodeId, Subscriber> entries() {
    return subscribers;
  }
}
