package io.peerloom.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.peerloom.e2e.ProcessNetwork.Member;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Publishes through the HTTP API of a node, running or not, at a given rate or as fast as it
 * answers.
 */
final class NodePublisher implements Runnable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int OK = 200;
  private static final int TICK_MILLIS = 20;
  private static final int MOST_UNANSWERED = 128;
  private static final String FILLER = "x".repeat(160);

  private final Member node;
  private final String topic;
  private final Ledger ledger;
  private final LongSupplier clock;
  private final double aSecond;
  private final int unansweredLimit;
  private final AtomicInteger unanswered = new AtomicInteger();
  private volatile boolean stopped;
  private int number;

  /**
   * A publisher, to be run in a thread.
   *
   * @param clock milliseconds since the start of the run
   * @param aSecond messages per second; 0 for as fast as they are answered, with a few in flight
   */
  NodePublisher(Member node, String topic, Ledger ledger, LongSupplier clock, double aSecond) {
    this.node = node;
    this.topic = topic;
    this.ledger = ledger;
    this.clock = clock;
    this.aSecond = aSecond;
    this.unansweredLimit = aSecond == 0 ? PromisesRun.IN_FLIGHT : MOST_UNANSWERED;
  }

  void stop() {
    stopped = true;
  }

  /** Number of messages whose outcome is pending. */
  int unanswered() {
    return unanswered.get();
  }

  @Override
  public void run() {
    long start = System.nanoTime();
    while (!stopped) {
      double seconds = (System.nanoTime() - start) / 1e9;
      int due = aSecond == 0 ? Integer.MAX_VALUE : (int) (seconds * aSecond) - number;
      for (int i = 0; i < due; i++) {
        if (unanswered.get() >= unansweredLimit) {
          if (aSecond > 0) {
            number++;
            ledger.offered(1);
            ledger.heldBack(1);
            continue;
          }
          break;
        }
        publish();
      }
      Pause.millis(TICK_MILLIS);
    }
  }

  private void publish() {
    unanswered.incrementAndGet();
    ledger.offered(1);
    String message = node + " " + number++ + " " + FILLER;
    var unused =
        node.api()
            .publish(topic, message)
            .whenComplete(
                (response, failure) -> {
                  unanswered.decrementAndGet();
                  if (failure == null) {
                    answered(response);
                  } else {
                    ledger.failed(reason(failure), 1);
                  }
                });
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return cause.getClass().getSimpleName();
  }

  private void answered(HttpResponse<String> response) {
    try {
      JsonNode body = JSON.readTree(response.body());
      if (response.statusCode() == OK) {
        ledger.acknowledged(body.path("id").asText(), topic, node.toString(), clock.getAsLong());
      } else {
        ledger.failed(body.path("code").asText(String.valueOf(response.statusCode())), 1);
      }
    } catch (IOException e) {
      ledger.failed("status " + response.statusCode(), 1);
    }
  }
}
