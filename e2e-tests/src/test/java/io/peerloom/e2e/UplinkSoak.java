package io.peerloom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every change of the network under a page, many times, and a machine that sleeps: the times until
 * it goes on, printed as percentiles (R1.5, R17.4).
 */
class UplinkSoak {
  @RegisterExtension static final KeptWhenFailed KEPT = new KeptWhenFailed();

  private static final int ROUNDS = Integer.getInteger("peerloom.soak.rounds", 10);

  /** Topic messages come every 500 ms, so each sleep misses a hundred. */
  private static final int ASLEEP_MILLIS = 50_000;

  /** Longer than a machine sleeps without anybody noticing, and what R17.4 names. */
  private static final int LONG_ASLEEP_MILLIS = 600_000;

  /** Wanted, and what a machine of two cores under the load of two browsers adds. */
  private static final long SWITCHED_MILLIS = 3_000 + 1_000;

  private static long percentile(List<Long> millis, int percent) {
    List<Long> sorted = millis.stream().sorted().toList();
    return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
  }

  private static String percentiles(List<Long> millis) {
    return millis.size()
        + " times, p50 "
        + percentile(millis, 50)
        + " ms, p99 "
        + percentile(millis, 99)
        + " ms";
  }

  @Test
  void everyChangeManyTimes() throws Exception {
    try (ChangingUplinks uplinks = new ChangingUplinks(KEPT.folder())) {
      Map<String, List<Long>> millis = new LinkedHashMap<>();
      List<Long> all = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        for (Map.Entry<String, ChangingUplinks.Change> change : uplinks.changes().entrySet()) {
          List<Long> taken = uplinks.millisAfter(change.getValue()).subList(0, 2);
          millis.computeIfAbsent(change.getKey(), key -> new ArrayList<>()).addAll(taken);
          all.addAll(taken);
        }
      }
      millis.forEach((name, taken) -> System.out.println(name + ": " + percentiles(taken)));
      System.out.println("all changes: " + percentiles(all));
      uplinks.assertAllOnce();
      assertThat(percentile(all, 99)).isLessThan(SWITCHED_MILLIS);
    }
  }

  @Test
  void aMachineThatSleepsCatchesUp() throws Exception {
    try (ChangingUplinks uplinks = new ChangingUplinks(KEPT.folder())) {
      List<Long> millis = new ArrayList<>();
      for (int i = 0; i < ROUNDS; i++) {
        millis.add(uplinks.millisToCatchUp(ASLEEP_MILLIS));
      }
      System.out.println("asleep for 50 s: " + percentiles(millis));
      System.out.println("for 10 minutes: " + uplinks.millisToCatchUp(LONG_ASLEEP_MILLIS) + " ms");
    }
  }
}
