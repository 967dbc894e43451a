package io.peerloom.simulator.check;

import io.peerloom.core.Peer;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.World;
import java.util.Map;
import java.util.TreeMap;

/** The peers of a world that run and have joined. */
final class RunningPeers {
  private RunningPeers() {}

  /** All of them, by id. */
  static Map<String, Peer> of(World world) {
    Map<String, Peer> peers = new TreeMap<>();
    for (Machine machine : world.machines()) {
      if (machine.peer() != null) {
        peers.put(machine.peer().id(), machine.peer());
      }
    }
    return peers;
  }
}
