package io.peerloom.core.pubsub;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.Timer;

/** Runs a task at the earliest of the times it was scheduled for, which a later one never moves. */
final class EarliestTimer {
  private final Env env;
  private final Runnable task;
  private Timer timer;
  private long dueAt;

  EarliestTimer(Env env, Runnable task) {
    this.env = env;
    this.task = task;
  }

  /** Runs it then, or earlier if it is due before. */
  void schedule(int millis) {
    long due = env.monotonicMillis() + millis;
    if (timer != null && dueAt <= due) {
      return;
    }
    cancel();
    dueAt = due;
    timer =
        env.after(
            millis,
            () -> {
              timer = null;
              task.run();
            });
  }

  void cancel() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }
}
