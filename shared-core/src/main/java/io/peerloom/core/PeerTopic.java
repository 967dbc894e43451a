package io.peerloom.core;

import io.peerloom.core.api.PublishResult;
import io.peerloom.core.api.Subscription;
import io.peerloom.core.api.Topic;
import io.peerloom.core.api.TopicMessage;
import io.peerloom.core.api.Value;
import io.peerloom.core.api.WhenOffline;
import io.peerloom.core.base.PendingCalls;
import io.peerloom.core.base.Promise;
import io.peerloom.core.pubsub.TopicClient;
import io.peerloom.core.pubsub.TopicFeed;
import io.peerloom.core.pubsub.TopicItem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** A topic as the application of a peer sees it. */
final class PeerTopic implements Topic {
  private final PendingCalls calls;
  private final PeerWrites writes;
  private final Supplier<TopicClient> topics;
  private final Function<TopicItem, TopicMessage> toMessage;
  private final String name;

  PeerTopic(
      PendingCalls calls,
      PeerWrites writes,
      Supplier<TopicClient> topics,
      Function<TopicItem, TopicMessage> toMessage,
      String name) {
    this.calls = calls;
    this.writes = writes;
    this.topics = topics;
    this.toMessage = toMessage;
    this.name = name;
  }

  @Override
  public Promise<PublishResult> publish(Value value, int ttlSeconds, WhenOffline whenOffline) {
    return calls.begin(
        () -> writes.publish(name, ApiValues.encoded(value), ttlSeconds, whenOffline));
  }

  @Override
  public Promise<Subscription> subscribe(boolean history, Consumer<TopicMessage> listener) {
    return calls.begin(
        () ->
            topics
                .get()
                .open(name, history, item -> listener.accept(toMessage.apply(item)))
                .map(FeedSubscription::new));
  }

  @Override
  public Promise<List<TopicMessage>> history() {
    return calls.begin(
        () ->
            topics
                .get()
                .history(name)
                .map(
                    items -> {
                      List<TopicMessage> messages = new ArrayList<>(items.size());
                      for (TopicItem item : items) {
                        messages.add(toMessage.apply(item));
                      }
                      return messages;
                    }));
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
    public void onEnd(Runnable action) {
      feed.ended().then(ok -> action.run(), e -> action.run());
    }
  }
}
