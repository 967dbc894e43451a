package io.peerloom.core.links;

import io.peerloom.core.base.FairShares;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Owner;
import io.peerloom.core.connection.Link;
import java.util.ArrayList;
import java.util.List;

/**
 * Divides the places for links among identities. While places are free anybody gets them: ten tabs
 * of one profile link as ten users do. When all are taken, a link of the identity with the most
 * gives way, so that nobody takes a peer from the others with however many ids. Some places are for
 * peers that this one chose itself: whoever dials it cannot decide alone whom it is linked to
 * (Heilman et al., Eclipse Attacks on Bitcoin's Peer-to-Peer Network, 2015).
 */
final class LinkShares {
  /**
   * The links of which one gives way.
   *
   * @param larger whether they are those of an identity that has more than the newcomer, so that it
   *     gives way whatever its links are worth
   */
  record Rivals(List<Link> links, boolean larger) {}

  private final int max;
  private final int acceptedMost;
  private final FairShares all;

  /** Those that this peer did not dial. */
  private final FairShares dialledIn;

  private int open;
  private int accepted;

  LinkShares(int max) {
    this.max = max;
    acceptedMost = max - Math.min(max / 8, Limits.MAX_LINKS_FOR_OWN_DIALS);
    all = new FairShares(max);
    dialledIn = new FairShares(max);
  }

  void opened(Link link) {
    count(link, 1);
  }

  void closed(Link link) {
    count(link, -1);
  }

  private void count(Link link, int more) {
    open += more;
    all.add(link.peer().owner(), more);
    if (!link.isDialler()) {
      accepted += more;
      dialledIn.add(link.peer().owner(), more);
    }
  }

  /** Whether there is a place for one more link, dialled by this peer or not. */
  boolean hasRoom(boolean dialled) {
    return open < max && (dialled || accepted < acceptedMost);
  }

  /** Whether a link that is open is one too many. */
  boolean isOneTooMany(Link link) {
    return open > max || !link.isDialler() && accepted > acceptedMost;
  }

  /**
   * Who gives way for a link.
   *
   * @param more 1 for a link that is not yet among them, otherwise 0
   */
  Rivals rivals(List<Link> links, Owner newcomer, int more, boolean dialled) {
    boolean onlyAccepted = !dialled && accepted + more > acceptedMost;
    Owner largest = (onlyAccepted ? dialledIn : all).largest(newcomer, more);
    List<Link> own = new ArrayList<>();
    List<Link> larger = new ArrayList<>();
    List<Link> rivals = new ArrayList<>();
    for (Link link : links) {
      if (!(onlyAccepted && link.isDialler())) {
        rivals.add(link);
        Owner owner = link.peer().owner();
        if (owner.equals(newcomer)) {
          own.add(link);
        } else if (owner.equals(largest)) {
          larger.add(link);
        }
      }
    }
    return largest != null
        ? new Rivals(larger, true)
        : new Rivals(own.size() + more > 1 ? own : rivals, false);
  }
}
