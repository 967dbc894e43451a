package io.peerloom.core.data;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Hash;
import java.util.ArrayList;
import java.util.List;

/** Moves the states stored by an earlier version, whose promises still count, into their slots. */
final class StateMigration {
  private static final int BATCH = 256;

  private final Hash hash;
  private final RecordStore store;
  private final StoreScan scan;

  StateMigration(Hash hash, RecordStore store, StoreScan scan) {
    this.hash = hash;
    this.store = store;
    this.scan = scan;
  }

  /** Fulfilled when all are moved; one that cannot be read is skipped. */
  Promise<Void> run() {
    return from(StoreKeys.start(StoreKeys.STATES));
  }

  private Promise<Void> from(byte[] key) {
    return scan.batch(key, StoreKeys.end(StoreKeys.STATES), BATCH)
        .flatMap(
            found ->
                Promise.each(found.entries(), state -> migrate(state).recover(this::skipped))
                    .flatMap(ok -> found.next() == null ? Promise.of(null) : from(found.next())));
  }

  private Promise<Void> migrate(RecordStore.Entry stored) {
    byte[] slot = Bytes.slice(stored.key(), 1, stored.key().length);
    return store
        .read(StoreKeys.key(StoreKeys.RECORDS, slot))
        .flatMap(
            value -> {
              List<RecordStore.Entry> changes = new ArrayList<>(2);
              changes.add(new RecordStore.Entry(stored.key(), null));
              StoredSlot kept = StoredSlot.decode(hash, slot, value);
              if (kept.state() == SlotState.EMPTY) {
                SlotState state = SlotState.decodeEarlier(stored.value());
                changes.add(
                    RecordRepository.entry(
                        slot,
                        StoredSlot.of(kept.record(), state, RecordRepository.ownerOf(slot, kept))));
              }
              return store.write(changes);
            });
  }

  private Promise<Void> skipped(PeerloomException reason) {
    scan.damaged(reason);
    return Promise.of(null);
  }
}
