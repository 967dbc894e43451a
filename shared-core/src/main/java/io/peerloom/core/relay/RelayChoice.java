package io.peerloom.core.relay;

import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.wire.RelayMessage.Reach;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides which relays to ask, and in which order: those on the shortest way, by measured
 * round-trip times, first; those to be dialled first after those linked already; bridges last,
 * because admitting newcomers comes before their relaying.
 */
final class RelayChoice {
  /** About what it takes to dial a relay, and to measure nothing of it. */
  static final int DIAL_MILLIS = 150;

  /** More than any measured way, so that bridges come last. */
  private static final int BRIDGE_MILLIS = 4 * Reach.UNKNOWN_MILLIS;

  private RelayChoice() {}

  /**
   * The relays to ask, best first.
   *
   * @param own the relays that this peer is linked to
   * @param theirs those that the other end is linked to; where it named none, this peer's own
   *     remain: one of them may be linked to it
   */
  static List<Reach> order(List<Reach> own, List<Reach> theirs) {
    List<Reach> ordered = new ArrayList<>();
    List<Integer> costs = new ArrayList<>();
    for (Reach each : theirs.isEmpty() ? own : theirs) {
      int cost = cost(each, rttMillis(own, each.relay().id()));
      int at = 0;
      while (at < costs.size() && costs.get(at) <= cost) {
        at++;
      }
      costs.add(at, cost);
      ordered.add(at, each);
    }
    return ordered;
  }

  private static int cost(Reach reach, int ownMillis) {
    int bridge = reach.relay().kind() == PeerKind.BRIDGE ? BRIDGE_MILLIS : 0;
    return bridge + reach.rttMillis() + (ownMillis < 0 ? DIAL_MILLIS : ownMillis);
  }

  private static int rttMillis(List<Reach> own, NodeId relay) {
    for (Reach each : own) {
      if (each.relay().id().equals(relay)) {
        return each.rttMillis();
      }
    }
    return -1;
  }
}
