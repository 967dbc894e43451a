package io.peerloom.simulator.check;

import io.peerloom.core.Peer;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every operation ends with a value or a code in time, as long as its peer runs (R12.5). */
public final class OperationsEnd {
  /** No operation may take longer; the slowest takes several steps of some seconds each. */
  private static final int OPERATION_MILLIS = 60_000;

  /** An operation without an outcome yet. */
  private record PendingOperation(String what, Machine machine, Peer asker, long at) {}

  private final World world;
  private final Map<Integer, PendingOperation> pending = new TreeMap<>();
  private int started;

  public OperationsEnd(World world) {
    this.world = world;
  }

  /** A machine's peer begins an operation; returns the operation's number. */
  public int started(String what, Machine machine) {
    pending.put(started, new PendingOperation(what, machine, machine.peer(), world.now()));
    return started++;
  }

  /** The operation with that number has an outcome. */
  public void ended(int number) {
    pending.remove(number);
  }

  /** The operations that should have ended long ago. */
  public List<String> violations() {
    List<String> violations = new ArrayList<>();
    for (PendingOperation each : pending.values()) {
      if (each.machine.peer() == each.asker && world.now() - each.at > OPERATION_MILLIS) {
        violations.add(each.what + " of machine " + each.machine.number() + " at " + each.at);
      }
    }
    return violations;
  }
}
