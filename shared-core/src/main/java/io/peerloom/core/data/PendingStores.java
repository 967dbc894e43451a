package io.peerloom.core.data;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.FairShares;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import java.util.function.Supplier;

/**
 * Bounds the bytes of the records that others send to be stored and that wait for their turn or the
 * disk. Stores of one key wait for each other, so whoever sends them faster than a disk writes
 * would fill the memory. An identity has no more than is free ({@link FairShares#hasShare}).
 */
final class PendingStores {
  private static final int RETRY_AFTER_MILLIS = 100;

  private final FairShares bytes = new FairShares(Limits.MAX_PENDING_STORE_BYTES);

  /** Carries out a request of so many bytes, or fails with OVERLOADED. */
  <T> Promise<T> run(Owner owner, int size, Supplier<Promise<T>> request) {
    if (!bytes.hasShare(owner, size)) {
      return Promise.failed(
          new PeerloomException(ErrorCode.OVERLOADED, "too much to store", RETRY_AFTER_MILLIS));
    }
    bytes.add(owner, size);
    Promise<T> answer;
    try {
      answer = request.get();
    } catch (RuntimeException e) {
      answer = Promise.failed(PeerloomException.of(e));
    }
    answer.then(ok -> bytes.add(owner, -size), e -> bytes.add(owner, -size));
    return answer;
  }
}
