package io.peerloom.simulator.check;

import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.World;
import io.peerloom.simulator.network.Pipe;
import io.peerloom.simulator.network.SimulatedHost;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * A pair of peers has at most one connection (R4, R9.1), counted in the network, where two cannot
 * hide behind one entry of a table. Two may overlap while both are being set up, so only those
 * count that are older than any attempt.
 */
public final class OneLinkPerPair {
  /** Longer than an attempt takes, including the closing of the connection that loses. */
  private static final int SETTLED_MILLIS = 20_000;

  private OneLinkPerPair() {}

  /** The current violations, in words. */
  public static List<String> violations(World world) {
    Map<SimulatedHost, Machine> machines = new IdentityHashMap<>();
    for (Machine machine : world.machines()) {
      if (machine.peer() != null) {
        machines.put(machine.host(), machine);
      }
    }
    List<String> violations = new ArrayList<>();
    for (Machine machine : machines.values()) {
      Map<Machine, Integer> connections = new IdentityHashMap<>();
      for (Pipe pipe : machine.host().pipes()) {
        Machine other = machines.get(pipe.farHost());
        boolean settled = world.now() - pipe.createdAt() > SETTLED_MILLIS;
        if (other != null && machine.number() < other.number() && settled && pipe.isLive()) {
          connections.merge(other, 1, Integer::sum);
        }
      }
      connections.forEach(
          (other, count) -> {
            if (count > 1) {
              violations.add(
                  "machines "
                      + machine.number()
                      + " and "
                      + other.number()
                      + " have "
                      + count
                      + " connections");
            }
          });
    }
    violations.sort(null);
    return violations;
  }
}
