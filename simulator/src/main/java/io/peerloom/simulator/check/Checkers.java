package io.peerloom.simulator.check;

import io.peerloom.core.Peer;
import io.peerloom.core.Probe;
import io.peerloom.core.api.LinkInfo;
import io.peerloom.core.connection.Link;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.routing.ConnectionBudget;
import io.peerloom.core.routing.Contact;
import io.peerloom.core.wire.RoutingMessage;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.World;
import io.peerloom.simulator.network.Pipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What must hold of a world that has come to rest, whatever the scenario. */
public final class Checkers {
  /** The last message of a handshake may be on its way: one side knows of the link already. */
  private static final int JUST_OPENED_MILLIS = 1_000;

  /** What a link may have accepted and not sent, and the message that crossed that bound. */
  private static final int MAX_WAITING_BYTES = (1 << 20) + 64 * 1024;

  /** Timers of one process: its links' and its open requests'. */
  private static final int MAX_PLANNED = 20_000;

  private static final int ESTABLISHED_MILLIS = 60_000;

  private Checkers() {}

  /** All of them: the violations found, in words. */
  public static List<String> all(World world) {
    List<String> violations = new ArrayList<>();
    oneLinkPerPair(world, violations);
    enoughLinks(world, violations);
    return violations;
  }

  private static Map<String, Peer> running(World world) {
    Map<String, Peer> peers = new TreeMap<>();
    for (Machine machine : world.machines()) {
      if (machine.peer() != null) {
        peers.put(machine.peer().id(), machine.peer());
      }
    }
    return peers;
  }

  /** A pair has one link or none, and both sides agree on which (R4, R9.1). */
  public static void oneLinkPerPair(World world, List<String> violations) {
    Map<String, Peer> peers = running(world);
    for (Peer peer : peers.values()) {
      Set<String> linked = new TreeSet<>();
      for (LinkInfo link : peer.links()) {
        if (!linked.add(link.id())) {
          violations.add(name(peer.id()) + " has two links to " + name(link.id()));
        }
        if (link.openedAt() > world.wallNow() - JUST_OPENED_MILLIS) {
          continue;
        }
        Peer other = peers.get(link.id());
        if (other == null) {
          violations.add(name(peer.id()) + " holds a link to nobody: " + name(link.id()));
        } else if (other.links().stream().noneMatch(back -> back.id().equals(peer.id()))) {
          violations.add(name(link.id()) + " does not know its link from " + name(peer.id()));
        }
      }
    }
  }

  /**
   * Every peer has three links, bridges not counted, or all that can be had (R1.1). A server on a
   * copied disk has refused to run while its original does.
   */
  public static void enoughLinks(World world, List<String> violations) {
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
  }

  /** In a network below everybody's target, all known peers have been dialled (R8.3, R8.4). */
  public static void fullMesh(World world, List<String> violations) {
    Map<String, Peer> peers = running(world);
    for (Peer peer : peers.values()) {
      for (Peer other : peers.values()) {
        boolean counts = !peer.kind().equals("bridge") && !other.kind().equals("bridge");
        if (counts
            && peer != other
            && peer.links().stream().noneMatch(link -> link.id().equals(other.id()))) {
          violations.add(name(peer.id()) + " has no link to " + name(other.id()));
        }
      }
    }
  }

  /** Nobody has two links to the same peer (R9.1). */
  public static List<String> doubleLinks(World world) {
    List<String> violations = new ArrayList<>();
    for (Peer peer : running(world).values()) {
      Set<String> linked = new TreeSet<>();
      for (LinkInfo link : peer.links()) {
        if (!linked.add(link.id())) {
          violations.add(name(peer.id()) + " has two links to " + name(link.id()));
        }
      }
    }
    return violations;
  }

  /**
   * Links of which only one end knows, now. Somebody who died silently is found out within 75 s, so
   * only what stays for longer is wrong.
   */
  public static Set<String> disagreements(World world) {
    Map<String, Peer> peers = running(world);
    Map<String, Set<String>> linked = new TreeMap<>();
    for (Peer peer : peers.values()) {
      Set<String> ids = new TreeSet<>();
      peer.links().forEach(link -> ids.add(link.id()));
      linked.put(peer.id(), ids);
    }
    Set<String> found = new TreeSet<>();
    linked.forEach(
        (id, others) -> {
          for (String other : others) {
            if (!linked.getOrDefault(other, Set.of()).contains(id)) {
              found.add(name(id) + " alone holds a link to " + name(other));
            }
          }
        });
    return found;
  }

  /**
   * Tables say of links what is so, and know who is nearest of those a link could be had to: if it
   * is among the nearest at all, as an answer that names others names only so many.
   */
  public static List<String> tablesConverge(World world) {
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
    // One of the nearer is the peer itself, which an answer to it names, too.
    return nearer < most;
  }

  /** What waits is bounded: bytes towards a peer, and what a process has planned. */
  public static List<String> boundedQueues(World world) {
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

  private static String name(String id) {
    return id.substring(0, 8);
  }
}
