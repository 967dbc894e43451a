package io.peerloom.core.lookup;

import io.peerloom.core.wire.RoutingMessage;

/**
 * How a lookup goes about it. More paths stand more liars and cost as much each as the first; fewer
 * contacts in an answer save bytes where the asker only checks that nothing has changed.
 *
 * @param paths links the question goes out on at first, one of them over nodes only; 0 for that one
 *     alone
 * @param enough how many of the paths must come back with an answer; the others are not waited for
 * @param nodePaths links to nodes that are asked besides, wherever in the id space these are
 * @param maxContacts contacts an answer names, 1 to {@link RoutingMessage#MAX_CONTACTS}
 * @param verified whether it ends only when the closest have answered themselves, so that nobody's
 *     word is taken for somebody else
 * @param urgent whether somebody waits for the result, so that a slow path is doubled early
 */
public record LookupConfig(
    int paths, int enough, int nodePaths, int maxContacts, boolean verified, boolean urgent) {
  /** Paths of a usual lookup: with the one over nodes and one more it is answered. */
  public static final int PATHS = 3;

  /** Paths where others may lie: of so many disjoint ones hardly all meet a liar (DESIGN 8). */
  public static final int VERIFIED_PATHS = 8;

  /** A usual lookup. */
  public static final LookupConfig USUAL = over(PATHS);

  /** A verified lookup. Slower; for when others name peers that do not exist. */
  public static final LookupConfig VERIFIED =
      new LookupConfig(VERIFIED_PATHS, VERIFIED_PATHS, 0, RoutingMessage.MAX_CONTACTS, true, true);

  /** A newcomer that looks itself up: over its nearest, and over nodes besides. */
  static final LookupConfig ARRIVAL =
      new LookupConfig(3, 3, 2, RoutingMessage.MAX_CONTACTS, false, false);

  /** A peer that looks itself up now and then. */
  static final LookupConfig REFRESH = new LookupConfig(2, 2, 1, 4, false, false);

  /** The same where no NAT lets it link to its nearest: others are named beside them. */
  static final LookupConfig UNLINKED_TO_NEAREST =
      new LookupConfig(2, 2, 1, RoutingMessage.MAX_CONTACTS, false, false);

  /** A lookup of nodes only. */
  static final LookupConfig NODES_ONLY = new LookupConfig(0, 1, 0, 4, false, false);

  /**
   * A lookup over a number of paths, of which all but one must come back.
   *
   * @param paths 1 to {@link #VERIFIED_PATHS}
   */
  public static LookupConfig over(int paths) {
    return new LookupConfig(
        paths, Math.max(1, paths - 1), 0, RoutingMessage.MAX_CONTACTS, false, true);
  }
}
