package io.peerloom.benchmarks;

import io.peerloom.core.api.Subscription;
import io.peerloom.core.api.TopicMessage;
import io.peerloom.core.api.Value;
import io.peerloom.core.base.Limits;
import io.peerloom.jvm.JvmPeer;
import io.peerloom.jvm.JvmTopic;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * One peer publishes 200 bytes at a steady pace, ten others subscribe: from the call of publish to
 * the call of each subscriber's listener. All are in one JVM, so one clock serves.
 */
final class PublishAndDeliver implements Measurement {
  private static final int SUBSCRIBERS = 10;
  private static final int MESSAGE_BYTES = 200;
  private static final int A_SECOND = 20;
  private static final int WARM_UP = 400;
  private static final int TRIES = 300;
  private static final int PATIENCE_SECONDS = 20;
  private static final long PAUSE_NANOS = 1_000_000_000L / A_SECOND;

  private final AtomicLongArray sentAt = new AtomicLongArray(WARM_UP + TRIES);
  private final AtomicIntegerArray deliveries = new AtomicIntegerArray(WARM_UP + TRIES);
  private final Samples delivered = new Samples();
  private final Samples acknowledged = new Samples();
  private int warmUp;

  @Override
  public void run(Setting setting, Report report) throws Exception {
    warmUp = setting.tries(WARM_UP);
    int tries = setting.tries(TRIES);
    try (JvmNetwork network =
        new JvmNetwork(setting.freshFolder("publish-deliver"), 1 + SUBSCRIBERS)) {
      List<Subscription> subscriptions = new ArrayList<>();
      for (JvmPeer peer : network.peers().subList(1, 1 + SUBSCRIBERS)) {
        subscriptions.add(
            Await.get(topic(peer).subscribe(false, this::received), PATIENCE_SECONDS));
      }
      JvmTopic topic = topic(network.peers().get(0));
      report.progress("publish-deliver: warming up with " + warmUp + " messages");
      publish(topic, 0, warmUp);
      report.progress("publish-deliver: " + tries + " messages");
      LoadMeter meter = new LoadMeter();
      publish(topic, warmUp, warmUp + tries);
      int expected = tries * SUBSCRIBERS;
      Await.until(() -> delivered.count() >= expected, PATIENCE_SECONDS);
      Map<String, Object> cost = meter.perOperation(expected);
      subscriptions.forEach(Subscription::close);

      delivered.fail(expected - delivered.count());
      Map<String, Object> parameters = new LinkedHashMap<>();
      parameters.put("subscribers", SUBSCRIBERS);
      parameters.put("bytes", MESSAGE_BYTES);
      parameters.put("messagesASecond", A_SECOND);
      parameters.put("doubles", doubles());
      parameters.put("perDelivery", cost);
      report.figure("publish-delivered", "ms", delivered, parameters);
      report.figure("publish-acknowledged", "ms", acknowledged, parameters);
    }
  }

  private static JvmTopic topic(JvmPeer peer) {
    return peer.topic("benchmarks");
  }

  /** Publishes at the pace whatever becomes of the messages before. */
  private void publish(JvmTopic topic, int from, int to) {
    long next = System.nanoTime();
    for (int i = from; i < to; i++) {
      while (System.nanoTime() < next) {
        LockSupport.parkNanos(next - System.nanoTime());
      }
      next += PAUSE_NANOS;
      int number = i;
      byte[] message = ByteBuffer.allocate(MESSAGE_BYTES).putInt(number).array();
      long start = System.nanoTime();
      sentAt.set(number, start);
      topic
          .publish(Value.bytes(message), Limits.MAX_TTL_SECONDS)
          .whenComplete(
              (result, failure) -> {
                if (number < warmUp) {
                  return;
                }
                if (failure == null) {
                  acknowledged.add(Await.millisSince(start));
                } else {
                  acknowledged.fail();
                }
              });
    }
  }

  private void received(TopicMessage message) {
    long now = System.nanoTime();
    int number = ByteBuffer.wrap(message.value().bytes()).getInt();
    if (deliveries.incrementAndGet(number) <= SUBSCRIBERS && number >= warmUp) {
      delivered.add(Await.millis(now - sentAt.get(number)));
    }
  }

  /** Deliveries beyond one to each subscriber; there should be none. */
  private int doubles() {
    int doubles = 0;
    for (int i = 0; i < deliveries.length(); i++) {
      doubles += Math.max(0, deliveries.get(i) - SUBSCRIBERS);
    }
    return doubles;
  }
}
