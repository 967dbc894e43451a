package io.peerloom.core.data;

import io.peerloom.core.base.BoundedMap;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.Owner;

/**
 * Bounds the ballots for a slot by others than its publisher: by recorded holders, which replace
 * departed ones. A ballot that was promised is outbid only by a higher one, so whoever could raise
 * the number at will would soon keep every other holder from renewing the set.
 */
final class RenewalLimit {
  /** A renewal takes two ballots, twice in the time of a pass. */
  private static final int MAX_BALLOTS = 8;

  private static final int WINDOW_MILLIS = 5 * 60_000;

  /** How many rounds a ballot may be above the one held or promised. */
  private static final int MAX_ROUNDS_AHEAD = 64;

  /** Slots and identities that are counted; an evicted one begins anew. */
  private static final int MAX_COUNTED = 1024;

  private record Count(long since, int ballots) {}

  private final Env env;
  private final BoundedMap<Bytes, Count> counts = new BoundedMap<>(MAX_COUNTED);

  RenewalLimit(Env env) {
    this.env = env;
  }

  /** Whether a recorded holder may ask for a promise now. */
  boolean mayAsk(byte[] slot, Owner asker, long ballot, SlotState state) {
    boolean sameSequence = state.promisedSequence() == state.sequence();
    long highest = Math.max(state.ballot(), sameSequence ? state.promisedBallot() : 0);
    if (SlotState.roundOf(ballot) > SlotState.roundOf(highest) + MAX_ROUNDS_AHEAD) {
      return false;
    }
    Bytes who = Bytes.wrap(Bytes.concat(slot, asker.user().array()));
    long now = env.monotonicMillis();
    Count before = counts.get(who);
    if (before == null || now - before.since >= WINDOW_MILLIS) {
      before = new Count(now, 0);
    }
    counts.put(who, new Count(before.since, before.ballots + 1));
    return before.ballots < MAX_BALLOTS;
  }
}
