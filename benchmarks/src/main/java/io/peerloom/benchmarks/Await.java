package io.peerloom.benchmarks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Waiting with a bound, and milliseconds on the clock that never jumps. */
final class Await {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final int POLL_MILLIS = 20;

  private Await() {}

  static double millisSince(long startNanos) {
    return (System.nanoTime() - startNanos) / NANOS_PER_MILLI;
  }

  static double millis(long nanos) {
    return nanos / NANOS_PER_MILLI;
  }

  /** The outcome of a future; fails where the future fails or takes too long. */
  static <T> T get(CompletableFuture<T> future, int seconds) throws InterruptedException {
    try {
      return future.get(seconds, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new MeasurementFailure(String.valueOf(e.getCause()));
    } catch (TimeoutException e) {
      throw new MeasurementFailure("no answer in " + seconds + " s");
    }
  }

  /** Waits for something beside what is measured; false where it did not come in time. */
  static boolean until(BooleanSupplier condition, int seconds) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.sleep(POLL_MILLIS);
    }
    return true;
  }
}
