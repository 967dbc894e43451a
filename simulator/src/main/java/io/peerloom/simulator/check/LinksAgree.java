package io.peerloom.simulator.check;

import io.peerloom.core.Peer;
import io.peerloom.core.api.LinkInfo;
import io.peerloom.simulator.machine.World;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Of a link both ends know. Who died silently is found out within 75 s, so only what stays for
 * longer is wrong.
 */
public final class LinksAgree {
  /** The last message of a handshake may be on its way: one side knows of the link already. */
  private static final int JUST_OPENED_MILLIS = 1_000;

  private LinksAgree() {}

  /** The links of which only one end knows now, in words. */
  public static Set<String> violations(World world) {
    Map<String, Peer> peers = RunningPeers.of(world);
    Set<String> found = new TreeSet<>();
    for (Peer peer : peers.values()) {
      for (LinkInfo link : peer.links()) {
        boolean settled = link.openedAt() <= world.wallNow() - JUST_OPENED_MILLIS;
        if (settled && !knows(peers.get(link.id()), peer.id())) {
          found.add(name(peer.id()) + " alone holds a link to " + name(link.id()));
        }
      }
    }
    return found;
  }

  private static boolean knows(Peer other, String id) {
    return other != null && other.links().stream().anyMatch(back -> back.id().equals(id));
  }

  private static String name(String id) {
    return id.substring(0, 8);
  }
}
