package io.peerloom.simulator.time;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.Rng;
import io.peerloom.core.base.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One process: its share of virtual time, which ends when it is killed, stands still while it is
 * paused, and comes by the second while it is a hidden page. What it does may take time on its
 * processor. Its wall clock may be off, and may jump.
 */
public final class SimulatedEnv implements Env {
  /** Where right wall clocks stand when a world begins. */
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

  /** A process with a processor of those costs; with null for them its work takes no time. */
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

  /** Ends the process: nothing it planned happens any more. */
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

  /** Stops the process where it is; what becomes due meanwhile happens when it goes on. */
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

  /** Its processor; null where its work takes no time. */
  public Processor processor() {
    return processor;
  }

  /** Sets the wall clock to that far ahead of the right time. */
  public void clockOffset(long millis) {
    clockOffsetMillis = millis;
  }

  /**
   * Whether the process runs now what it planned; while it is paused or busy it keeps it for later.
   */
  boolean takes(VirtualTime.Event due) {
    if (dead) {
      return false;
    }
    if (paused) {
      held.add(due);
      return false;
    }
    return processor == null || processor.takes(due);
  }

  /** Does something on its loop: at once, or where it has a processor when its turn has come. */
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

  /** Something the platform does for the process, which no browser delays as it does timers. */
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
