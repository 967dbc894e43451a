package io.peerloom.jvm.loop;

import io.peerloom.jvm.logs.EventLog;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;

/**
 * A serial executor: all tasks of one peer run here, one after the other, on any free thread of a
 * small shared pool. So a process can host many peers, and the core needs no locks.
 *
 * <p>A task that throws is a bug: it is logged, and the loop continues. The queue needs no limit of
 * its own because its sources are limited: a socket stops reading when its window is full ({@code
 * JettySocket}), and the HTTP API has a bounded number of threads.
 */
public final class PeerLoop implements Executor {
  // A busy peer yields the thread to others after this many tasks.
  private static final int TASKS_IN_A_ROW = 128;

  private final Executor pool;
  private final EventLog log;
  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
  private boolean scheduled;
  private boolean closed;

  public PeerLoop(Executor pool, EventLog log) {
    this.pool = pool;
    this.log = log;
  }

  /** Runs a task after those submitted before; from any thread. Does nothing once closed. */
  @Override
  public void execute(Runnable task) {
    offer(task);
  }

  /** Like {@link #execute}; false if the loop is closed and the task will never run. */
  public boolean offer(Runnable task) {
    synchronized (tasks) {
      if (closed) {
        return false;
      }
      tasks.add(task);
      if (scheduled) {
        return true;
      }
      scheduled = true;
    }
    pool.execute(this::drain);
    return true;
  }

  private void drain() {
    for (int i = 0; i < TASKS_IN_A_ROW; i++) {
      Runnable task;
      synchronized (tasks) {
        task = tasks.poll();
        if (task == null) {
          scheduled = false;
          return;
        }
      }
      run(task);
    }
    pool.execute(this::drain);
  }

  /** Runs an application's code inside a task; exceptions are logged and have no other effect. */
  public void guard(Runnable code) {
    run(code);
  }

  // Errors, too: if one ended the loop, the peer would look alive and do nothing.
  @SuppressWarnings("CatchingUnchecked")
  private void run(Runnable task) {
    try {
      task.run();
    } catch (Throwable failure) {
      log.failure("task.failed", failure);
    }
  }

  /** Accepts no more tasks; those submitted before still run. */
  public void close() {
    synchronized (tasks) {
      closed = true;
    }
  }
}
