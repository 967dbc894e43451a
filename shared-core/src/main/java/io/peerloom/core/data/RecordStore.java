package io.peerloom.core.data;

import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Promise;
import java.util.List;

/**
 * Durable bytes of one peer, ordered by key. Keys have at most {@link #MAX_KEY_BYTES} bytes, values
 * at most 128 KiB.
 *
 * <p>Results may arrive in any order, on the peer's loop. A failure is STORAGE_FAILED; damage is a
 * failure, never a wrong value.
 */
public interface RecordStore {
  /** The most bytes of a key. */
  int MAX_KEY_BYTES = 512;

  /** One key and its value; a null value in a {@link #write} deletes. */
  record Entry(byte[] key, byte[] value) {}

  /** Applies all changes or none, in order; fulfilled once they would survive a power cut. */
  Promise<Void> write(List<Entry> changes);

  /**
   * As {@link #write}, but if the store can do so at less cost, fulfilled once the changes would
   * survive the end of the process: a power cut may lose them until a later {@link #write} has been
   * fulfilled.
   */
  default Promise<Void> writeUnsynced(List<Entry> changes) {
    return write(changes);
  }

  /** The value, or null. */
  Promise<byte[]> read(byte[] key);

  /**
   * Entries from {@code from} (inclusive) to {@code to} (exclusive) in unsigned lexicographic
   * order.
   *
   * @param limit the most entries to return, at least 1
   */
  Promise<List<Entry>> scan(byte[] from, byte[] to, int limit);

  /** The most bytes of records that it is to hold. */
  default long quotaBytes() {
    return Limits.MAX_STORED_BYTES_OF_PAGE;
  }

  /** Whether the data outlives the process. */
  default boolean isDurable() {
    return true;
  }

  /**
   * The failure domain: 16 random bytes stored with the data, the same for all peers that share a
   * disk or a browser profile.
   */
  byte[] domain();
}
