package io.peerloom.simulator.workload;

import io.peerloom.core.base.Promise;
import io.peerloom.simulator.fault.Fault;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.World;
import java.util.ArrayList;
import java.util.List;

/** Load as a fault: machines that start more operations than they can finish. */
public final class LoadFault {
  private static final int TICK_MILLIS = 10;

  /**
   * Delay before the next operation after one that failed or took no time: if nobody is reachable,
   * or there is no processor, nothing else slows a closed loop.
   */
  private static final int PAUSE_MILLIS = 50;

  private final World world;
  private final Workload workload;
  private long overAt;

  public LoadFault(World world, Workload workload) {
    this.world = world;
    this.workload = workload;
  }

  /** Loads each of these machines from now on, for as long as the fault says. */
  public void begin(Fault.Load load, List<Machine> machines) {
    long until = world.now() + load.forMillis();
    overAt = Math.max(overAt, until);
    for (Machine machine : new ArrayList<>(machines)) {
      if (load.perSecond() > 0) {
        tick(load, machine, until, 0);
      }
      for (int i = 0; i < load.inFlight(); i++) {
        next(load, machine, until);
      }
    }
  }

  /** When all load that began so far ends. */
  public long overAt() {
    return overAt;
  }

  /** An open loop: that many a second, whether or not earlier ones have ended. */
  private void tick(Fault.Load load, Machine machine, long until, int rest) {
    int due = rest + load.perSecond() * TICK_MILLIS;
    for (; due >= 1000; due -= 1000) {
      once(load, machine);
    }
    int left = due;
    if (world.now() < until) {
      world.after(TICK_MILLIS, () -> tick(load, machine, until, left));
    }
  }

  /** A closed loop: the next operation starts a millisecond after one has ended. */
  private void next(Fault.Load load, Machine machine, long until) {
    if (world.now() >= until) {
      return;
    }
    long from = world.now();
    once(load, machine)
        .then(
            ok -> {
              int pause = world.now() > from ? 1 : PAUSE_MILLIS;
              world.after(pause, () -> next(load, machine, until));
            },
            e -> world.after(PAUSE_MILLIS, () -> next(load, machine, until)));
  }

  private Promise<?> once(Fault.Load load, Machine machine) {
    if (machine.peer() == null || !machine.isAwake()) {
      Promise<Void> later = new Promise<>();
      world.after(1_000, () -> later.complete(null));
      return later;
    }
    return switch (load.operation()) {
      case PUT -> workload.put(machine);
      case GET -> workload.get(machine);
      case PUBLISH -> workload.publish(machine);
    };
  }
}
