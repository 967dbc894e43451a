package io.peerloom.jvm.archive;

import io.peerloom.core.api.SubscribeOptions;
import io.peerloom.core.api.Subscription;
import io.peerloom.core.api.TopicMessage;
import io.peerloom.core.api.Value;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Rng;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A topic as a subscriber meets it: the history in parts, then what is new, late and out of order,
 * and after a while the time until which everything acknowledged has been delivered.
 */
final class FakeTopic {
  private static final int MAX_DELAY_MILLIS = 2_000;
  private static final int PART = 20;
  private static final int READ_MILLIS = 5_000;

  /** A message, and when the network acknowledged it. */
  record Acknowledged(TopicMessage message, long at) {}

  private final VirtualLoops time;
  private final Rng rng;
  private final List<Acknowledged> messages = new ArrayList<>();
  private final List<Feed> feeds = new ArrayList<>();

  /** How many more subscriptions fail. */
  int failures;

  int subscriptions;

  FakeTopic(VirtualLoops time, Rng rng) {
    this.time = time;
    this.rng = rng;
  }

  List<Acknowledged> messages() {
    return messages;
  }

  /** Publishes a message that is dated so long ago. */
  TopicMessage publish(byte[] bytes, long ageMillis) {
    return publish(bytes, ageMillis, 604_800_000L);
  }

  /** Publishes a message that lives so long. */
  TopicMessage publish(byte[] bytes, long ageMillis, long ttlMillis) {
    int number = messages.size() + 1;
    long at = time.now() - ageMillis;
    TopicMessage message =
        new TopicMessage(
            "id" + number, "publisher", number, at, at + ttlMillis, Value.bytes(bytes));
    messages.add(new Acknowledged(message, time.now()));
    feeds.forEach(feed -> feed.published(message));
    return message;
  }

  CompletableFuture<Subscription> subscribe(
      SubscribeOptions options, Consumer<TopicMessage> listener) {
    subscriptions++;
    if (failures > 0) {
      failures--;
      return CompletableFuture.failedFuture(
          new PeerloomException(ErrorCode.UNREACHABLE, "nobody could be asked"));
    }
    Feed feed = new Feed(options.since(), listener);
    feeds.add(feed);
    time.at(time.now() + rng.nextInt(MAX_DELAY_MILLIS), feed::deliverPart);
    return feed.started;
  }

  /** The process of all subscribers has ended. */
  void crash() {
    feeds.forEach(Feed::close);
    feeds.clear();
  }

  private final class Feed implements Subscription {
    private final long since;
    private final Consumer<TopicMessage> listener;
    private final CompletableFuture<Subscription> started = new CompletableFuture<>();
    private final Set<String> delivered = new HashSet<>();
    private boolean closed;
    private long completeUntil;

    Feed(long since, Consumer<TopicMessage> listener) {
      this.since = since;
      this.listener = listener;
    }

    void deliverPart() {
      List<TopicMessage> left = new ArrayList<>();
      for (Acknowledged each : messages) {
        if (each.message.publishedAt() >= since && !delivered.contains(each.message.id())) {
          left.add(each.message);
        }
      }
      left.sort(Comparator.comparingLong(TopicMessage::publishedAt));
      left.stream().limit(PART).forEach(this::deliver);
      if (closed) {
        return;
      }
      if (left.size() > PART) {
        time.at(time.now() + 1 + rng.nextInt(50), this::deliverPart);
      } else {
        started.complete(this);
        read();
      }
    }

    /** New ones are pushed also while the history is read, and come after it. */
    void published(TopicMessage message) {
      if (started.isDone()) {
        time.at(time.now() + rng.nextInt(MAX_DELAY_MILLIS), () -> deliver(message));
      }
    }

    private void deliver(TopicMessage message) {
      if (!closed && delivered.add(message.id())) {
        listener.accept(message);
      }
    }

    /** Most members are read completely now. */
    private void read() {
      if (closed) {
        return;
      }
      long until = time.now();
      time.at(
          until + MAX_DELAY_MILLIS,
          () -> {
            completeUntil = until;
            time.at(time.now() + READ_MILLIS, this::read);
          });
    }

    @Override
    public void close() {
      closed = true;
    }

    @Override
    public long completeUntil() {
      return completeUntil;
    }

    @Override
    public void onEnd(Runnable action) {}
  }
}
