package io.peerloom.e2e;

import io.peerloom.e2e.ProcessNetwork.Member;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Kills nodes with kill -9, at most two at a time, and restarts each some seconds later with
 * another clock. A node that does not serve again is started once more with a right clock, so that
 * the run continues; the failure is recorded.
 */
final class KillsAndClocks implements Runnable {
  private static final List<Duration> OFFSETS =
      List.of(
          Duration.ofMinutes(10),
          Duration.ofHours(-1),
          Duration.ofSeconds(-90),
          Duration.ofDays(1),
          Duration.ZERO,
          Duration.ofMinutes(-10),
          Duration.ofDays(-1),
          Duration.ofHours(1));

  /** A start may take long on such a busy machine; its duration is printed. */
  private static final Duration SERVING = Bounds.SERVING.multipliedBy(2);

  private static final int LEAST_PAUSE_MILLIS = 3_000;
  private static final int PAUSE_MILLIS = 4_000;
  private static final int LEAST_DOWN_MILLIS = 1_500;
  private static final int DOWN_MILLIS = 4_000;

  private final ProcessNetwork network;
  private final List<Member> victims;
  private final boolean clocks;
  private final Random random;
  private final Consumer<String> log;
  private final List<String> failures = new ArrayList<>();
  private volatile boolean stopped;
  private int kills;

  KillsAndClocks(
      ProcessNetwork network, List<Member> victims, PromisesOptions options, Consumer<String> log) {
    this.network = network;
    this.victims = victims;
    this.clocks = options.clocks();
    this.random = new Random(options.seed());
    this.log = log;
  }

  /** Ends after the nodes that are down have been restarted. */
  void stop() {
    stopped = true;
  }

  int kills() {
    return kills;
  }

  /** Starts that failed; read them after this has ended. */
  List<String> failures() {
    return failures;
  }

  @Override
  public void run() {
    while (!stopped) {
      Pause.millis(LEAST_PAUSE_MILLIS + random.nextInt(PAUSE_MILLIS));
      if (stopped) {
        return;
      }
      List<Member> dying = new ArrayList<>();
      dying.add(victims.get(random.nextInt(victims.size())));
      Member second = victims.get(random.nextInt(victims.size()));
      if (!dying.contains(second) && random.nextBoolean()) {
        dying.add(second);
      }
      try {
        log.accept("kill -9 " + dying);
        ProcessNetwork.kill(dying);
        kills += dying.size();
        Pause.millis(LEAST_DOWN_MILLIS + random.nextInt(DOWN_MILLIS));
        for (Member node : dying) {
          restart(node);
        }
      } catch (Exception e) {
        failures.add("cannot go on killing: " + e);
        return;
      }
    }
  }

  private void restart(Member node) throws Exception {
    Duration offset = clocks ? OFFSETS.get(random.nextInt(OFFSETS.size())) : Duration.ZERO;
    node.clockOffset(offset);
    log.accept("start " + node + (offset.isZero() ? "" : ", its clock off by " + offset));
    if (serves(node, offset)) {
      return;
    }
    node.clockOffset(Duration.ZERO);
    if (!serves(node, Duration.ZERO)) {
      throw new IllegalStateException(node + " does not come back");
    }
  }

  private boolean serves(Member node, Duration offset) throws Exception {
    long start = System.nanoTime();
    try {
      network.start(List.of(node), SERVING);
      double seconds = (System.nanoTime() - start) / 1e9;
      log.accept(String.format(Locale.ROOT, "%s serves again after %.1f s", node, seconds));
      return true;
    } catch (AssertionError notServing) {
      String failure = node + " does not serve, its clock off by " + offset;
      log.accept(failure);
      failures.add(failure + ": " + notServing.getMessage());
      return false;
    }
  }
}
