package io.peerloom.simulator;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.Rng;
import io.peerloom.core.base.Timer;
import java.util.function.Consumer;

/** One process: its share of virtual time, which ends when it is killed. */
public final class SimulatedEnv implements Env {
  /** Where wall clocks stand when a world begins. */
  static final long EPOCH = 1_700_000_000_000L;

  private final VirtualTime time;
  private final Rng rng;
  private final String name;
  private final Consumer<String> log;
  private boolean dead;

  SimulatedEnv(VirtualTime time, int seed, String name, Consumer<String> log) {
    this.time = time;
    this.rng = new Rng(seed);
    this.name = name;
    this.log = log;
  }

  /** Ends the process: nothing it planned happens any more. */
  void kill() {
    dead = true;
  }

  boolean isDead() {
    return dead;
  }

  @Override
  public long monotonicMillis() {
    return time.now();
  }

  @Override
  public long wallMillis() {
    return EPOCH + time.now();
  }

  @Override
  public Timer after(long delayMillis, Runnable task) {
    return time.after(
        delayMillis,
        () -> {
          if (!dead) {
            task.run();
          }
        });
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
