package io.peerloom.simulator;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.Rng;
import io.peerloom.core.base.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One process: its share of virtual time, which ends when it is killed, stands still while it is
 * paused, and comes by the second while it is a hidden page. Its wall clock may be off.
 */
public final class SimulatedEnv implements Env {
  /** Where right wall clocks stand when a world begins. */
  static final long EPOCH = 1_700_000_000_000L;

  /** How often a browser runs the timers of a hidden page that has an open data channel. */
  private static final int HIDDEN_MILLIS = 1_000;

  private final VirtualTime time;
  private final Rng rng;
  private final String name;
  private final Consumer<String> log;
  private final int clockOffsetMillis;
  private final List<VirtualTime.Event> held = new ArrayList<>();
  private boolean dead;
  private boolean paused;
  private boolean hidden;

  SimulatedEnv(
      VirtualTime time, int seed, String name, Consumer<String> log, int clockOffsetMillis) {
    this.time = time;
    this.rng = new Rng(seed);
    this.name = name;
    this.log = log;
    this.clockOffsetMillis = clockOffsetMillis;
  }

  /** Ends the process: nothing it planned happens any more. */
  void kill() {
    dead = true;
    held.clear();
  }

  boolean isDead() {
    return dead;
  }

  /** Stops the process where it is; what becomes due meanwhile happens when it goes on. */
  void pause() {
    paused = true;
  }

  void resume() {
    paused = false;
    List<VirtualTime.Event> late = new ArrayList<>(held);
    held.clear();
    time.resume(late);
  }

  void hidden(boolean now) {
    hidden = now;
  }

  /** Whether the process runs now what it planned; while it is paused it keeps it for later. */
  boolean takes(VirtualTime.Event due) {
    if (paused && !dead) {
      held.add(due);
    }
    return !paused && !dead;
  }

  @Override
  public long monotonicMillis() {
    return time.now();
  }

  @Override
  public long wallMillis() {
    return EPOCH + time.now() + clockOffsetMillis;
  }

  @Override
  public Timer after(long delayMillis, Runnable task) {
    long delay = delayMillis;
    if (hidden) {
      delay += HIDDEN_MILLIS - 1 - (time.now() + delay + HIDDEN_MILLIS - 1) % HIDDEN_MILLIS;
    }
    return time.after(delay, this, task);
  }

  /** Something the platform does for the process, which no browser delays as it does timers. */
  void complete(long delayMillis, Runnable task) {
    time.after(delayMillis, this, task);
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
