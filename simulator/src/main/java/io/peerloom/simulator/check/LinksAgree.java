package io.peerloom.simulator.check;

import io.peerloom.core.Peer;
import io.peerloom.core.api.LinkInfo;
import io.peerloom.simulator.machine.World;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Both ends of a link know of it. A silent death is detected within 75 s, so only a disagreement
 * that lasts longer is a violation.
 */
public final class LinksAgree {
  /**
   * The last message of a handshake may be in flight, so that only one side knows of the link yet.
   */
  private static final int JUST_OPENED_MILLIS = 1_000;

  private LinksAgree() {}

  /** The links that only one end knows of now, in words. */
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
