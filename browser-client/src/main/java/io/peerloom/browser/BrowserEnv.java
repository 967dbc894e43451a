package io.peerloom.browser;

import io.peerloom.browser.dom.Page;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.Fifo;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.Rng;
import io.peerloom.core.base.Timer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The web page as a peer's loop: its clock, timers and console.
 *
 * <p>Tasks without delay do not go through {@code setTimeout}, which waits 4 ms when nested and up
 * to a minute in a hidden tab, but through a message of the page to itself.
 */
final class BrowserEnv implements Env {
  /** Longer than a transport takes to close. */
  private static final int CLOSE_MILLIS = 2_000;

  private final Fifo<PageTimer> due = new Fifo<>();
  private final Page.Turn turn = Page.turn(this::runNext);
  private final Rng rng;

  /** Timers that have not fired; at most as many as the core has scheduled. */
  private final Set<PageTimer> pending = new LinkedHashSet<>();

  BrowserEnv(int seed) {
    rng = new Rng(seed);
  }

  @Override
  public long monotonicMillis() {
    return (long) Page.monotonicMillis();
  }

  @Override
  public long wallMillis() {
    return (long) Page.wallMillis();
  }

  @Override
  public Timer after(long delayMillis, Runnable task) {
    PageTimer timer = new PageTimer(task);
    if (delayMillis <= 0) {
      due.add(timer);
      turn.run();
    } else {
      pending.add(timer);
      timer.id = Page.setTimeout(timer::run, (int) Math.min(delayMillis, Integer.MAX_VALUE));
    }
    return timer;
  }

  private void runNext() {
    due.poll().run();
  }

  /**
   * Ends the loop after current operations have completed; nothing runs after that, and no timer is
   * left that would keep a process alive.
   */
  void close() {
    Page.setTimeout(
        () -> {
          turn.close();
          for (PageTimer timer : new ArrayList<>(pending)) {
            timer.cancel();
          }
        },
        CLOSE_MILLIS);
  }

  @Override
  public Rng rng() {
    return rng;
  }

  @Override
  public void log(LogLevel level, String message) {
    String method = level == LogLevel.WARN ? "warn" : level == LogLevel.INFO ? "info" : "debug";
    Page.log(method, "peerloom: " + message);
  }

  private final class PageTimer implements Timer {
    private Runnable task;
    private int id;

    PageTimer(Runnable task) {
      this.task = task;
    }

    void run() {
      pending.remove(this);
      Runnable todo = task;
      task = null;
      if (todo != null) {
        todo.run();
      }
    }

    @Override
    public void cancel() {
      task = null;
      pending.remove(this);
      if (id != 0) {
        Page.clearTimeout(id);
      }
    }
  }
}
