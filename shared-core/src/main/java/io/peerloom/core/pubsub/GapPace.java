package io.peerloom.core.pubsub;

import io.peerloom.core.rpc.KeyedLimits;

/**
 * How soon a topic is read again while messages of some stream are missing: soon after a new gap,
 * then less and less often. Who publishes with ever new gaps makes subscribers read no faster than
 * every {@link #MAX_MILLIS}, which is what the gaps of others then cost, too.
 */
final class GapPace {
  static final int FIRST_MILLIS = 300;
  static final int MAX_MILLIS = 3_000;

  /** The gaps of an identity after which reading is soon, at once and one more each so often. */
  private static final int GAPS = 8;

  private static final int GAP_SECONDS = 5;

  private final KeyedLimits gaps = new KeyedLimits(GAPS, 1);
  private int millis = FIRST_MILLIS;

  /** A message of that identity came whose predecessor is missing, the first of this gap. */
  void begun(byte[] identityKey, long now) {
    if (gaps.take(identityKey, now / GAP_SECONDS) == 0) {
      millis = FIRST_MILLIS;
    }
  }

  /** The time until the next reading. */
  int millis() {
    return millis;
  }

  /** The same, when it is scheduled: the one after that is later. */
  int next() {
    int now = millis;
    millis = Math.min(MAX_MILLIS, millis * 3 / 2);
    return now;
  }
}
