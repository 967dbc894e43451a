package io.peerloom.core.data;

import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.Promise;
import java.util.ArrayList;
import java.util.List;

/** The sequences this peer has used in slots of its own, on its disk. */
public final class UsedSequences {
  private final Env env;
  private final RecordStore store;

  UsedSequences(Env env, RecordStore store) {
    this.env = env;
    this.store = store;
  }

  /** A sequence, 0 for none, and until when a record of that slot with it may live. */
  public record UsedSequence(long sequence, long until) {}

  /** The highest sequence this peer has used in a slot of its own. */
  public Promise<UsedSequence> used(byte[] slot) {
    return store
        .read(StoreKeys.key(StoreKeys.USED_SEQUENCES, slot))
        .map(
            value -> {
              if (value == null) {
                return new UsedSequence(0, 0);
              }
              CborReader in = new CborReader(value);
              return new UsedSequence(in.ulong(), in.ulong());
            });
  }

  /**
   * Notes that this peer uses a sequence in a slot of its own, for as long as a record with it may
   * live. One small entry for each live record of this peer, as many as holders accept from it. It
   * is not synced: it matters only if the record reaches few holders, which are then cut off, and
   * the power fails before this peer, or another of the process, writes again.
   */
  public Promise<Void> use(byte[] slot, long sequence, long until) {
    byte[] value = new CborWriter().ulong(sequence).ulong(until).toBytes();
    return store.writeUnsynced(
        List.of(
            new RecordStore.Entry(StoreKeys.key(StoreKeys.USED_SEQUENCES, slot), value),
            StoreKeys.due(until, StoreKeys.USED_SEQUENCES, slot)));
  }

  /**
   * Removes an entry unless a later write extended it; that has its own due entry.
   *
   * @param before how many numbers stand before the one that says until when it is kept
   */
  Promise<Void> forget(byte[] due, byte[] key, int before) {
    return store
        .read(key)
        .flatMap(
            value -> {
              List<RecordStore.Entry> changes = new ArrayList<>(2);
              changes.add(new RecordStore.Entry(due, null));
              if (value != null) {
                CborReader in = new CborReader(value);
                for (int i = 0; i < before; i++) {
                  in.ulong();
                }
                if (in.ulong() <= env.wallMillis()) {
                  changes.add(new RecordStore.Entry(key, null));
                }
              }
              return store.write(changes);
            });
  }
}
