package io.peerloom.benchmarks;

import com.microsoft.playwright.Page;
import io.peerloom.jvm.JvmPeer;
import io.peerloom.jvm.PeerOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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

  @Override
  public void run(Setting setting, Report report) throws Exception {
    Path folder = setting.freshFolder("large-topic");
    int messages = setting.tries(MESSAGES / PUBLISHERS) * PUBLISHERS;
    try (AllInOneProcess network = new AllInOneProcess(setting, "large-topic-server");
        Pages pages = new Pages()) {
      Map<String, Object> parameters = Map.of("messages", messages, "bytes", MESSAGE_BYTES);
      report.figure("large-topic-memory-before", "MB", network.resident(), parameters);
      PeerOptions options =
          new PeerOptions().bootstrap(List.of(network.url().replace("http", "ws") + "/bootstrap"));
      long start = System.nanoTime();
      // Some of them are members of the topic's group: they stay to the end.
      List<JvmPeer> publishers = publish(folder, options, messages, report);
      Samples rate = new Samples();
      rate.add(messages / (Await.millisSince(start) / 1_000));
      report.figure("large-topic-published", "messages/s", rate, parameters);
      report.figure("large-topic-memory", "MB", network.resident(), parameters);
      report.progress("large-topic: server");
      server(folder.resolve("late"), options, messages, report, parameters);
      report.progress("large-topic: page");
      report.figure("large-topic-to-page", "ms", page(pages, network.url(), messages), parameters);
      report.figure("large-topic-memory-after", "MB", network.resident(), parameters);
      for (JvmPeer publisher : publishers) {
        Await.get(publisher.leave(), PATIENCE_SECONDS);
      }
    }
  }

  private static List<JvmPeer> publish(
      Path folder, PeerOptions options, int messages, Report report) throws InterruptedException {
    List<JvmPeer> publishers = new ArrayList<>();
    for (int i = 0; i < PUBLISHERS; i++) {
      publishers.add(
          Await.get(
              JvmPeer.join(folder.resolve("publisher" + i), options), JvmNetwork.JOIN_SECONDS));
    }
    Publications publications = new Publications(messages, IN_FLIGHT * PUBLISHERS);
    for (int i = 0; i < messages; i++) {
      if (i % 10_000 == 0) {
        report.progress("large-topic: published " + i + " of " + messages);
      }
      publications.publish(publishers.get(i % PUBLISHERS).topic(TOPIC), MESSAGE_BYTES);
    }
    publications.await(PATIENCE_SECONDS);
    report.progress("large-topic: last refusal: " + publications.lastRefusal());
    return publishers;
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
