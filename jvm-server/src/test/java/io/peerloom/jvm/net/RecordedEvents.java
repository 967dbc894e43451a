package io.peerloom.jvm.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.TransportEvents;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what a transport tells, for a test's own thread. */
class RecordedEvents implements TransportEvents {
  private static final Object OPENED = "opened";

  record Closed(ErrorCode code, String reason) {}

  private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();

  @Override
  public void opened() {
    events.add(OPENED);
  }

  @Override
  public void received(Lane lane, byte[] message) {
    events.add(message);
  }

  @Override
  public void closed(ErrorCode code, String reason) {
    events.add(new Closed(code, reason));
  }

  private Object next() throws InterruptedException {
    Object event = events.poll(30, TimeUnit.SECONDS);
    assertThat(event).as("the next event").isNotNull();
    return event;
  }

  void awaitOpened() throws InterruptedException {
    assertThat(next()).isEqualTo(OPENED);
  }

  byte[] awaitMessage() throws InterruptedException {
    Object event = next();
    assertThat(event).isInstanceOf(byte[].class);
    return (byte[]) event;
  }

  Closed awaitClosed() throws InterruptedException {
    Object event = next();
    assertThat(event).isInstanceOf(Closed.class);
    return (Closed) event;
  }

  boolean isEmpty() {
    return events.isEmpty();
  }
}
