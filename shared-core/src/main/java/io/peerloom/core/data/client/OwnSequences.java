package io.peerloom.core.data.client;

import io.peerloom.core.base.BoundedMap;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.Promise;
import io.peerloom.core.data.UsedSequences;

/**
 * The sequences this peer has assigned to its own records. None is assigned twice, whatever
 * happened to the first: a record that reached only one holder, which was then cut off, must not
 * meet another with the same sequence later. So a sequence is on disk before a record with it is
 * sent.
 */
final class OwnSequences {
  private static final int MAX_CACHED = 2048;

  /** Added to a record's lifetime, for clocks that differ. */
  private static final int TOLERANCE_MILLIS = 15 * 60_000;

  /** The highest that was sent, and the highest that is on disk. */
  private record SequenceUse(long sent, long stored, long until) {}

  private final Env env;
  private final UsedSequences slots;

  /** Copies of entries on disk; evicted ones are read again. */
  private final BoundedMap<Bytes, SequenceUse> cache = new BoundedMap<>(MAX_CACHED);

  OwnSequences(Env env, UsedSequences slots) {
    this.env = env;
    this.slots = slots;
  }

  /** The highest sequence used in a slot, 0 for none. */
  Promise<Long> last(byte[] slot) {
    SequenceUse used = cache.get(Bytes.wrap(slot));
    if (used != null) {
      return Promise.of(used.sent);
    }
    return slots
        .used(slot)
        .map(
            last -> {
              cache.putIfAbsent(
                  Bytes.wrap(slot),
                  new SequenceUse(last.sequence(), last.sequence(), last.until()));
              return last.sequence();
            });
  }

  /** Fulfilled once the use of a sequence, by a record with that time to live, is on disk. */
  Promise<Void> reserve(byte[] slot, long sequence, int ttlSeconds) {
    SequenceUse used = cache.get(Bytes.wrap(slot));
    long until = env.wallMillis() + ttlSeconds * 1000L + TOLERANCE_MILLIS;
    if (used != null && used.stored >= sequence && used.until >= until - TOLERANCE_MILLIS / 2) {
      return Promise.of(null);
    }
    long latest = used == null ? until : Math.max(until, used.until);
    long highest = used == null ? sequence : Math.max(sequence, used.stored);
    return slots
        .use(slot, highest, latest)
        .map(
            ok -> {
              SequenceUse now = cache.get(Bytes.wrap(slot));
              cache.put(
                  Bytes.wrap(slot), new SequenceUse(now == null ? 0 : now.sent, highest, latest));
              return null;
            });
  }

  /** Notes that a record with that sequence is sent. */
  void sent(byte[] slot, long sequence) {
    SequenceUse used = cache.get(Bytes.wrap(slot));
    if (used != null && used.sent < sequence) {
      cache.put(Bytes.wrap(slot), new SequenceUse(sequence, used.stored, used.until));
    }
  }
}
