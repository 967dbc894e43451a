package io.peerloom.simulator.check;

import io.peerloom.core.Peer;
import io.peerloom.simulator.machine.World;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Of a link both ends know. Who died silently is found out within 75 s, so only what stays for
 * longer is wrong.
 */
public final class LinksAgree {
  private LinksAgree() {}

  /** The links of which only one end knows now, in words. */
  public static Set<String> violations(World world) {
    Map<String, Peer> peers = RunningPeers.of(world);
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

  private static String name(String id) {
    return id.substring(0, 8);
  }
}
