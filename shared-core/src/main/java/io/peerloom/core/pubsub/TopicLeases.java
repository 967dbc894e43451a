package io.peerloom.core.pubsub;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.FairShares;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.TopicProtocol;
import io.peerloom.core.wire.TopicProtocol.SpanRange;

/** Answers the requests for leases of the topics this peer coordinates. */
class TopicLeases {
  final Env env;
  final Authority authority;
  final Identity self;
  final TopicHolder holder;
  final OverlayNetwork overlay;

  /** The leases of all topics. */
  private final FairShares all = new FairShares(Limits.MAX_LEASES_OF_MEMBER);

  TopicLeases(
      Env env, Authority authority, Identity self, TopicHolder holder, OverlayNetwork overlay) {
    this.env = env;
    this.authority = authority;
    this.self = self;
    this.holder = holder;
    this.overlay = overlay;
  }

  /** Counts the leases of all topics that this peer coordinates. */
  FairShares all() {
    return all;
  }

  /** Whether this peer forwards a topic to others. */
  boolean isForwarding(Key topic) {
    return false;
  }

  /** Whether that member is to push a topic to this peer, which forwards it. */
  boolean isSource(Key topic, NodeId member) {
    return false;
  }

  /** Accepts a lease; answered by the digest of the topic. */
  Promise<Message> subscribe(ProvedPeer from, TopicProtocol.Subscribe request) {
    return verified(from, request).flatMap(lease -> subscribe(lease, from.owner(), request.push()));
  }

  final Promise<Lease> verified(ProvedPeer from, TopicProtocol.Subscribe request) {
    return Lease.verified(authority, from, request.topic(), request.lease(), env.wallMillis());
  }

  /** Subscribes this peer itself. */
  final Promise<Message> subscribeSelf(Lease lease) {
    return subscribe(lease, Owner.of(Bytes.wrap(self.keys().identityPublicKey())), false);
  }

  private Promise<Message> subscribe(Lease lease, Owner owner, boolean push) {
    return holder
        .heldCoordinator(lease.topic())
        .map(
            coordinator -> {
              try {
                subscribe(coordinator, lease, owner, push);
              } finally {
                holder.forgetIfIdle(coordinator);
              }
              return new TopicProtocol.Digest(coordinator.messages().digest(SpanRange.ALL));
            });
  }

  /** Where all places are taken, whoever has most of them gives one up. */
  private void subscribe(Coordinator coordinator, Lease lease, Owner owner, boolean push) {
    NodeId subscriber = lease.subscriber();
    if (!all.hasRoom(1) && !coordinator.subscribers().contains(subscriber)) {
      holder.forgetExpired(coordinator);
      Owner largest = all.hasRoom(1) ? null : all.largest(owner, 1);
      if (largest != null) {
        holder.evictLease(largest);
      }
      if (!all.hasRoom(1)) {
        throw new PeerloomException(ErrorCode.OVERLOADED, "too many leases");
      }
    }
    coordinator.subscribe(lease, owner, push, most(subscriber, push), env.wallMillis());
    holder.lookWhenDue(coordinator);
  }

  /**
   * With how many others a subscriber is accepted. One that does not insist is to have a node
   * forward the topic to it where there are many: no member sends to everybody, least of all
   * through others.
   */
  private int most(NodeId subscriber, boolean push) {
    if (push || subscriber.equals(self.id())) {
      return Limits.MAX_TOPIC_SUBSCRIBERS;
    }
    return overlay.isLinked(subscriber)
        ? Limits.MAX_ASSIGNED_SUBSCRIBERS
        : Limits.MAX_UNLINKED_SUBSCRIBERS;
  }

  /** Ends a lease, unless it is of a later time. */
  Promise<Message> unsubscribe(ProvedPeer from, TopicProtocol.Unsubscribe gone) {
    return end(gone.topic(), from.id(), gone.until()).map(ok -> new LinkMessage.Done());
  }

  /** Ends this peer's own subscription. */
  final void unsubscribeSelf(Key topic) {
    end(topic, self.id(), Long.MAX_VALUE).then(ok -> {}, e -> {});
  }

  private Promise<Void> end(Key topic, NodeId subscriber, long until) {
    return holder
        .known(topic)
        .map(
            coordinator -> {
              if (coordinator != null) {
                coordinator.subscribers().end(subscriber, until);
              }
              return null;
            });
  }
}
