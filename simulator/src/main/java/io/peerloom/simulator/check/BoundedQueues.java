package io.peerloom.simulator.check;

import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.World;
import io.peerloom.simulator.network.Pipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Queues are bounded: the bytes waiting to be sent to a peer, and the scheduled tasks of a process.
 */
public final class BoundedQueues {
  /** Bytes a link may have accepted and not sent, plus the message that crossed that bound. */
  private static final int MAX_WAITING_BYTES = (1 << 20) + 64 * 1024;

  /** Timers of one process, those of its links and pending requests included. */
  private static final int MAX_PLANNED = 20_000;

  private BoundedQueues() {}

  /** The current violations, in words. */
  public static List<String> violations(World world) {
    List<String> violations = new ArrayList<>();
    Map<Integer, Integer> planned = world.plannedTasks();
    for (Machine machine : world.machines()) {
      if (machine.isRunning()) {
        for (Pipe pipe : machine.host().pipes()) {
          if (pipe.waitingBytes() > MAX_WAITING_BYTES) {
            violations.add(
                "machine " + machine.number() + " has " + pipe.waitingBytes() + " bytes waiting");
          }
        }
        int timers = planned.getOrDefault(machine.number(), 0);
        if (timers > MAX_PLANNED) {
          violations.add("machine " + machine.number() + " has " + timers + " timers");
        }
      }
    }
    return violations;
  }
}
