package io.peerloom.jvm.archive;

import io.peerloom.core.base.Rng;
import io.peerloom.jvm.logs.EventLog;
import java.security.SecureRandom;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A loop with a thread of its own, as an append may block where the archive's connection does. */
final class ThreadArchiveLoop implements ArchiveLoop {
  private final ScheduledThreadPoolExecutor thread;
  private final Rng rng = new Rng(new SecureRandom().nextInt());

  ThreadArchiveLoop() {
    thread =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread made = new Thread(task, "peerloom-archive");
              made.setDaemon(true);
              return made;
            },
            // What the last events submit after close().
            new ThreadPoolExecutor.DiscardPolicy());
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public long wallMillis() {
    return System.currentTimeMillis();
  }

  @Override
  public void execute(Runnable task) {
    thread.execute(() -> guarded(task));
  }

  @Override
  public void after(long millis, Runnable task) {
    var unused = thread.schedule(() -> guarded(task), millis, TimeUnit.MILLISECONDS);
  }

  /** A task that throws is a bug: it is logged, and the loop continues. */
  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      EventLog.of("archive").failure("task.failed", e);
    }
  }

  @Override
  public Rng rng() {
    return rng;
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
