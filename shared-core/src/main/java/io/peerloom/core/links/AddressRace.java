package io.peerloom.core.links;

import io.peerloom.core.id.NodeId;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides in which order the addresses of one peer are dialled (after Happy Eyeballs, RFC 8305).
 *
 * <p>A peer may have an external and a private address, and which of them works depends on who
 * dials. The address that worked last comes first, the others in the order of the card: each a head
 * start after the one before, or at once when that has failed. So each address is dialled at most
 * once in a race, and one that leads nowhere delays the link only by the head start.
 */
final class AddressRace {
  /** How long an address is dialled before the next is dialled as well. */
  static final int HEAD_START_MILLIS = 500;

  private final NodeId peer;
  private final List<String> waiting;

  /**
   * A race for a link to a peer.
   *
   * @param worked the address of its last link, null if unknown
   */
  AddressRace(NodeId peer, List<String> addresses, String worked) {
    this.peer = peer;
    waiting = new ArrayList<>(addresses);
    if (waiting.remove(worked)) {
      waiting.add(0, worked);
    }
  }

  NodeId peer() {
    return peer;
  }

  /** Whether there are addresses that have not been dialled. */
  boolean hasNext() {
    return !waiting.isEmpty();
  }

  /** The address to dial now; each is returned once. */
  String next() {
    return waiting.remove(0);
  }
}
