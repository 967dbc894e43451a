package io.peerloom.core.support;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.Rng;
import io.peerloom.core.base.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/** Virtual time for tests: nothing happens until it is told to pass. */
public final class TestEnv implements Env {
  /** Where the wall clock stands at the beginning. */
  public static final long EPOCH = 1_700_000_000_000L;

  private record Task(long at, int number, Runnable run) implements Comparable<Task> {
    @Override
    public int compareTo(Task other) {
      return at != other.at ? Long.compare(at, other.at) : Integer.compare(number, other.number);
    }
  }

  private final PriorityQueue<Task> tasks = new PriorityQueue<>();
  private final Rng rng;
  private final List<String> log = new ArrayList<>();
  private long now = 1_000;
  private int scheduled;

  public TestEnv(int seed) {
    rng = new Rng(seed);
  }

  /** Lets time pass, with everything that is due in it. */
  public void pass(long millis) {
    long until = now + millis;
    while (!tasks.isEmpty() && tasks.peek().at <= until) {
      Task task = tasks.poll();
      now = Math.max(now, task.at);
      task.run.run();
    }
    now = until;
  }

  /** Time that passes while nothing runs, as on a machine that sleeps: what was due is late. */
  public void sleep(long millis) {
    now += millis;
  }

  @Override
  public long monotonicMillis() {
    return now;
  }

  @Override
  public long wallMillis() {
    return EPOCH + now;
  }

  @Override
  public Timer after(long delayMillis, Runnable task) {
    boolean[] cancelled = {false};
    Runnable unlessCancelled =
        () -> {
          if (!cancelled[0]) {
            task.run();
          }
        };
    tasks.add(new Task(now + Math.max(0, delayMillis), scheduled++, unlessCancelled));
    return () -> cancelled[0] = true;
  }

  @Override
  public Rng rng() {
    return rng;
  }

  @Override
  public void log(LogLevel level, String message) {
    log.add(level + " " + message);
  }

  /** What was logged so far. */
  public List<String> log() {
    return log;
  }
}
