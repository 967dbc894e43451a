package io.peerloom.core;

import io.peerloom.core.api.Presence;
import io.peerloom.core.api.PresenceListener;
import io.peerloom.core.api.PresentPeer;
import io.peerloom.core.api.PublishResult;
import io.peerloom.core.api.SubscribeOptions;
import io.peerloom.core.api.Subscription;
import io.peerloom.core.api.Topic;
import io.peerloom.core.api.TopicGap;
import io.peerloom.core.api.TopicMessage;
import io.peerloom.core.api.Value;
import io.peerloom.core.api.WhenOffline;
import io.peerloom.core.base.PendingCalls;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.pubsub.ReadMessage;
import io.peerloom.core.pubsub.StreamGap;
import io.peerloom.core.pubsub.TopicClient;
import io.peerloom.core.pubsub.TopicFeed;
import io.peerloom.core.pubsub.TopicPresence;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A topic as the application of a peer sees it. */
final class PeerTopic implements Topic {
  private static final byte[] NO_VALUE = {Value.BYTES};

  private final PendingCalls calls;
  private final PeerWrites writes;
  private final Supplier<TopicClient> topics;
  private final Hash hash;
  private final String name;
  private final boolean isPublic;

  PeerTopic(
      PendingCalls calls, PeerWrites writes, Supplier<TopicClient> topics, Hash hash, String name) {
    this(calls, writes, topics, hash, name, false);
  }

  private PeerTopic(
      PendingCalls calls,
      PeerWrites writes,
      Supplier<TopicClient> topics,
      Hash hash,
      String name,
      boolean isPublic) {
    this.calls = calls;
    this.writes = writes;
    this.topics = topics;
    this.hash = hash;
    this.name = name;
    this.isPublic = isPublic;
  }

  @Override
  public Topic unencrypted() {
    return new PeerTopic(calls, writes, topics, hash, name, true);
  }

  @Override
  public Promise<PublishResult> publish(Value value, int ttlSeconds, WhenOffline whenOffline) {
    return calls.begin(
        () -> writes.publish(name, ApiValues.encoded(value), isPublic, ttlSeconds, whenOffline));
  }

  @Override
  public Promise<Subscription> subscribe(
      SubscribeOptions options, Consumer<TopicMessage> listener) {
    return calls.begin(
        () ->
            topics
                .get()
                .open(
                    name,
                    options.since(),
                    read -> {
                      TopicMessage message = ApiValues.message(hash, read);
                      if (!message.id().equals(options.after())) {
                        listener.accept(message);
                      }
                    },
                    gap -> options.onGap().accept(toGap(gap)))
                .map(FeedSubscription::new));
  }

  private TopicGap toGap(StreamGap gap) {
    TopicMessage next = ApiValues.message(hash, new ReadMessage(gap.next(), NO_VALUE));
    return new TopicGap(next.publisher(), gap.first(), next.sequence() - gap.first(), next.id());
  }

  @Override
  public Promise<List<TopicMessage>> history() {
    return calls.begin(
        () ->
            topics
                .get()
                .history(name)
                .map(
                    all -> {
                      List<TopicMessage> messages = new ArrayList<>(all.size());
                      for (ReadMessage read : all) {
                        messages.add(ApiValues.message(hash, read));
                      }
                      return messages;
                    }));
  }

  @Override
  public Promise<Presence> present(Value state, PresenceListener listener) {
    return calls.begin(
        () ->
            topics
                .get()
                .present(
                    name,
                    ApiValues.encoded(state),
                    change -> listener.changed(change.type(), ApiValues.peer(hash, change)))
                .map(OwnPresence::new));
  }

  private final class OwnPresence implements Presence {
    private final TopicPresence presence;

    OwnPresence(TopicPresence presence) {
      this.presence = presence;
    }

    @Override
    public List<PresentPeer> peers() {
      List<PresentPeer> peers = new ArrayList<>();
      for (TopicPresence.Change each : presence.others()) {
        peers.add(ApiValues.peer(hash, each));
      }
      return peers;
    }

    @Override
    public Promise<Void> update(Value state) {
      return calls.begin(() -> presence.update(ApiValues.encoded(state)));
    }

    @Override
    public void close() {
      presence.end();
    }
  }

  private final class FeedSubscription implements Subscription {
    private final TopicFeed feed;

    FeedSubscription(TopicFeed feed) {
      this.feed = feed;
    }

    @Override
    public void close() {
      topics.get().close(feed);
    }

    @Override
    public long completeUntil() {
      return feed.completeUntil();
    }

    @Override
    public void onEnd(Runnable action) {
      feed.ended().then(ok -> action.run(), e -> action.run());
    }
  }
}
