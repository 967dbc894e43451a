package io.peerloom.benchmarks;

import io.peerloom.core.api.PutOptions;
import io.peerloom.core.api.Value;
import io.peerloom.jvm.JvmPeer;
import io.peerloom.jvm.PeerOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * 10,000 topics with a message each at an all-in-one and four other peers: its resident memory, and
 * how long puts take before, beside them, and while peers come and go.
 */
final class ManyTopics implements Measurement {
  private static final int TOPICS = 10_000;
  private static final int MESSAGE_BYTES = 200;
  private static final int PUBLISHERS = 4;
  private static final int IN_FLIGHT = 64;
  private static final int PUTS = 1_000;
  private static final int COMERS = 5;
  private static final int PATIENCE_SECONDS = 300;

  /** What ticks do, every 15 s, lies within. */
  private static final int PAUSE_MILLIS = 50;

  @Override
  public void run(Setting setting, Report report) throws Exception {
    Path folder = setting.freshFolder("many-topics");
    int topics = setting.tries(TOPICS);
    int puts = setting.tries(PUTS);
    try (AllInOneProcess network = new AllInOneProcess(setting, "many-topics-server")) {
      PeerOptions options =
          new PeerOptions().bootstrap(List.of(network.url().replace("http", "ws") + "/bootstrap"));
      List<JvmPeer> publishers = new ArrayList<>();
      for (int i = 0; i < PUBLISHERS; i++) {
        publishers.add(join(folder.resolve("publisher" + i), options));
      }
      Map<String, Object> none = Map.of("topics", 0);
      Map<String, Object> all = Map.of("topics", topics, "bytes", MESSAGE_BYTES);
      put(publishers.get(0), "warm", puts);
      report.figure("many-topics-put", "ms", put(publishers.get(0), "before", puts), none);
      report.figure("many-topics-memory", "MB", network.resident(), none);
      long start = System.nanoTime();
      publish(publishers, topics, report);
      Samples rate = new Samples();
      rate.add(topics / (Await.millisSince(start) / 1_000));
      report.figure("many-topics-published", "messages/s", rate, all);
      report.figure("many-topics-put", "ms", put(publishers.get(0), "beside", puts), all);
      report.progress("many-topics: while peers come and go");
      Thread comers = new Thread(() -> comeAndGo(folder, options), "comers");
      comers.start();
      report.figure("many-topics-put-and-join", "ms", put(publishers.get(0), "join", puts), all);
      comers.join();
      report.figure("many-topics-memory", "MB", network.resident(), all);
      for (JvmPeer publisher : publishers) {
        Await.get(publisher.leave(), PATIENCE_SECONDS);
      }
    }
  }

  private static JvmPeer join(Path folder, PeerOptions options) throws InterruptedException {
    return Await.get(JvmPeer.join(folder, options), JvmNetwork.JOIN_SECONDS);
  }

  private static void comeAndGo(Path folder, PeerOptions options) {
    try {
      for (int i = 0; i < COMERS; i++) {
        Await.get(join(folder.resolve("comer" + i), options).leave(), PATIENCE_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Samples put(JvmPeer peer, String series, int puts) throws InterruptedException {
    Samples samples = new Samples();
    for (int i = 0; i < puts; i++) {
      long start = System.nanoTime();
      Value value = Value.bytes(new byte[MESSAGE_BYTES]);
      Await.get(peer.put(series + i, value, PutOptions.open()), PATIENCE_SECONDS);
      samples.add(Await.millisSince(start));
      Thread.sleep(PAUSE_MILLIS);
    }
    return samples;
  }

  private static void publish(List<JvmPeer> publishers, int topics, Report report)
      throws InterruptedException {
    Publications publications = new Publications(topics, IN_FLIGHT);
    for (int i = 0; i < topics; i++) {
      if (i % 2_000 == 0) {
        report.progress("many-topics: published " + i + " of " + topics);
      }
      JvmPeer publisher = publishers.get(i % PUBLISHERS);
      publications.publish(publisher.topic("benchmarks/many/" + i), MESSAGE_BYTES);
    }
    publications.await(PATIENCE_SECONDS);
  }
}
