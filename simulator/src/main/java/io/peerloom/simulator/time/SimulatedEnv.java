package io.peerloom.simulator.time;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.Rng;
import io.peerloom.core.base.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One process and its share of virtual time: none after it is killed, none while it is paused, and
 * one slot a second while it is a hidden browser peer. Its work may take time on its processor. Its
 * wall clock may be wrong, and may jump.
 */
public final class SimulatedEnv implements Env {
  /** The right wall-clock time when a world begins. */
  public static final long EPOCH = 1_700_000_000_000L;

  /** How often a browser runs the timers of a hidden page that has an open data channel. */
  private static final int HIDDEN_MILLIS = 1_000;

  private final VirtualTime time;
  private final Rng rng;
  private final String name;
  private final Consumer<String> log;
  private final Processor processor;
  private long clockOffsetMillis;
  private final List<VirtualTime.Event> held = new ArrayList<>();
  private boolean dead;
  private boolean paused;
  private boolean hidden;

  public SimulatedEnv(
      VirtualTime time, int seed, String name, Consumer<String> log, long clockOffsetMillis) {
    this(time, seed, name, log, clockOffsetMillis, null);
  }

  /** A process with a processor of these costs; with null its work takes no time. */
  public SimulatedEnv(
      VirtualTime time,
      int seed,
      String name,
      Consumer<String> log,
      long clockOffsetMillis,
      ProcessorCosts costs) {
    this.time = time;
    this.rng = new Rng(seed);
    this.name = name;
    this.log = log;
    this.clockOffsetMillis = clockOffsetMillis;
    this.processor = costs == null ? null : new Processor(time, costs);
  }

  /** Ends the process: none of its scheduled tasks runs any more. */
  public void kill() {
    dead = true;
    held.clear();
    if (processor != null) {
      processor.stop();
    }
  }

  public boolean isDead() {
    return dead;
  }

  /** Pauses the process; tasks that become due meanwhile run when it resumes. */
  public void pause() {
    paused = true;
    if (processor != null) {
      held.addAll(processor.stop());
    }
  }

  public void resume() {
    paused = false;
    if (processor != null) {
      processor.goOn();
    }
    List<VirtualTime.Event> late = new ArrayList<>(held);
    held.clear();
    time.resume(late);
  }

  public void hidden(boolean now) {
    hidden = now;
  }

  /** Its processor; null if its work takes no time. */
  public Processor processor() {
    return processor;
  }

  /** Sets how far the wall clock is ahead of the right time. */
  public void clockOffset(long millis) {
    clockOffsetMillis = millis;
  }

  /** Whether the process runs this task now; a paused or busy process queues it. */
  boolean takes(VirtualTime.Event due) {
    if (dead) {
      return false;
    }
    if (paused) {
      held.add(due);
      return false;
    }
    return processor == null || processor.runsNow(due);
  }

  /** Runs a task on its loop: at once or, if it has a processor, when its turn comes. */
  public void run(Runnable task) {
    if (processor == null) {
      task.run();
      return;
    }
    VirtualTime.Event event = new VirtualTime.Event(time.now(), this, task);
    if (takes(event)) {
      event.run();
    }
  }

  @Override
  public long monotonicMillis() {
    return processor == null ? time.now() : processor.now();
  }

  @Override
  public long wallMillis() {
    return EPOCH + monotonicMillis() + clockOffsetMillis;
  }

  @Override
  public Timer after(long delayMillis, Runnable task) {
    long delay = Math.max(0, delayMillis) + monotonicMillis() - time.now();
    if (hidden) {
      delay += HIDDEN_MILLIS - 1 - (time.now() + delay + HIDDEN_MILLIS - 1) % HIDDEN_MILLIS;
    }
    return time.after(delay, this, task);
  }

  /** Schedules a completion by the platform, which browsers do not delay as they delay timers. */
  public void complete(long delayMillis, Runnable task) {
    time.after(monotonicMillis() - time.now() + delayMillis, this, task);
  }

  @Override
  public Rng rng() {
    return rng;
  }

  @Override
  public void log(LogLevel level, String message) {
    log.accept(time.now() + " " + name + " " + level + " " + message);
  }
}
