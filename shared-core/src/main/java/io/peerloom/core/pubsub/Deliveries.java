package io.peerloom.core.pubsub;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.Fifo;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Hands the messages of a subscription to its listener, decrypted, in the order in which they come,
 * whenever each has been decrypted.
 */
final class Deliveries {
  private static final class Delivery {
    final TopicItem item;
    final Promise<byte[]> opened;
    final Promise<Void> handled = new Promise<>();

    Delivery(TopicItem item, Promise<byte[]> opened) {
      this.item = item;
      this.opened = opened;
    }
  }

  private final Env env;
  private final TopicCipher cipher;
  private final BooleanSupplier closed;
  private final Consumer<ReadMessage> listener;

  /** What is being decrypted, and what comes after it; at most what the subscription has read. */
  private final Fifo<Delivery> waiting = new Fifo<>();

  private boolean handing;

  /**
   * Nothing is delivered yet.
   *
   * @param closed whether nothing is to be handed over any more
   */
  Deliveries(Env env, TopicCipher cipher, BooleanSupplier closed, Consumer<ReadMessage> listener) {
    this.env = env;
    this.cipher = cipher;
    this.closed = closed;
    this.listener = listener;
  }

  void add(List<TopicItem> items) {
    for (TopicItem item : items) {
      Delivery next = new Delivery(item, cipher.open(item));
      waiting.add(next);
      next.opened.then(ok -> handOver(), e -> handOver());
    }
  }

  /** Fulfilled once everything added so far has been handed over. */
  Promise<Void> done() {
    return waiting.isEmpty() ? Promise.of(null) : waiting.get(waiting.size() - 1).handled;
  }

  private void handOver() {
    if (handing) {
      return; // A listener's own call has brought a message, which comes after this one.
    }
    handing = true;
    while (!waiting.isEmpty() && waiting.peek().opened.isDone()) {
      Delivery next = waiting.peek();
      hand(next.item, next.opened);
      waiting.poll();
      next.handled.complete(null);
    }
    handing = false;
  }

  private void hand(TopicItem item, Promise<byte[]> opened) {
    if (closed.getAsBoolean()) {
      return;
    }
    if (opened.isFailed()) {
      PeerloomException why = opened.failure();
      env.log(LogLevel.DEBUG, "a message of topic " + item.topic() + " is not readable: " + why);
      return;
    }
    try {
      listener.accept(new ReadMessage(item, opened.value()));
    } catch (RuntimeException e) {
      // An exception of a listener for one message must not cost it the next.
      env.log(LogLevel.WARN, "a listener of topic " + item.topic() + " failed: " + e);
    }
  }
}
