package io.peerloom.simulator;

import io.peerloom.core.LinkInfo;
import io.peerloom.core.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What must hold of a world that has come to rest, whatever the scenario. */
public final class Checkers {
  private static final int MIN_LINKS = 3;

  /** The last message of a handshake may be on its way: one side knows of the link already. */
  private static final int JUST_OPENED_MILLIS = 1_000;

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
    for (World.Machine machine : world.machines()) {
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

  /** Every peer has three links, bridges not counted, or all there are (R1.1). */
  public static void enoughLinks(World world, List<String> violations) {
    Map<String, Peer> peers = running(world);
    long others = peers.values().stream().filter(peer -> !peer.kind().equals("bridge")).count() - 1;
    for (World.Machine machine : world.machines()) {
      if (machine.isRunning() && machine.peer() == null) {
        violations.add("machine " + machine.number() + " has not joined: " + machine.failure());
      }
    }
    for (Peer peer : peers.values()) {
      long links = peer.links().stream().filter(link -> !link.kind().equals("bridge")).count();
      if (links < Math.min(MIN_LINKS, others)) {
        violations.add(
            name(peer.id()) + " (" + peer.kind() + ") has " + links + " links of " + others);
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

  private static String name(String id) {
    return id.substring(0, 8);
  }
}
