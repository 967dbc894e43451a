package io.peerloom.jvm.loop;

import io.peerloom.core.api.PeerState;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.Meter;
import io.peerloom.core.base.Rng;
import io.peerloom.core.base.Timer;
import io.peerloom.jvm.logs.EventLog;
import io.peerloom.jvm.logs.SettledState;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.event.Level;

/** The clocks, timers, random numbers and log of one peer. */
public final class JvmEnv implements Env {
  private static final String STATE = "peer.state";

  private final PeerLoop loop;
  private final ScheduledExecutorService scheduler;
  private final EventLog log;
  private final InstantSource clock;
  private final Meter meter;
  private final Rng rng;
  private final SettledState state = new SettledState();

  public JvmEnv(
      PeerLoop loop,
      ScheduledExecutorService scheduler,
      InstantSource clock,
      EventLog log,
      Meter meter,
      int seed) {
    this.clock = clock;
    this.loop = loop;
    this.scheduler = scheduler;
    this.log = log;
    this.meter = meter;
    this.rng = new Rng(seed);
  }

  @Override
  public long monotonicMillis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  @Override
  public long wallMillis() {
    return clock.millis();
  }

  @Override
  public Timer after(long delayMillis, Runnable task) {
    ScheduledTask due = new ScheduledTask(task);
    if (delayMillis <= 0) {
      loop.execute(due);
      return due;
    }
    due.future = scheduler.schedule(() -> loop.execute(due), delayMillis, TimeUnit.MILLISECONDS);
    return due;
  }

  @Override
  public Rng rng() {
    return rng;
  }

  @Override
  public void log(LogLevel level, String message) {
    log.text(slf4j(level), message);
  }

  @Override
  public void log(LogLevel level, String event, Object... pairs) {
    if (event.equals(STATE)) {
      logState(slf4j(level), pairs);
    } else {
      log.event(slf4j(level), event, pairs);
    }
  }

  private void logState(Level level, Object... pairs) {
    String next = String.valueOf(pairs[pairs.length - 1]);
    int change = state.changed(next);
    Runnable settled =
        () -> {
          if (state.isDue(change)) {
            // Never counted with others: the last line is the state it has.
            log.each(level, STATE, pairs);
          }
        };
    if (next.equals(PeerState.CLOSED.word())) {
      // Its loop ends.
      settled.run();
    } else {
      after(SettledState.SETTLED_MILLIS, settled);
    }
  }

  private static Level slf4j(LogLevel level) {
    return switch (level) {
      case DEBUG -> Level.DEBUG;
      case INFO -> Level.INFO;
      case WARN -> Level.WARN;
    };
  }

  @Override
  public Meter meter() {
    return meter;
  }

  /**
   * A timer's task. It runs and is cancelled on the loop, so clearing a field is enough to cancel
   * it.
   */
  private static final class ScheduledTask implements Timer, Runnable {
    private Runnable task;
    private ScheduledFuture<?> future;

    ScheduledTask(Runnable task) {
      this.task = task;
    }

    @Override
    public void run() {
      Runnable due = task;
      if (due != null) {
        task = null;
        due.run();
      }
    }

    @Override
    public void cancel() {
      task = null;
      if (future != null) {
        future.cancel(false);
      }
    }
  }
}
