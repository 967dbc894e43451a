package io.peerloom.core.data;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.FairShares;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import java.util.Set;
import java.util.TreeSet;

/**
 * What each owner has stored on this peer's disk, and whether it may store more: bytes, records and
 * tombstones, each shared by {@link FairShares}. What is stored stays until it expires, so nobody
 * gets more than is still free for others.
 *
 * <p>After a start the count of what is on disk takes a while, in which too much seems free: until
 * it is over only a small part of everything is given away, shared in the same way.
 */
final class StorageAccounts {
  /** Bytes that a slot takes besides its value: its keys, and when it is due. */
  static final int ENTRY_BYTES = 128;

  /** That part of all is given away until everything on disk is counted. */
  static final int UNCOUNTED_PART = 16;

  private static final int COUNTING_MILLIS = 1_000;

  private final FairShares bytes;
  private final FairShares records = new FairShares(Limits.MAX_STORED_RECORDS);
  private final FairShares tombstones = new FairShares(Limits.MAX_TOMBSTONES);

  /** What was given away before everything was counted. */
  private final FairShares earlyBytes;

  private final FairShares earlyRecords =
      new FairShares(Limits.MAX_STORED_RECORDS / UNCOUNTED_PART);

  /**
   * Slots behind {@link #countedTo} that were changed, and so counted, before the count of what is
   * on disk has reached them; as many as are written until then.
   */
  private final Set<Bytes> countedEarly = new TreeSet<>();

  /** Slots up to this one are counted; null once all are. */
  private byte[] countedTo = {};

  StorageAccounts(long quotaBytes) {
    bytes = new FairShares(quotaBytes);
    earlyBytes = new FairShares(quotaBytes / UNCOUNTED_PART);
  }

  /** Why a slot may not be replaced by that one; null if it may, as always by a deletion. */
  PeerloomException refusal(StoredSlot before, StoredSlot after) {
    boolean same = after.owner().equals(before.owner());
    int more = after.bytes() - (same ? before.bytes() : -ENTRY_BYTES);
    boolean takesBack = same && after.record() != null && after.record().isDeletion();
    if (more > 0 && !takesBack && !bytes.hasShare(after.owner(), more)
        || !same && !records.hasShare(after.owner(), 1)) {
      return new PeerloomException(ErrorCode.FULL, "no more is stored here for this publisher");
    }
    if (countedTo != null
        && (more > 0 && !takesBack && !earlyBytes.hasShare(after.owner(), more)
            || !same && !earlyRecords.hasShare(after.owner(), 1))) {
      return new PeerloomException(
          ErrorCode.OVERLOADED, "what is on disk is still being counted", COUNTING_MILLIS);
    }
    boolean buries = after.isTombstone() && !(same && before.isTombstone());
    return buries && !tombstones.hasShare(after.owner(), 1)
        ? new PeerloomException(ErrorCode.OVERLOADED, "too many expired records to remember")
        : null;
  }

  /** A slot has been replaced by that one. */
  void replaced(StoredSlot before, StoredSlot after) {
    count(before, -1);
    count(after, 1);
    if (countedTo != null && after.owner() != null) {
      boolean same = after.owner().equals(before.owner());
      int more = after.bytes() - (same ? before.bytes() : -ENTRY_BYTES);
      earlyBytes.add(after.owner(), Math.max(0, more));
      earlyRecords.add(after.owner(), same ? 0 : 1);
    }
  }

  /** Whether a slot is counted; afterwards each change of it is. */
  boolean isCounted(byte[] slot) {
    return countedTo == null
        || Bytes.compare(slot, countedTo) <= 0
        || countedEarly.contains(Bytes.wrap(slot));
  }

  /** Counts a slot as it is on disk, unless that was done before. */
  void countOnce(byte[] slot, StoredSlot kept) {
    if (!isCounted(slot)) {
      countedEarly.add(Bytes.wrap(slot));
      count(kept, 1);
    }
  }

  /** The slots up to this one are counted; null for all. */
  void countedTo(byte[] slot) {
    countedTo = slot;
    if (slot == null) {
      countedEarly.clear();
    } else {
      countedEarly.remove(Bytes.wrap(slot));
    }
  }

  private void count(StoredSlot slot, int sign) {
    if (slot.owner() != null) {
      bytes.add(slot.owner(), (long) sign * (slot.bytes() + ENTRY_BYTES));
      records.add(slot.owner(), sign);
      if (slot.isTombstone()) {
        tombstones.add(slot.owner(), sign);
      }
    }
  }

  /** The bytes that all slots take. */
  long usedBytes() {
    return bytes.used();
  }

  /** The slots that are stored. */
  long usedRecords() {
    return records.used();
  }
}
