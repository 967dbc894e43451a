package io.peerloom.benchmarks;

import io.peerloom.core.api.Subscription;
import io.peerloom.core.api.TopicMessage;
import io.peerloom.core.api.Value;
import io.peerloom.core.base.Limits;
import io.peerloom.jvm.JvmPeer;
import io.peerloom.jvm.JvmTopic;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * One publisher at a steady pace and some subscribers of a topic, in one JVM, so that one clock
 * serves. Knows which message was acknowledged, and who has got it how often.
 */
final class Broadcast implements AutoCloseable {
  static final int MESSAGE_BYTES = 200;

  private static final int PATIENCE_SECONDS = 20;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final int messages;
  private final JvmTopic topic;
  private final AtomicLongArray sentAt;
  private final List<BitSet> received = new ArrayList<>();
  private final List<Subscription> subscriptions = new ArrayList<>();
  private final BitSet acknowledged = new BitSet();
  private final Samples delivered = new Samples();
  private final Samples acknowledgements = new Samples();
  private int counted;
  private int outcomes;
  private int doubles;

  /**
   * Subscribes all of them.
   *
   * @param messages the most that will be published
   */
  Broadcast(String name, JvmPeer publisher, List<JvmPeer> subscribers, int messages)
      throws InterruptedException {
    this.messages = messages;
    this.sentAt = new AtomicLongArray(messages);
    this.topic = publisher.topic(name);
    for (JvmPeer subscriber : subscribers) {
      BitSet own = new BitSet();
      received.add(own);
      subscriptions.add(
          Await.get(
              subscriber.topic(name).subscribe(false, message -> received(own, message)),
              PATIENCE_SECONDS));
    }
  }

  /** From which message on times count; those before are the warm-up. */
  synchronized void countFrom(int number) {
    counted = number;
  }

  /** Publishes at the pace, whatever becomes of the messages before. */
  void publish(int from, int to, int aSecond) {
    if (to > messages) {
      throw new IllegalArgumentException("more messages than announced");
    }
    long pause = NANOS_PER_SECOND / aSecond;
    long next = System.nanoTime();
    for (int i = from; i < to; i++) {
      while (System.nanoTime() < next) {
        LockSupport.parkNanos(next - System.nanoTime());
      }
      next += pause;
      int number = i;
      byte[] message = ByteBuffer.allocate(MESSAGE_BYTES).putInt(number).array();
      long start = System.nanoTime();
      sentAt.set(number, start);
      topic
          .publish(Value.bytes(message), Limits.MAX_TTL_SECONDS)
          .whenComplete((result, failure) -> ended(number, start, failure));
    }
  }

  private synchronized void ended(int number, long start, Throwable failure) {
    outcomes++;
    if (failure == null) {
      acknowledged.set(number);
    }
    if (number < counted) {
      return;
    }
    if (failure == null) {
      acknowledgements.add(Await.millisSince(start));
    } else {
      acknowledgements.fail(failure);
    }
  }

  private synchronized void received(BitSet own, TopicMessage message) {
    long now = System.nanoTime();
    int number = ByteBuffer.wrap(message.value().bytes()).getInt();
    if (own.get(number)) {
      doubles++;
      return;
    }
    own.set(number);
    if (number >= counted) {
      delivered.add(Await.millis(now - sentAt.get(number)));
    }
  }

  /** Waits until every publish has ended and what was acknowledged has arrived everywhere. */
  boolean settle(int published, int seconds) throws InterruptedException {
    return Await.until(() -> outcomes() >= published && missing() == 0, seconds);
  }

  private synchronized int outcomes() {
    return outcomes;
  }

  /** Deliveries of acknowledged messages that some subscriber still waits for. */
  synchronized int missing() {
    int missing = 0;
    for (BitSet own : received) {
      BitSet absent = (BitSet) acknowledged.clone();
      absent.andNot(own);
      missing += absent.get(counted, messages).cardinality();
    }
    return missing;
  }

  /** Deliveries beyond one to each subscriber; there should be none. */
  synchronized int doubles() {
    return doubles;
  }

  Samples delivered() {
    return delivered;
  }

  /** One try for each publish after the warm-up; its failures by code. */
  Samples acknowledgements() {
    return acknowledgements;
  }

  @Override
  public void close() {
    subscriptions.forEach(Subscription::close);
  }
}
