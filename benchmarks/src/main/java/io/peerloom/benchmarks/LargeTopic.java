package io.peerloom.benchmarks;

import com.microsoft.playwright.Page;
import io.peerloom.core.api.Value;
import io.peerloom.core.base.Limits;
import io.peerloom.jvm.JvmPeer;
import io.peerloom.jvm.JvmTopic;
import io.peerloom.jvm.PeerOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A topic with 100,000 live messages of 200 bytes from several publishers at an all-in-one: its
 * resident memory, and how long it takes to subscribe to all of it, and to only what is new.
 */
final class LargeTopic implements Measurement {
  private static final String TOPIC = "benchmarks/large";
  private static final int MESSAGES = 100_000;
  private static final int MESSAGE_BYTES = 200;
  private static final int PUBLISHERS = 16;
  private static final int IN_FLIGHT = 16;
  private static final int PATIENCE_SECONDS = 300;
  private static final int SETTLE_MILLIS = 90_000;

  /** Why a message was refused last. */
  private final AtomicReference<String> last = new AtomicReference<>("none");

  @Override
  public void run(Setting setting, Report report) throws Exception {
    Path folder = setting.freshFolder("large-topic");
    int messages = setting.tries(MESSAGES / PUBLISHERS) * PUBLISHERS;
    try (AllInOneProcess network = new AllInOneProcess(setting, "large-topic-server");
        Pages pages = new Pages()) {
      Map<String, Object> parameters = Map.of("messages", messages, "bytes", MESSAGE_BYTES);
      report.figure("large-topic-memory-before", "MB", resident(network), parameters);
      PeerOptions options =
          new PeerOptions().bootstrap(List.of(network.url().replace("http", "ws") + "/bootstrap"));
      long start = System.nanoTime();
      // Some of them are members of the topic's group: they stay to the end.
      List<JvmPeer> publishers = publish(folder, options, messages, report);
      Samples rate = new Samples();
      rate.add(messages / (Await.millisSince(start) / 1_000));
      report.figure("large-topic-published", "messages/s", rate, parameters);
      report.figure("large-topic-memory", "MB", resident(network), parameters);
      report.progress("large-topic: server; last refusal: " + last.get());
      server(folder.resolve("late"), options, messages, report, parameters);
      report.progress("large-topic: page");
      report.figure("large-topic-to-page", "ms", page(pages, network.url(), messages), parameters);
      report.figure("large-topic-memory-after", "MB", resident(network), parameters);
      for (JvmPeer publisher : publishers) {
        Await.get(publisher.leave(), PATIENCE_SECONDS);
      }
    }
  }

  private static Samples resident(AllInOneProcess network) throws Exception {
    Samples samples = new Samples();
    samples.add(network.residentMegabytes());
    return samples;
  }

  private List<JvmPeer> publish(Path folder, PeerOptions options, int messages, Report report)
      throws InterruptedException {
    List<JvmPeer> publishers = new ArrayList<>();
    for (int i = 0; i < PUBLISHERS; i++) {
      publishers.add(
          Await.get(
              JvmPeer.join(folder.resolve("publisher" + i), options), JvmNetwork.JOIN_SECONDS));
    }
    Semaphore free = new Semaphore(IN_FLIGHT * PUBLISHERS);
    AtomicInteger refused = new AtomicInteger();
    for (int i = 0; i < messages; i++) {
      if (i % 10_000 == 0) {
        report.progress("large-topic: published " + i + " of " + messages);
      }
      free.acquire();
      JvmTopic topic = publishers.get(i % PUBLISHERS).topic(TOPIC);
      publish(topic, free, refused);
    }
    if (!free.tryAcquire(IN_FLIGHT * PUBLISHERS, PATIENCE_SECONDS, TimeUnit.SECONDS)
        || refused.get() > messages / 100) {
      throw new MeasurementFailure(refused + " of the messages were refused; last: " + last.get());
    }
    return publishers;
  }

  /** A message that is refused, as by a member that is behind, is published again. */
  private void publish(JvmTopic topic, Semaphore free, AtomicInteger refused) {
    topic
        .publish(Value.bytes(new byte[MESSAGE_BYTES]), Limits.MAX_TTL_SECONDS)
        .whenComplete(
            (result, failure) -> {
              if (failure == null || refused.get() > MESSAGES / 100) {
                free.release();
              } else {
                refused.incrementAndGet();
                last.set(failure.getMessage());
                publish(topic, free, refused);
              }
            });
  }

  private static void server(
      Path folder, PeerOptions options, int messages, Report report, Map<String, Object> parameters)
      throws InterruptedException {
    JvmPeer late = Await.get(JvmPeer.join(folder, options), JvmNetwork.JOIN_SECONDS);
    Samples all = new Samples();
    LateHistory.read(late, TOPIC, messages, PATIENCE_SECONDS, all);
    report.figure("large-topic-to-server", "ms", all, parameters);
    Samples fresh = new Samples();
    // Until no message is of the last minute, which is read to go on from.
    Thread.sleep(SETTLE_MILLIS);
    long start = System.nanoTime();
    Await.get(late.topic(TOPIC).subscribe(false, message -> {}), PATIENCE_SECONDS).close();
    fresh.add(Await.millisSince(start));
    report.figure("large-topic-only-new", "ms", fresh, parameters);
    Await.get(late.leave(), PATIENCE_SECONDS);
  }

  private static Samples page(Pages pages, String url, int messages) {
    Samples samples = new Samples();
    Page page = pages.open(url);
    if (Double.isNaN(Pages.await(page, "notes.joined"))) {
      samples.fail("not joined");
    } else {
      LateHistory.read(page, TOPIC, messages, PATIENCE_SECONDS, samples);
    }
    Pages.close(page);
    return samples;
  }
}
