package io.peerloom.core.data;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.data.RecordStore.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Reads stored entries in order and gets past those that are damaged, so that one bad block never
 * ends a pass over all: what cannot be read is skipped, reported, and left to be pulled from other
 * holders.
 *
 * <p>A store fails a whole scan that meets damage. So the scan is repeated for fewer entries, down
 * to one, to get those before the damage; then it looks for what can be read behind it, at twice
 * the distance each time, and halves the last distance to come close to the damage's end. It may
 * skip healthy entries that lie between damaged ones, and needs at most 49 attempts each way: so
 * often the smallest step doubles until it leaves the range of one prefix.
 */
public final class StoreScan {
  /** Bytes of a key behind its prefix by which the scan advances. */
  private static final int STEP_BYTES = 6;

  /** Entries that are read at once where all are read. */
  private static final int BATCH = 512;

  /** Damage is reported once in this time, with how often it was met. */
  private static final int REPORT_MILLIS = 600_000;

  private final Env env;
  private final RecordStore store;
  private long reportedAt = Long.MIN_VALUE;
  private int unreported;
  private PeerloomException lastDamage;

  /** A store of which nothing damaged is known. */
  public StoreScan(Env env, RecordStore store) {
    this.env = env;
    this.store = store;
  }

  /**
   * Entries in order.
   *
   * @param next where to go on; null at the end
   * @param isWhole whether nothing was skipped
   */
  record Batch(List<Entry> entries, byte[] next, boolean isWhole) {}

  /**
   * What can be read of all entries of a range, in order: damaged entries, and those that are
   * something else than what was written, are skipped and reported. Fails as the store does where
   * nothing of the range can be read, nor anything else of its prefix: it is not taken for empty.
   *
   * @param from the first key
   * @param to the key behind the last
   * @param most the entries to read at most
   * @param read reads one; it may throw, and return null for what does not count
   */
  public <T> Promise<List<T>> all(byte[] from, byte[] to, int most, Function<Entry, T> read) {
    Reading<T> reading = new Reading<>(read);
    return all(from, to, most, reading)
        .flatMap(
            ok ->
                reading.skipped && !reading.any
                    ? orElsewhere(from, to).map(any -> reading.all)
                    : Promise.of(reading.all));
  }

  /** Fails unless the store can read something before or behind a range within its prefix. */
  private Promise<Void> orElsewhere(byte[] from, byte[] to) {
    byte[] end = StoreKeys.end(from[0]);
    return isStillReadable(StoreKeys.start(from[0]), from)
        .flatMap(before -> before ? Promise.of(true) : isReadableBehind(to, end, 0))
        .flatMap(any -> any ? Promise.of(null) : Promise.failed(lastDamage));
  }

  private Promise<Boolean> isReadableBehind(byte[] key, byte[] end, int doublings) {
    byte[] next = ahead(key, doublings);
    return isStillReadable(next, end)
        .flatMap(
            readable ->
                readable || Bytes.compare(next, end) >= 0
                    ? Promise.of(readable)
                    : isReadableBehind(next, end, doublings + 1));
  }

  /** Whether the store reads that range, which is not empty. */
  private Promise<Boolean> isStillReadable(byte[] from, byte[] to) {
    return Bytes.compare(from, to) < 0 ? isReadable(from, to) : Promise.of(false);
  }

  /** What was read of a range so far. */
  private static final class Reading<T> {
    final Function<Entry, T> read;
    final List<T> all = new ArrayList<>();
    boolean any;
    boolean skipped;

    Reading(Function<Entry, T> read) {
      this.read = read;
    }
  }

  private <T> Promise<Void> all(byte[] from, byte[] to, int most, Reading<T> reading) {
    return batch(from, to, Math.min(most, BATCH))
        .flatMap(
            batch -> {
              reading.skipped |= !batch.isWhole;
              reading.any |= !batch.entries.isEmpty();
              for (Entry entry : batch.entries) {
                try {
                  T one = reading.read.apply(entry);
                  if (one != null) {
                    reading.all.add(one);
                  }
                } catch (RuntimeException e) {
                  damaged(PeerloomException.of(e));
                }
              }
              int left = most - batch.entries.size();
              return batch.next == null || left <= 0
                  ? Promise.of(null)
                  : all(batch.next, to, left, reading);
            });
  }

  /** Up to {@code limit} entries of a range, and where the rest begins. */
  Promise<Batch> batch(byte[] from, byte[] to, int limit) {
    return store
        .scan(from, to, limit)
        .map(
            found ->
                new Batch(
                    found,
                    found.size() < limit
                        ? null
                        : Bytes.concat(found.get(found.size() - 1).key(), new byte[1]),
                    true))
        .recover(
            e -> {
              if (limit > 1) {
                return batch(from, to, (limit + 3) / 4);
              }
              damaged(e);
              return skip(from, to, 0);
            });
  }

  /** Looks for what can be read behind damage, at a distance that doubles. */
  private Promise<Batch> skip(byte[] damaged, byte[] to, int doublings) {
    byte[] next = ahead(damaged, doublings);
    return isReadable(next, to)
        .flatMap(
            readable ->
                readable ? narrow(damaged, to, doublings - 1) : skip(next, to, doublings + 1));
  }

  /** Goes on close behind damage: what is twice {@code 2^doublings} ahead can be read. */
  private Promise<Batch> narrow(byte[] damaged, byte[] to, int doublings) {
    byte[] next = ahead(damaged, Math.max(0, doublings));
    return doublings < 0
        ? Promise.of(new Batch(List.of(), Bytes.compare(next, to) < 0 ? next : null, false))
        : isReadable(next, to)
            .flatMap(readable -> narrow(readable ? damaged : next, to, doublings - 1));
  }

  private Promise<Boolean> isReadable(byte[] from, byte[] to) {
    return Bytes.compare(from, to) >= 0
        ? Promise.of(true)
        : store.scan(from, to, 1).map(found -> true).recover(e -> Promise.of(false));
  }

  /** The key so far ahead: 2^doublings of the smallest step. */
  private static byte[] ahead(byte[] from, int doublings) {
    byte[] key = new byte[1 + STEP_BYTES];
    System.arraycopy(from, 0, key, 0, Math.min(from.length, key.length));
    int carry = 1 << doublings % 8;
    for (int at = STEP_BYTES - doublings / 8; at >= 0 && carry > 0; at--) {
      carry += key[at] & 0xff;
      key[at] = (byte) carry;
      carry >>= 8;
    }
    return key;
  }

  /** Something could not be read; reported in the log with all that was met since. */
  void damaged(PeerloomException reason) {
    lastDamage = reason;
    unreported++;
    long now = env.monotonicMillis();
    if (reportedAt == Long.MIN_VALUE || now - reportedAt >= REPORT_MILLIS) {
      env.log(
          LogLevel.WARN,
          unreported + " stored entries could not be read and were skipped; last: " + reason);
      reportedAt = now;
      unreported = 0;
    }
  }
}
