package io.peerloom.simulator.check;

import io.peerloom.core.Peer;
import io.peerloom.simulator.machine.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** In a network smaller than every peer's link target all known peers are linked (R8.3, R8.4). */
public final class EveryPairLinked {
  private EveryPairLinked() {}

  /** The current violations, in words. */
  public static List<String> violations(World world) {
    List<String> violations = new ArrayList<>();
    Map<String, Peer> peers = RunningPeers.of(world);
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
    return violations;
  }

  private static String name(String id) {
    return id.substring(0, 8);
  }
}
