package io.peerloom.benchmarks;

import io.peerloom.core.api.LinkInfo;
import io.peerloom.core.api.PeerListener;
import io.peerloom.core.api.PutOptions;
import io.peerloom.core.api.Value;
import io.peerloom.jvm.JvmPeer;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A peer joins 16 others: to having its port and its database, to its first link, to three, and to
 * the first value it gets. The clock runs from the call of {@link JvmPeer#join} on an empty folder,
 * so making the keys, opening the database and listening count.
 */
final class JvmJoin implements Measurement {
  private static final int OTHERS = 16;
  private static final int TRIES = 40;
  private static final int WARM_UP = 8;
  private static final int VALUES = 20;
  private static final int THREE = 3;
  private static final int PATIENCE_SECONDS = 20;
  private static final int RETRY_MILLIS = 5;

  private final Samples listening = new Samples();
  private final Samples firstLink = new Samples();
  private final Samples threeLinks = new Samples();
  private final Samples firstGet = new Samples();

  @Override
  public void run(Setting setting, Report report) throws Exception {
    Path folder = setting.freshFolder("jvm-join");
    int tries = setting.tries(TRIES);
    int warmUp = setting.tries(WARM_UP);
    try (JvmNetwork network = new JvmNetwork(folder, OTHERS)) {
      for (int i = 0; i < VALUES; i++) {
        JvmPeer putter = network.peers().get(i % OTHERS);
        Await.get(putter.put(name(i), Value.text(name(i)), PutOptions.open()), PATIENCE_SECONDS);
      }
      for (int i = 0; i < warmUp + tries; i++) {
        report.progress("jvm-join " + (i - warmUp + 1) + " of " + tries);
        join(network, folder.resolve("newcomer" + i), i, i >= warmUp);
      }
    }
    Map<String, Object> parameters =
        Map.of("others", OTHERS, "from", "call of JvmPeer.join on an empty folder");
    report.figure("jvm-join-listening", "ms", listening, parameters);
    report.figure("jvm-join-first-link", "ms", firstLink, parameters);
    report.figure("jvm-join-three-links", "ms", threeLinks, parameters);
    report.figure("jvm-join-first-get", "ms", firstGet, parameters);
  }

  private void join(JvmNetwork network, Path folder, int number, boolean counts) throws Exception {
    long start = System.nanoTime();
    CompletableFuture<JvmPeer> joining = JvmPeer.join(folder, network.newcomer());
    double opened = Await.millisSince(start);
    JvmPeer peer;
    try {
      peer = Await.get(joining, JvmNetwork.JOIN_SECONDS);
    } catch (MeasurementFailure e) {
      if (counts) {
        firstLink.fail();
        threeLinks.fail();
        firstGet.fail();
      }
      return;
    }
    double joined = Await.millisSince(start);
    CompletableFuture<Double> linked = threeLinks(peer, start);
    double got = firstGet(peer, name(number % VALUES), start);
    if (counts) {
      listening.add(opened);
      firstLink.add(joined);
      take(firstGet, got);
      try {
        take(threeLinks, Await.get(linked, PATIENCE_SECONDS));
      } catch (MeasurementFailure e) {
        threeLinks.fail();
      }
    }
    Await.get(peer.leave(), PATIENCE_SECONDS);
  }

  private static void take(Samples samples, double millis) {
    if (Double.isNaN(millis)) {
      samples.fail();
    } else {
      samples.add(millis);
    }
  }

  private static CompletableFuture<Double> threeLinks(JvmPeer peer, long start) {
    CompletableFuture<Double> reached = new CompletableFuture<>();
    Runnable look =
        () ->
            peer.links()
                .thenAccept(
                    links -> {
                      if (JvmNetwork.counted(links) >= THREE) {
                        reached.complete(Await.millisSince(start));
                      }
                    });
    peer.addListener(
        new PeerListener() {
          @Override
          public void onLink(LinkInfo link) {
            look.run();
          }
        });
    look.run();
    return reached;
  }

  /** Asks until the value is there, as an application would; NaN where it never is. */
  private static double firstGet(JvmPeer peer, String name, long start)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < end) {
      try {
        if (Await.get(peer.get(name), PATIENCE_SECONDS).isPresent()) {
          return Await.millisSince(start);
        }
      } catch (MeasurementFailure notYet) {
        // Asked again below.
      }
      Thread.sleep(RETRY_MILLIS);
    }
    return Double.NaN;
  }

  private static String name(int number) {
    return "benchmarks/join/" + number;
  }
}
