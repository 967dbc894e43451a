package io.peerloom.jvm.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Runs checks side by side, so that all together take as long as the slowest, and not longer than a
 * bound.
 */
public final class CheckRun {
  private final Map<String, Callable<List<Finding>>> checks = new LinkedHashMap<>();

  /** Adds a check under what it checks; a second one of that name replaces the first. */
  public CheckRun add(String subject, Callable<List<Finding>> check) {
    checks.put(subject, check);
    return this;
  }

  /** What will be checked, in order. */
  public List<String> subjects() {
    return List.copyOf(checks.keySet());
  }

  /**
   * Runs them all.
   *
   * @param bound after which a check that has not ended is a finding itself
   * @param done called with the subject of each that has ended, on any thread
   * @return the findings in the order in which the checks were added
   */
  public List<Finding> run(Duration bound, Consumer<String> done) {
    long end = System.nanoTime() + bound.toNanos();
    ExecutorService threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "peerloom-check");
              thread.setDaemon(true);
              return thread;
            });
    try {
      Map<String, Future<List<Finding>>> running = new LinkedHashMap<>();
      checks.forEach(
          (subject, check) ->
              running.put(
                  subject,
                  threads.submit(
                      () -> {
                        List<Finding> findings = check.call();
                        done.accept(subject);
                        return findings;
                      })));
      List<Finding> findings = new ArrayList<>();
      running.forEach((subject, check) -> findings.addAll(outcome(subject, check, end, bound)));
      return findings;
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<Finding> outcome(
      String subject, Future<List<Finding>> check, long end, Duration bound) {
    try {
      return check.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return List.of(
          Finding.of(
              FindingKind.CHECK_TOO_SLOW,
              subject,
              "the check did not end within " + bound.toSeconds() + " s",
              "check the name servers, or give it more time with --timeout"));
    } catch (ExecutionException e) {
      throw new IllegalStateException("the check of " + subject + " failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }
}
