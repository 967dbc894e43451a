package io.peerloom.jvm;

import static io.peerloom.jvm.Checks.checked;
import static io.peerloom.jvm.Checks.copied;
import static io.peerloom.jvm.Checks.required;

import io.peerloom.core.api.PresenceListener;
import io.peerloom.core.api.PublishResult;
import io.peerloom.core.api.SubscribeOptions;
import io.peerloom.core.api.Subscription;
import io.peerloom.core.api.Topic;
import io.peerloom.core.api.TopicMessage;
import io.peerloom.core.api.Value;
import io.peerloom.core.api.WhenOffline;
import io.peerloom.core.base.Promise;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** A named topic, like {@link Topic}, safe to use from any thread. */
public final class JvmTopic {
  private final JvmPeer peer;
  private final Supplier<Topic> topic;

  JvmTopic(JvmPeer peer, Supplier<Topic> topic) {
    this.peer = peer;
    this.topic = topic;
  }

  private <T> CompletableFuture<T> call(Function<Topic, Promise<T>> operation) {
    return peer.call(() -> operation.apply(topic.get()));
  }

  /** The same topic, for messages that are published unencrypted: who stores them can read them. */
  public JvmTopic unencrypted() {
    return new JvmTopic(peer, () -> topic.get().unencrypted());
  }

  /**
   * Publishes a message; complete once enough failure domains hold it. Fails with INVALID_REQUEST
   * if a put of the value would.
   */
  public CompletableFuture<PublishResult> publish(Value value, int ttlSeconds) {
    return checked(
        () -> {
          Value copy = copied(value);
          return call(topic -> topic.publish(copy, ttlSeconds));
        });
  }

  /** The same; with QUEUE the message waits on this machine while no other peer can be reached. */
  public CompletableFuture<PublishResult> publish(
      Value value, int ttlSeconds, WhenOffline whenOffline) {
    return checked(
        () -> {
          Value copy = copied(value);
          required(whenOffline, "whenOffline");
          return call(topic -> topic.publish(copy, ttlSeconds, whenOffline));
        });
  }

  /** As {@link #subscribe(SubscribeOptions, Consumer)}, with the whole history or none of it. */
  public CompletableFuture<Subscription> subscribe(
      boolean history, Consumer<TopicMessage> listener) {
    return subscribe(SubscribeOptions.history(history), listener);
  }

  /**
   * Delivers every message once, in each publisher's order, on the peer's loop: first what is
   * requested of the history, then what is published from now on. Complete when the history has
   * been delivered. Exceptions of the listener are logged and do not stop further messages.
   */
  public CompletableFuture<Subscription> subscribe(
      SubscribeOptions options, Consumer<TopicMessage> listener) {
    return checked(
        () -> {
          required(listener, "listener");
          required(required(options, "options").onGap(), "options.onGap");
          // Set at once by close(), before the loop has processed it.
          AtomicBoolean closed = new AtomicBoolean();
          Consumer<TopicMessage> guarded =
              message -> {
                if (!closed.get()) {
                  peer.guard(() -> listener.accept(message));
                }
              };
          SubscribeOptions safe =
              new SubscribeOptions(
                  options.since(),
                  options.after(),
                  gap -> {
                    if (!closed.get()) {
                      peer.guard(() -> options.onGap().accept(gap));
                    }
                  });
          return call(topic -> topic.subscribe(safe, guarded))
              .thenApply(subscription -> new LoopSubscription(subscription, closed));
        });
  }

  /**
   * Shows this peer to whoever else is present; complete once those are known, of whom the listener
   * has been told by then, on the peer's loop. Fails as {@link Topic#present} does. Exceptions of
   * the listener are logged.
   */
  public CompletableFuture<JvmPresence> present(Value state, PresenceListener listener) {
    return checked(
        () -> {
          Value copy = copied(state);
          required(listener, "listener");
          PresenceListener guarded = (type, who) -> peer.guard(() -> listener.changed(type, who));
          return call(topic -> topic.present(copy, guarded))
              .thenApply(presence -> new JvmPresence(peer, presence));
        });
  }

  /** All unexpired messages, oldest first, each publisher's in order. */
  public CompletableFuture<List<TopicMessage>> history() {
    return call(Topic::history);
  }

  /** A subscription that may be closed from any thread. */
  private final class LoopSubscription implements Subscription {
    private final Subscription subscription;
    private final AtomicBoolean closed;

    LoopSubscription(Subscription subscription, AtomicBoolean closed) {
      this.subscription = subscription;
      this.closed = closed;
    }

    @Override
    public void close() {
      closed.set(true);
      peer.post(subscription::close);
    }

    @Override
    public long completeUntil() {
      return subscription.completeUntil();
    }

    @Override
    public void onEnd(Runnable action) {
      if (!peer.post(() -> subscription.onEnd(action))) {
        // The subscription has ended with its loop.
        action.run();
      }
    }
  }
}
