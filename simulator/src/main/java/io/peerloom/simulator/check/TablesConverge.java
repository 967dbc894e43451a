package io.peerloom.simulator.check;

import io.peerloom.core.Probe;
import io.peerloom.core.connection.Link;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.routing.Contact;
import io.peerloom.core.wire.RoutingMessage;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A routing table is right about the peer's links, and contains the nearest peer that could be
 * linked, unless too many other peers are nearer: an answer returns only so many contacts.
 */
public final class TablesConverge {
  private static final int ESTABLISHED_MILLIS = 60_000;

  private TablesConverge() {}

  /** The current violations, in words. */
  public static List<String> violations(World world) {
    List<Machine> established = new ArrayList<>();
    for (Machine machine : world.machines()) {
      boolean old = world.now() - machine.startedAt() >= ESTABLISHED_MILLIS;
      if (machine.peer() != null && old && machine.traits().lie() == null) {
        established.add(machine);
      }
    }
    List<String> violations = new ArrayList<>();
    for (Machine machine : established) {
      Probe probe = new Probe(machine.peer());
      Set<NodeId> linked = new TreeSet<>();
      for (Link link : probe.links()) {
        linked.add(link.peerId());
        Contact contact = probe.contact(link.peerId());
        if (contact == null || !contact.isLinked()) {
          violations.add(probe.id() + " has a link to " + link.peerId() + " its table misses");
        }
      }
      for (Contact contact : probe.contacts()) {
        if (contact.isLinked() && !linked.contains(contact.id())) {
          violations.add(probe.id() + " has no link to " + contact.id() + " as its table says");
        }
      }
      NodeId nearest = nearest(machine, probe.id(), established);
      if (nearest != null
          && probe.contact(nearest) == null
          && isAmong(RoutingMessage.MAX_CONTACTS, nearest, probe.id(), established)) {
        violations.add(probe.id() + " does not know its nearest neighbour " + nearest);
      }
    }
    return violations;
  }

  private static NodeId nearest(Machine self, NodeId selfId, List<Machine> established) {
    NodeId nearest = null;
    for (Machine other : established) {
      if (other != self && self.canLink(other)) {
        NodeId id = new Probe(other.peer()).id();
        if (nearest == null || selfId.compareDistance(id, nearest) < 0) {
          nearest = id;
        }
      }
    }
    return nearest;
  }

  private static boolean isAmong(int most, NodeId id, NodeId self, List<Machine> established) {
    int nearer = 0;
    for (Machine other : established) {
      nearer += self.compareDistance(new Probe(other.peer()).id(), id) < 0 ? 1 : 0;
    }
    // The nearer ones include the peer itself, which answers to it return, too.
    return nearer < most;
  }
}
