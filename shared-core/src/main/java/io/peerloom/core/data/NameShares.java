package io.peerloom.core.data;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.FairShares;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.PeerloomException;
import java.util.List;

/**
 * Decides whether a key takes another slot. A public name has a slot for each publisher, and what
 * is acknowledged stays until it expires or is deleted; so that nobody closes a name to others, its
 * {@link Limits#MAX_PUBLIC_PUBLISHERS} values are divided by {@link FairShares}: those whose tokens
 * one bridge issued, or whom one member invited, take at most four fifths of them together, and
 * others always find one left. In the same way are divided the slots that are only remembered, for
 * their expired versions, deletions or promises still count.
 */
final class NameShares {
  private final FairShares values = new FairShares(Limits.MAX_PUBLIC_PUBLISHERS);
  private final FairShares slots = new FairShares(Limits.MAX_SLOTS_OF_NAME);
  private boolean hasSlot;
  private boolean hasValue;

  /**
   * Counts what there is.
   *
   * @param all the slots of the key
   * @param own the slot that is to be stored
   */
  NameShares(Env env, List<RecordRepository.KeyedSlot> all, byte[] own) {
    for (RecordRepository.KeyedSlot each : all) {
      DataRecord record = each.content().record();
      boolean live =
          record != null && !record.isDeletion() && record.expiresAt() > env.wallMillis();
      if (Bytes.equal(each.slot(), own)) {
        hasSlot = each.counts();
        hasValue = live;
      } else if (each.counts()) {
        Owner owner = each.content().stored().owner();
        slots.add(owner, 1);
        values.add(owner, live ? 1 : 0);
      }
    }
  }

  /**
   * Why an owner may not have that slot, or a value in it; null if it may.
   *
   * @param value whether a value is to be stored, or only a promise
   */
  PeerloomException refusal(Owner owner, boolean value) {
    boolean may =
        (hasSlot || slots.hasShare(owner, 1)) && (!value || hasValue || values.hasShare(owner, 1));
    return may ? null : new PeerloomException(ErrorCode.FULL, "the places of this name are taken");
  }
}
