package io.peerloom.core.data;

import io.peerloom.core.base.BoundedMap;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Serial;
import io.peerloom.core.base.Timer;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.id.Key;
import io.peerloom.core.rpc.Router;
import io.peerloom.core.wire.DataMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The slots a holder has on disk: of each the newest record with its {@link SlotState}, as one
 * entry; and the sequences used in this peer's own slots.
 *
 * <p>A record is removed when it expires, unless an older version that lives longer may exist: then
 * it stays until that one has expired, for it is the newer of the two (so the slot has no value).
 * Such records are counted; at {@link #MAX_TOMBSTONES} a version that would have to stay beyond its
 * expiry is refused, and nothing stored is dropped.
 */
public final class RecordRepository {
  /** Expired records that stay because an older version lives longer. */
  static final int MAX_TOMBSTONES = 16_384;

  private static final byte[] PRESENT = {1};
  private static final long SWEEP_MILLIS = 10 * 60_000;
  private static final int BATCH = 256;

  /** Slots of one key that are scanned: those with live and with expired records. */
  private static final int MAX_SCANNED_SLOTS = 64;

  /** Slots in the cache, so that the steps of one put read their slot once. */
  private static final int MAX_CACHED = 256;

  /** The largest record in {@link #cache}, which thus takes 1 MiB at most. */
  private static final int MAX_CACHED_RECORD_BYTES = 4096;

  private final Env env;
  private final Hash hash;
  private final RecordStore store;

  /**
   * Has an entry for a key only while a step for it runs, so at most one per request in progress.
   */
  private final Serial<Key> turns = new Serial<>();

  /**
   * Slots as on disk: removed before the disk is written and put back after, in the slot's turn
   * only. Evicted slots are read again.
   */
  private final BoundedMap<Bytes, StoredSlot> cache = new BoundedMap<>(MAX_CACHED);

  private Promise<Void> migrated = Promise.of(null);
  private Timer nextSweep;
  private boolean stopped;
  private int tombstones;

  RecordRepository(Env env, Hash hash, RecordStore store) {
    this.env = env;
    this.hash = hash;
    this.store = store;
  }

  /**
   * The content of a slot.
   *
   * @param record the newest version, live or not; null if there is none that counts
   * @param state what was promised for it, and what is to be remembered
   * @param isTombstone whether it is counted as one whose record stays beyond its expiry
   */
  public record Slot(DataRecord record, SlotState state, boolean isTombstone) {}

  /** What is stored for a slot, whether it counts or not; its record null for none. */
  private record StoredSlot(DataRecord record, SlotState state) {}

  /** Starts the regular removal of expired entries. */
  void start() {
    migrated = migrateStates().recover(this::migrationFailed);
    count(StoreKeys.start(StoreKeys.TOMBSTONES));
    sweep();
  }

  /** Stops removing when the peer leaves. */
  void stop() {
    stopped = true;
    if (nextSweep != null) {
      nextSweep.cancel();
    }
  }

  /** Migrates the states stored by an earlier version, whose promises still count. */
  private Promise<Void> migrateStates() {
    return store
        .scan(StoreKeys.start(StoreKeys.STATES), StoreKeys.end(StoreKeys.STATES), BATCH)
        .flatMap(
            found -> {
              List<RecordStore.Entry> changes = new ArrayList<>(2 * found.size());
              return found.isEmpty()
                  ? Promise.of(null)
                  : Promise.each(found, state -> migrate(state, changes))
                      .flatMap(ok -> store.write(changes))
                      .flatMap(ok -> migrateStates());
            });
  }

  private Promise<Void> migrate(RecordStore.Entry stored, List<RecordStore.Entry> changes) {
    byte[] slot = Bytes.slice(stored.key(), 1, stored.key().length);
    return store
        .read(StoreKeys.key(StoreKeys.RECORDS, slot))
        .map(
            value -> {
              changes.add(new RecordStore.Entry(stored.key(), null));
              StoredSlot kept = decode(value);
              if (kept.state == SlotState.EMPTY) {
                SlotState state = SlotState.decodeEarlier(stored.value());
                changes.add(entry(slot, new StoredSlot(kept.record, state)));
              }
              return null;
            });
  }

  private Promise<Void> migrationFailed(PeerloomException e) {
    env.log(LogLevel.WARN, "what an earlier version promised could not be read: " + e);
    return Promise.of(null);
  }

  private void count(byte[] from) {
    store
        .scan(from, StoreKeys.end(StoreKeys.TOMBSTONES), BATCH)
        .then(
            found -> {
              tombstones += found.size();
              if (found.size() == BATCH) {
                count(Bytes.concat(found.get(BATCH - 1).key(), new byte[1]));
              }
            },
            e -> env.log(LogLevel.WARN, "expired records could not be counted: " + e));
  }

  /** Runs a step with the content of a slot while no other step of that key runs. */
  <T> Promise<T> turn(byte[] slot, Function<Slot, Promise<T>> step) {
    return turn(slot, Long.MAX_VALUE, step);
  }

  /** The same, unless its turn comes later than {@code until}, by the monotonic clock. */
  <T> Promise<T> turn(byte[] slot, long until, Function<Slot, Promise<T>> step) {
    return turns.run(
        keyOf(slot), () -> env.monotonicMillis() > until ? Router.overdue() : step(slot, step));
  }

  private <T> Promise<T> step(byte[] slot, Function<Slot, Promise<T>> step) {
    return migrated
        .flatMap(ok -> load(slot))
        .flatMap(
            kept -> {
              if (kept.record == null || isSmall(kept.record)) {
                cache.put(Bytes.wrap(slot), kept);
              }
              return step.apply(slot(kept));
            });
  }

  private static boolean isSmall(DataRecord record) {
    return record.envelope().encoded().length <= MAX_CACHED_RECORD_BYTES;
  }

  private Promise<StoredSlot> load(byte[] slot) {
    StoredSlot cached = cache.get(Bytes.wrap(slot));
    return cached != null
        ? Promise.of(cached)
        : store.read(StoreKeys.key(StoreKeys.RECORDS, slot)).map(value -> decode(value));
  }

  boolean isLive(DataRecord record) {
    return record.expiresAt() > env.wallMillis();
  }

  /** The slot of a record. */
  public byte[] slotOf(DataRecord record) {
    return slotOf(hash, record.key(), record.publisherKey());
  }

  /** A publisher's slot of a key: the key, and the beginning of the publisher's hash. */
  public static byte[] slotOf(Hash hash, Key key, byte[] publisherKey) {
    byte[] publisher = hash.sha256(publisherKey);
    return Bytes.concat(key.bytes(), Bytes.slice(publisher, 0, DataMessage.SLOT_BYTES - Key.BYTES));
  }

  public static Key keyOf(byte[] slot) {
    return new Key(Bytes.slice(slot, 0, Key.BYTES));
  }

  /** The content of a slot; a step that runs may be about to change it. */
  Promise<Slot> read(byte[] slot) {
    return migrated.flatMap(ok -> load(slot)).map(this::slot);
  }

  private Slot slot(StoredSlot kept) {
    DataRecord record = kept.record;
    SlotState state = kept.state;
    boolean isTombstone = record != null && state.supersedesUntil() > record.expiresAt();
    boolean counts =
        record != null && (isLive(record) || state.supersedesUntil() > env.wallMillis());
    return counts
        ? new Slot(record, state.of(record.sequence(), env.wallMillis()), isTombstone)
        : new Slot(null, state.ofNone(env.wallMillis()), isTombstone);
  }

  private StoredSlot decode(byte[] value) {
    if (value == null) {
      return new StoredSlot(null, SlotState.EMPTY);
    }
    // An envelope is an array.
    if ((value[0] & 0x80) != 0) {
      return new StoredSlot(DataRecord.decodeStored(hash, value), SlotState.EMPTY);
    }
    CborReader in = new CborReader(value);
    SlotState state = SlotState.decode(in.bytes(value.length));
    byte[] record = in.bytes(value.length);
    return new StoredSlot(record.length == 0 ? null : DataRecord.decodeStored(hash, record), state);
  }

  /** Changes the disk, and then the cache. */
  private Promise<Void> write(byte[] slot, StoredSlot kept, List<RecordStore.Entry> changes) {
    changes.add(entry(slot, kept));
    cache.remove(Bytes.wrap(slot));
    return store
        .write(changes)
        .map(
            ok -> {
              if (kept.record == null || isSmall(kept.record)) {
                cache.put(Bytes.wrap(slot), kept);
              }
              return null;
            });
  }

  private static RecordStore.Entry entry(byte[] slot, StoredSlot kept) {
    byte[] record = kept.record == null ? new byte[0] : kept.record.envelope().encoded();
    boolean empty = kept.record == null && kept.state == SlotState.EMPTY;
    byte[] value =
        empty
            ? null
            : new CborWriter(record.length + 512)
                .bytes(kept.state.encoded())
                .bytes(record)
                .toBytes();
    return new RecordStore.Entry(StoreKeys.key(StoreKeys.RECORDS, slot), value);
  }

  /** Stores a version in place of the one before; fails with OVERLOADED at the quota. */
  Promise<Void> replace(byte[] slot, Slot before, DataRecord record, SlotState state) {
    int more =
        (state.supersedesUntil() > record.expiresAt() ? 1 : 0) - (before.isTombstone ? 1 : 0);
    if (more > 0 && tombstones >= MAX_TOMBSTONES) {
      return Promise.failed(
          ErrorCode.OVERLOADED, "over " + MAX_TOMBSTONES + " expired records to remember");
    }
    List<RecordStore.Entry> changes = new ArrayList<>(4);
    if (before.record != null) {
      changes.add(
          new RecordStore.Entry(dueKey(before.record.expiresAt(), StoreKeys.RECORDS, slot), null));
    }
    changes.add(due(record.expiresAt(), StoreKeys.RECORDS, slot));
    if (more != 0) {
      changes.add(
          new RecordStore.Entry(
              StoreKeys.key(StoreKeys.TOMBSTONES, slot), more > 0 ? PRESENT : null));
    }
    tombstones += more;
    return write(slot, new StoredSlot(record, state), changes)
        .recover(
            e -> {
              tombstones -= more;
              return Promise.failed(e);
            });
  }

  /** Stores a promise. */
  Promise<Void> keepPromise(byte[] slot, Slot kept) {
    List<RecordStore.Entry> changes = new ArrayList<>(3);
    if (kept.record == null) {
      changes.add(due(kept.state.rememberedUntil(), StoreKeys.RECORDS, slot));
      forgetTombstone(slot, kept, changes);
    }
    return write(slot, new StoredSlot(kept.record, kept.state), changes);
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
            due(until, StoreKeys.USED_SEQUENCES, slot)));
  }

  /** The records of a key that count, live or expired. */
  Promise<List<DataRecord>> records(Key key) {
    return migrated
        .flatMap(
            ok ->
                store.scan(
                    StoreKeys.key(StoreKeys.RECORDS, key.bytes()),
                    StoreKeys.key(StoreKeys.RECORDS, StoreKeys.endOfSlots(key.bytes())),
                    MAX_SCANNED_SLOTS))
        .map(
            entries -> {
              List<DataRecord> live = new ArrayList<>(entries.size());
              List<DataRecord> expired = new ArrayList<>();
              for (RecordStore.Entry entry : entries) {
                DataRecord record = slot(decode(entry.value())).record;
                if (record != null) {
                  (isLive(record) ? live : expired).add(record);
                }
              }
              live.addAll(expired);
              return live;
            });
  }

  /** A record as it is stored, whether it counts or not. */
  public final class ScannedSlot {
    private final RecordStore.Entry entry;

    private ScannedSlot(RecordStore.Entry entry) {
      this.entry = entry;
    }

    public byte[] slot() {
      return Bytes.slice(entry.key(), 1, entry.key().length);
    }

    public Slot content() {
      return RecordRepository.this.slot(decode(entry.value()));
    }

    public Key key() {
      return new Key(Bytes.slice(entry.key(), 1, 1 + Key.BYTES));
    }
  }

  /** Records from a slot on, in the order of their slots. */
  Promise<List<ScannedSlot>> batch(byte[] slot, int limit) {
    return migrated
        .flatMap(
            ok ->
                store.scan(
                    StoreKeys.key(StoreKeys.RECORDS, slot),
                    StoreKeys.end(StoreKeys.RECORDS),
                    limit))
        .map(
            entries -> {
              List<ScannedSlot> stored = new ArrayList<>(entries.size());
              for (RecordStore.Entry entry : entries) {
                stored.add(new ScannedSlot(entry));
              }
              return stored;
            });
  }

  private static byte[] dueKey(long at, byte kind, byte[] slot) {
    return Bytes.concat(
        StoreKeys.start(StoreKeys.DUE), Bytes.bigEndian(at), StoreKeys.key(kind, slot));
  }

  static RecordStore.Entry due(long at, byte kind, byte[] slot) {
    return new RecordStore.Entry(dueKey(at, kind, slot), PRESENT);
  }

  private void sweepIn(long millis) {
    if (!stopped) {
      nextSweep = env.after(millis, this::sweep);
    }
  }

  private void sweep() {
    byte[] from = StoreKeys.start(StoreKeys.DUE);
    byte[] to = Bytes.concat(from, Bytes.bigEndian(env.wallMillis()));
    store
        .scan(from, to, BATCH)
        .flatMap(due -> Promise.each(due, entry -> expireDue(entry.key())).map(ok -> due.size()))
        .then(
            looked -> sweepIn(looked == BATCH ? 0 : SWEEP_MILLIS),
            e -> {
              env.log(LogLevel.WARN, "removing expired records failed: " + e);
              sweepIn(SWEEP_MILLIS);
            });
  }

  /** Removes what has expired of a slot that is due, or schedules the next check. */
  private Promise<Void> expireDue(byte[] due) {
    byte[] slot = Bytes.slice(due, 10, due.length);
    if (due[9] == StoreKeys.USED_SEQUENCES) {
      return forget(due, StoreKeys.key(due[9], slot), 1);
    }
    if (due[9] == StoreKeys.MEMBERS) {
      return forget(due, StoreKeys.key(due[9], slot), 0);
    }
    return turn(
        slot,
        kept -> {
          List<RecordStore.Entry> changes = new ArrayList<>(4);
          changes.add(new RecordStore.Entry(due, null));
          if (kept.record != null) {
            long until = Math.max(kept.record.expiresAt(), kept.state.supersedesUntil());
            changes.add(due(until, StoreKeys.RECORDS, slot));
            return store.write(changes);
          }
          if (kept.state.promisedSequence() > 0) {
            changes.add(due(kept.state.rememberedUntil(), StoreKeys.RECORDS, slot));
          }
          return write(
              slot, new StoredSlot(null, kept.state), forgetTombstone(slot, kept, changes));
        });
  }

  /**
   * Removes an entry unless a later write extended it; that has its own due entry.
   *
   * @param before how many numbers stand before the one that says until when it is kept
   */
  private Promise<Void> forget(byte[] due, byte[] key, int before) {
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

  private List<RecordStore.Entry> forgetTombstone(
      byte[] slot, Slot kept, List<RecordStore.Entry> changes) {
    if (kept.isTombstone) {
      tombstones--;
      changes.add(new RecordStore.Entry(StoreKeys.key(StoreKeys.TOMBSTONES, slot), null));
    }
    return changes;
  }
}
