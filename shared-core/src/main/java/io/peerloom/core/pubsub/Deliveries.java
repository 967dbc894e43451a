package io.peerloom.core.pubsub;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Hands the messages of a subscription to its listener, decrypted, in the order in which they come.
 * A few are decrypted at once, so that a long history does not keep a page from its other work.
 */
final class Deliveries {
  private static final int MAX_DECRYPTING = 64;

  /** After the platform failed, rather than the message. */
  private static final int RETRY_MILLIS = 500;

  /** A linked list: there may be tens of thousands. */
  private static final class Delivery {
    final TopicItem item;
    final Promise<Void> done = new Promise<>();
    Promise<byte[]> decrypted;
    Delivery next;

    Delivery(TopicItem item) {
      this.item = item;
    }
  }

  private final Env env;
  private final TopicCipher cipher;
  private final BooleanSupplier closed;
  private final Consumer<ReadMessage> listener;

  /** What is not delivered yet, at most what the subscription has read; the first is last. */
  private Delivery first;

  private Delivery last;

  /** The first that is not being decrypted; null if all are. */
  private Delivery undecrypted;

  private int decrypting;
  private boolean delivering;

  /** Also read by other threads, where a server embeds the peer. */
  private volatile long completeUntil;

  /**
   * Deliveries to one listener.
   *
   * @param closed whether nothing is to be delivered any more
   */
  Deliveries(Env env, TopicCipher cipher, BooleanSupplier closed, Consumer<ReadMessage> listener) {
    this.env = env;
    this.cipher = cipher;
    this.closed = closed;
    this.listener = listener;
  }

  void add(List<TopicItem> items) {
    for (TopicItem item : items) {
      Delivery added = new Delivery(item);
      if (first == null) {
        first = added;
      } else {
        last.next = added;
      }
      last = added;
      undecrypted = undecrypted == null ? added : undecrypted;
    }
    decryptNext();
  }

  /** Fulfilled once everything added so far has been delivered. */
  Promise<Void> done() {
    return first == null ? Promise.of(null) : last.done;
  }

  /** Everything until then has been added, in wall-clock milliseconds. */
  void complete(long until) {
    done().then(ok -> completeUntil = Math.max(completeUntil, until), e -> {});
  }

  /** Until when everything has been delivered; 0 for unknown. */
  long completeUntil() {
    return completeUntil;
  }

  private void decryptNext() {
    while (undecrypted != null && decrypting < MAX_DECRYPTING) {
      Delivery next = undecrypted;
      undecrypted = next.next;
      decrypting++;
      next.decrypted = decrypted(next.item);
      next.decrypted.then(ok -> deliver(), e -> deliver());
    }
  }

  private Promise<byte[]> decrypted(TopicItem item) {
    return cipher
        .decrypt(item)
        .recover(
            e -> {
              if (e.code() == ErrorCode.CANNOT_OPEN || closed.getAsBoolean()) {
                return Promise.failed(e);
              }
              Promise<byte[]> later = new Promise<>();
              env.after(RETRY_MILLIS, () -> decrypted(item).then(later::complete, later::fail));
              return later;
            });
  }

  private void deliver() {
    if (delivering) {
      return; // What a listener's own call brings comes after its message.
    }
    delivering = true;
    try {
      while (first != null && first.decrypted != null && first.decrypted.isDone()) {
        Delivery next = first;
        first = next.next;
        decrypting--;
        deliver(next.item, next.decrypted);
        next.done.complete(null);
        decryptNext();
      }
    } finally {
      delivering = false;
    }
  }

  private void deliver(TopicItem item, Promise<byte[]> decrypted) {
    if (closed.getAsBoolean()) {
      return;
    }
    if (decrypted.isFailed()) {
      PeerloomException why = decrypted.failure();
      env.log(LogLevel.DEBUG, "a message of topic " + item.topic() + " is not readable: " + why);
      return;
    }
    try {
      listener.accept(new ReadMessage(item, decrypted.value()));
    } catch (RuntimeException e) {
      // An exception of a listener for one message must not cost it the next.
      env.log(LogLevel.WARN, "a listener of topic " + item.topic() + " failed: " + e);
    }
  }
}
