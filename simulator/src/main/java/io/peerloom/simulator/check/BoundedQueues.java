package io.peerloom.simulator.check;

import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.World;
import io.peerloom.simulator.network.Pipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What waits is bounded: bytes towards a peer, and what a process has planned. */
public final class BoundedQueues {
  /** What a link may have accepted and not sent, and the message that crossed that bound. */
  private static final int MAX_WAITING_BYTES = (1 << 20) + 64 * 1024;

  /** Timers of one process: its links' and its open requests'. */
  private static final int MAX_PLANNED = 20_000;

  private BoundedQueues() {}

  /** What is wrong now, in words. */
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
