package io.peerloom.core.membership;

import io.peerloom.core.base.Rng;

/**
 * Decides when a peer looks up its own neighbourhood again (R10.2): soon after it started or
 * returned, then at ever longer intervals, because there are fewer and fewer newcomers to find; and
 * sooner again under churn. Near nodes have a schedule of their own: lookups for near keys go to
 * them, so a lost one is replaced at once.
 */
final class RefreshSchedule {
  /** Between the first two lookups, in milliseconds. */
  private static final int FIRST_MILLIS = 1_000;

  private static final int MAX_MILLIS = FIRST_MILLIS << 9;

  /** Factor from one interval to the next. */
  private static final int GROWTH = 8;

  /** Lookups end where a node knows no nearer one, so nodes look for each other more often. */
  private static final int NODE_GROWTH = 2;

  /** The longest interval under constant churn; the shortest is half of it. */
  private static final int CHANGE_MILLIS = 60_000;

  /** The first change after a quiet time causes a lookup within this time. */
  private static final int FIRST_CHANGE_MILLIS = 10_000;

  private static final int NODE_LOST_MILLIS = 2_000;

  /** Least time between two lookups of nodes, in case one comes and goes. */
  private static final int NODES_APART_MILLIS = 10_000;

  private final Rng rng;
  private final boolean isBrowser;
  private int intervalMillis = FIRST_MILLIS;
  private long refreshedAt;
  private long dueAt;
  private long nodesRefreshedAt;
  private long nodesDueAt = Long.MAX_VALUE;

  RefreshSchedule(Rng rng, boolean isBrowser) {
    this.rng = rng;
    this.isBrowser = isBrowser;
  }

  boolean isDue(long now) {
    return now >= dueAt;
  }

  /** Whether the next lookup is a thorough one, like a newcomer's. */
  boolean isThorough() {
    return intervalMillis == FIRST_MILLIS || !isBrowser;
  }

  /**
   * Notes that the neighbourhood is looked up now.
   *
   * @param lacking whether links are lacking, so that the next lookup follows soon
   */
  void refreshed(long now, boolean lacking) {
    refreshedAt = now;
    dueAt = now + intervalMillis / 2 + rng.nextInt(intervalMillis);
    int growth = isBrowser ? GROWTH : NODE_GROWTH;
    intervalMillis = lacking ? FIRST_MILLIS : Math.min(growth * intervalMillis, MAX_MILLIS);
  }

  /** A peer was linked or lost, so the neighbourhood may have changed. */
  void changed(long now) {
    intervalMillis = Math.min(intervalMillis, CHANGE_MILLIS);
    long soon = now + rng.nextInt(FIRST_CHANGE_MILLIS);
    long again = refreshedAt + CHANGE_MILLIS / 2 + rng.nextInt(CHANGE_MILLIS / 2);
    dueAt = Math.min(dueAt, Math.max(soon, again));
  }

  /** The neighbourhood may be a different one: look it up at once, and again soon. */
  void restart() {
    dueAt = 0;
    intervalMillis = FIRST_MILLIS;
  }

  boolean areNodesDue(long now) {
    return now >= nodesDueAt;
  }

  /** Notes that the near nodes are looked up now. */
  void nodesRefreshed(long now) {
    nodesRefreshedAt = now;
    nodesDueAt = Long.MAX_VALUE;
  }

  /**
   * A near node is gone.
   *
   * @return in how many milliseconds the lookup of nodes is due
   */
  int nearNodeLost(long now) {
    long apart = Math.max(0, nodesRefreshedAt + NODES_APART_MILLIS - now);
    long wait = apart + rng.nextInt(NODE_LOST_MILLIS);
    nodesDueAt = Math.min(nodesDueAt, now + wait);
    return (int) wait;
  }
}
