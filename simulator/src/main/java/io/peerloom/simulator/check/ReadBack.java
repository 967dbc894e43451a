package io.peerloom.simulator.check;

import io.peerloom.core.base.Promise;
import io.peerloom.simulator.machine.World;
import java.util.Map;
import java.util.function.Function;

/** Waits for the answers to reads, in virtual time. */
public final class ReadBack {
  private static final int POLL_MILLIS = 500;

  private ReadBack() {}

  /**
   * Waits for answers, and as long again if some are late. Repeats gets that failed because holders
   * were unreachable: a stalled message delays all that follow it on the same link, for as long as
   * a request's timeout.
   */
  public static <K, T> void await(
      World world, Map<K, Promise<T>> asked, Function<K, Promise<T>> again, long withinMillis) {
    await(world, asked, withinMillis);
    long until = world.now() + withinMillis;
    while (world.now() < until
        && asked.values().stream().anyMatch(answer -> !answer.isDone() || answer.isFailed())) {
      world.run(POLL_MILLIS);
      asked.replaceAll((what, answer) -> answer.isFailed() ? again.apply(what) : answer);
      await(world, asked, withinMillis);
    }
  }

  private static <K, T> void await(World world, Map<K, Promise<T>> asked, long withinMillis) {
    long until = world.now() + withinMillis;
    while (world.now() < until && !asked.values().stream().allMatch(Promise::isDone)) {
      world.run(POLL_MILLIS);
    }
  }
}
