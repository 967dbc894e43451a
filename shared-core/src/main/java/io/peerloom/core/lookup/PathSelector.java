package io.peerloom.core.lookup;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Lists;
import io.peerloom.core.connection.Link;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.Point;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.routing.Contact;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Decides which links lead towards a point: of the nearest, those that bring a question as near as
 * any, the soonest first.
 */
final class PathSelector {
  /** Links that are considered for being faster, beside those that are nearer. */
  private static final int ALTERNATIVES = 3;

  /** A next hop that takes longer is not worth it where this node is as near as it needs to be. */
  private static final int SLOW_MILLIS = 300;

  private final OverlayNetwork overlay;

  PathSelector(OverlayNetwork overlay) {
    this.overlay = overlay;
  }

  /**
   * The links to take.
   *
   * @param without who is left out, or null
   * @param onlyCloser whether only to peers that are closer to the point than this one
   */
  List<Link> towards(
      Point target, NodeId without, boolean onlyCloser, int most, Predicate<Contact> condition) {
    List<Link> links = overlay.towards(target, without, onlyCloser, most + ALTERNATIVES, condition);
    links.sort(
        (a, b) -> {
          int nearer = target.commonPrefix(b.peerId()) - target.commonPrefix(a.peerId());
          return nearer != 0 ? nearer : Double.compare(HopTimes.rttOf(a), HopTimes.rttOf(b));
        });
    return Lists.first(byIdentity(links), most);
  }

  /** One path for each identity before any has a second. */
  private static List<Link> byIdentity(List<Link> links) {
    Set<Bytes> identities = new TreeSet<>();
    List<Link> first = new ArrayList<>(links.size());
    List<Link> behind = new ArrayList<>();
    for (Link link : links) {
      (identities.add(link.peer().owner().user()) ? first : behind).add(link);
    }
    first.addAll(behind);
    return first;
  }

  /** Whether a link is fast enough to be worth a hop more. */
  static boolean isQuick(Link link) {
    return HopTimes.rttOf(link) <= SLOW_MILLIS;
  }
}
