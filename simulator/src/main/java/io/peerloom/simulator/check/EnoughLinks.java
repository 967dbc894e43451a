package io.peerloom.simulator.check;

import io.peerloom.core.Peer;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.routing.ConnectionBudget;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.World;
import java.util.ArrayList;
import java.util.List;

/** Every peer has three links, without those to bridges, or as many as are possible (R1.1). */
public final class EnoughLinks {
  private EnoughLinks() {}

  /**
   * The current violations, in words. A node on a copied disk rightly refuses to run while its
   * original does.
   */
  public static List<String> violations(World world) {
    List<String> violations = new ArrayList<>();
    for (Machine machine : world.machines()) {
      Peer peer = machine.peer();
      if (machine.isRunning() && peer == null) {
        if (machine.kind() == PeerKind.NODE && machine.runsTwice()) {
          continue;
        }
        violations.add("machine " + machine.number() + " has not joined: " + machine.failure());
      } else if (machine.isRunning() && machine.traits().lie() == null) {
        long links = peer.links().stream().filter(link -> !link.kind().equals("bridge")).count();
        int needed = world.linkable(machine, ConnectionBudget.MIN_LINKS);
        if (links < needed) {
          violations.add(
              name(peer.id()) + " (" + peer.kind() + ") has " + links + " links of " + needed);
        }
      }
    }
    return violations;
  }

  private static String name(String id) {
    return id.substring(0, 8);
  }
}
