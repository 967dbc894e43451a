package io.peerloom.benchmarks;

import io.peerloom.core.api.Value;
import io.peerloom.core.base.Limits;
import io.peerloom.jvm.JvmTopic;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Publishes many messages, some at a time. One that is refused, as by a member that is behind, is
 * published again, until a hundredth of them has been refused.
 */
final class Publications {
  private final int inFlight;
  private final int mostRefused;
  private final Semaphore free;
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicReference<String> last = new AtomicReference<>("none");

  Publications(int messages, int inFlight) {
    this.inFlight = inFlight;
    mostRefused = messages / 100;
    free = new Semaphore(inFlight);
  }

  /** Waits until fewer are under way, and publishes one. */
  void publish(JvmTopic topic, int bytes) throws InterruptedException {
    free.acquire();
    send(topic, bytes);
  }

  private void send(JvmTopic topic, int bytes) {
    topic
        .publish(Value.bytes(new byte[bytes]), Limits.MAX_TTL_SECONDS)
        .whenComplete(
            (result, failure) -> {
              if (failure == null || refused.get() > mostRefused) {
                free.release();
              } else {
                refused.incrementAndGet();
                last.set(failure.getMessage());
                send(topic, bytes);
              }
            });
  }

  /** Waits until all are acknowledged; fails if that takes too long, or too many were refused. */
  void await(int seconds) throws InterruptedException {
    if (!free.tryAcquire(inFlight, seconds, TimeUnit.SECONDS) || refused.get() > mostRefused) {
      throw new MeasurementFailure(refused + " of the messages were refused; last: " + last.get());
    }
  }

  /** Why a message was refused last; "none" where none was. */
  String lastRefusal() {
    return last.get();
  }
}
