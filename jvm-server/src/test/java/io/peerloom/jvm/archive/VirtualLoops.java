package io.peerloom.jvm.archive;

import io.peerloom.core.base.Rng;
import java.util.PriorityQueue;

/** Virtual time, and loops on it that can be stopped at any moment, as a process can. */
final class VirtualLoops {
  private record Task(long at, long number, Runnable run) implements Comparable<Task> {
    @Override
    public int compareTo(Task other) {
      return at == other.at ? Long.compare(number, other.number) : Long.compare(at, other.at);
    }
  }

  private static final int MAX_LATE_MILLIS = 100;

  private final PriorityQueue<Task> tasks = new PriorityQueue<>();
  private final Rng rng;
  private long now;
  private long count;

  VirtualLoops(Rng rng, long now) {
    this.rng = rng;
    this.now = now;
  }

  long now() {
    return now;
  }

  void at(long when, Runnable run) {
    tasks.add(new Task(Math.max(now, when), count++, run));
  }

  void runFor(long millis) {
    long end = now + millis;
    while (!tasks.isEmpty() && tasks.peek().at <= end) {
      Task next = tasks.poll();
      now = next.at;
      next.run.run();
    }
    now = end;
  }

  /** A loop of a process, which is late at times; once it is closed nothing of it runs. */
  ArchiveLoop newLoop() {
    return new ArchiveLoop() {
      private boolean closed;
      private long busyUntil;

      @Override
      public long wallMillis() {
        return now;
      }

      @Override
      public void execute(Runnable task) {
        int late = rng.nextInt(20) == 0 ? rng.nextInt(MAX_LATE_MILLIS) : 0;
        busyUntil = Math.max(busyUntil, now + late);
        at(
            busyUntil,
            () -> {
              if (!closed) {
                task.run();
              }
            });
      }

      @Override
      public void after(long millis, Runnable task) {
        at(now + millis, () -> execute(task));
      }

      @Override
      public Rng rng() {
        return rng;
      }

      @Override
      public void close() {
        closed = true;
      }
    };
  }
}
