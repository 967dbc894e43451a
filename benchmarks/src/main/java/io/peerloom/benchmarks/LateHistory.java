package io.peerloom.benchmarks;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import io.peerloom.core.api.Value;
import io.peerloom.core.base.Limits;
import io.peerloom.jvm.JvmPeer;
import io.peerloom.jvm.JvmTopic;
import io.peerloom.jvm.PeerOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server and a page that come late subscribe to a topic with 1,000 messages of 200 bytes: from
 * the call of subscribe to the last of them.
 */
final class LateHistory implements Measurement {
  private static final String TOPIC = "benchmarks/history";
  private static final int MESSAGES = 1000;
  private static final int MESSAGE_BYTES = 200;
  private static final int IN_FLIGHT = 16;
  private static final int TRIES = 10;
  private static final int PATIENCE_SECONDS = 60;

  @Override
  public void run(Setting setting, Report report) throws Exception {
    Path folder = setting.freshFolder("late-history");
    int tries = setting.tries(TRIES);
    Samples servers = new Samples();
    Samples tabs = new Samples();
    try (AllInOneProcess network = new AllInOneProcess(setting, "late-history-server");
        Pages pages = new Pages()) {
      PeerOptions options =
          new PeerOptions().bootstrap(List.of(network.url().replace("http", "ws") + "/bootstrap"));
      JvmPeer publisher = join(folder.resolve("publisher"), options);
      report.progress("late-history: publishing " + MESSAGES + " messages");
      publish(publisher);
      for (int i = 0; i <= tries; i++) {
        report.progress("late-history: server " + i + " of " + tries);
        server(folder.resolve("late" + i), options, i == 0 ? new Samples() : servers);
      }
      for (int i = 0; i <= tries; i++) {
        report.progress("late-history: page " + i + " of " + tries);
        page(pages, network.url(), i == 0 ? new Samples() : tabs);
      }
      Await.get(publisher.leave(), PATIENCE_SECONDS);
    }
    Map<String, Object> parameters =
        Map.of("messages", MESSAGES, "bytes", MESSAGE_BYTES, "from", "call of subscribe");
    report.figure("history-to-server", "ms", servers, parameters);
    report.figure("history-to-page", "ms", tabs, parameters);
  }

  private static JvmPeer join(Path folder, PeerOptions options) throws InterruptedException {
    return Await.get(JvmPeer.join(folder, options), JvmNetwork.JOIN_SECONDS);
  }

  private static void publish(JvmPeer publisher) throws InterruptedException {
    JvmTopic topic = publisher.topic(TOPIC);
    Semaphore free = new Semaphore(IN_FLIGHT);
    AtomicInteger refused = new AtomicInteger();
    for (int i = 0; i < MESSAGES; i++) {
      free.acquire();
      topic
          .publish(Value.bytes(new byte[MESSAGE_BYTES]), Limits.MAX_TTL_SECONDS)
          .whenComplete(
              (result, failure) -> {
                refused.addAndGet(failure == null ? 0 : 1);
                free.release();
              });
    }
    if (!free.tryAcquire(IN_FLIGHT, PATIENCE_SECONDS, TimeUnit.SECONDS) || refused.get() > 0) {
      throw new MeasurementFailure(refused + " of the messages were refused");
    }
  }

  private static void server(Path folder, PeerOptions options, Samples samples)
      throws InterruptedException {
    JvmPeer late = join(folder, options);
    read(late, TOPIC, MESSAGES, PATIENCE_SECONDS, samples);
    Await.get(late.leave(), PATIENCE_SECONDS);
  }

  private static void page(Pages pages, String url, Samples samples) {
    Page page = pages.open(url);
    if (Double.isNaN(Pages.await(page, "notes.joined"))) {
      samples.fail("not joined");
    } else {
      read(page, TOPIC, MESSAGES, PATIENCE_SECONDS, samples);
    }
    Pages.close(page);
  }

  /** From a server's call of subscribe to the last message. */
  static void read(JvmPeer peer, String topic, int messages, int patienceSeconds, Samples samples)
      throws InterruptedException {
    AtomicInteger received = new AtomicInteger();
    long start = System.nanoTime();
    var unused = peer.topic(topic).subscribe(true, message -> received.incrementAndGet());
    if (Await.until(() -> received.get() >= messages, patienceSeconds)) {
      samples.add(Await.millisSince(start));
    } else {
      samples.fail(received + " of " + messages + " messages");
    }
  }

  /** From a page's call of subscribe to the last message. */
  static void read(Page page, String topic, int messages, int patienceSeconds, Samples samples) {
    try {
      samples.add(
          ((Number)
                  page.evaluate(
                      "([topic, count, patience]) => new Promise((done, failed) => {"
                          + " const start = performance.now(); let received = 0;"
                          + " setTimeout(() => failed(received + ' messages'), patience);"
                          + " peer.topic(topic).subscribe(() => { received++;"
                          + " if (received === count) done(performance.now() - start); },"
                          + " { history: true }).catch(failed); })",
                      List.of(topic, messages, patienceSeconds * 1000)))
              .doubleValue());
    } catch (PlaywrightException e) {
      samples.fail(e.getMessage().lines().findFirst().orElse("failed"));
    }
  }
}
