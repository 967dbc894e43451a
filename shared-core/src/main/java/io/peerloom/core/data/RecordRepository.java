package io.peerloom.core.data;

import io.peerloom.core.base.BoundedMap;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.Owner;
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
 * entry.
 *
 * <p>A record is removed when it expires, unless an older version that lives longer may exist: then
 * it stays until that one has expired, for it is the newer of the two (so the slot has no value).
 *
 * <p>What is stored is counted for its owners ({@link StorageAccounts}), from the disk at the start
 * and with each change; who has no share left is refused, and nothing stored is dropped. A damaged
 * entry fails the steps of its slot that would rely on it, and no pass over all slots: it is
 * reported, skipped, and replaced by the copy of another holder.
 */
public final class RecordRepository {
  private static final long SWEEP_MILLIS = 10 * 60_000;
  private static final int BATCH = 256;

  /** Slots of one key, or to be counted, that are read at once. */
  private static final int READ_AT_ONCE = 32;

  /** Slots in the cache, so that the steps of one put read their slot once. */
  private static final int MAX_CACHED = 256;

  /** The largest record in {@link #cache}, which thus takes 1 MiB at most. */
  private static final int MAX_CACHED_RECORD_BYTES = 4096;

  private final Env env;
  private final Hash hash;
  private final RecordStore store;
  private final StoreScan scan;
  private final StorageAccounts accounts;
  private final UsedSequences sequences;

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

  RecordRepository(Env env, Hash hash, RecordStore store) {
    this.env = env;
    this.hash = hash;
    this.store = store;
    this.scan = new StoreScan(env, store);
    this.sequences = new UsedSequences(env, store);
    this.accounts =
        new StorageAccounts(store == null ? Limits.MAX_STORED_BYTES : store.quotaBytes());
  }

  /**
   * The content of a slot.
   *
   * @param record the newest version, live or not; null if there is none that counts
   * @param state what was promised for it, and what is to be remembered
   * @param stored what is on disk
   */
  public record Slot(DataRecord record, SlotState state, StoredSlot stored) {
    /** Of an entry that does not exist, or cannot be read. */
    public static final Slot NONE = new Slot(null, SlotState.EMPTY, StoredSlot.NONE);

    /** What is sent to another holder. */
    public DataMessage.Copy copy() {
      return new DataMessage.Copy(
          record.envelope().encoded(), state.ballot(), state.holders(), state.supersedesUntil());
    }

    /** The same with another state. */
    Slot with(SlotState next) {
      return new Slot(record, next, stored);
    }
  }

  /** Starts the regular removal of expired entries. */
  void start() {
    migrated = new StateMigration(hash, store, scan).run();
    countFrom(StoreKeys.start(StoreKeys.RECORDS));
    sweepFrom(StoreKeys.start(StoreKeys.DUE));
  }

  /** Stops removing when the peer leaves. */
  void stop() {
    stopped = true;
    if (nextSweep != null) {
      nextSweep.cancel();
    }
  }

  /** What this peer's disk holds for whom. */
  StorageAccounts accounts() {
    return accounts;
  }

  /** The sequences used in this peer's own slots. */
  public UsedSequences sequences() {
    return sequences;
  }

  static Owner ownerOf(byte[] slot, StoredSlot kept) {
    return kept.owner() == null ? StoredSlot.unknown(slot) : kept.owner();
  }

  /** An entry could not be read: the pass goes on with the next. */
  private Promise<Void> skipped(PeerloomException reason) {
    scan.damaged(reason);
    return Promise.of(null);
  }

  // ---- counting what is stored

  private void countFrom(byte[] from) {
    migrated
        .flatMap(ok -> scan.batch(from, StoreKeys.end(StoreKeys.RECORDS), READ_AT_ONCE))
        .flatMap(found -> Promise.each(found.entries(), this::countStored).map(ok -> found))
        .then(
            found -> {
              if (found.next() == null) {
                accounts.countedTo(null);
              } else if (!stopped) {
                env.after(0, () -> countFrom(found.next()));
              }
            },
            e -> env.log(LogLevel.WARN, "storage: " + e));
  }

  private Promise<Void> countStored(RecordStore.Entry entry) {
    byte[] slot = slotIn(entry);
    return turns
        .run(
            keyOf(slot),
            () -> {
              // One that was changed since it was read has been counted with the change.
              if (!accounts.isCounted(slot)) {
                accounts.countOnce(slot, StoredSlot.decode(hash, slot, entry.value()));
              }
              return Promise.of((Void) null);
            })
        .recover(this::skipped)
        .map(
            ok -> {
              accounts.countedTo(slot);
              return null;
            });
  }

  // ---- steps

  /** Runs a step with the content of a slot while no other step of that key runs. */
  <T> Promise<T> turn(byte[] slot, Function<Slot, Promise<T>> step) {
    return turn(slot, Long.MAX_VALUE, step);
  }

  /** The same, unless its turn comes later than {@code until}, by the monotonic clock. */
  <T> Promise<T> turn(byte[] slot, long until, Function<Slot, Promise<T>> step) {
    return turns.run(
        keyOf(slot),
        () ->
            env.monotonicMillis() > until
                ? Router.overdue()
                : migrated.flatMap(ok -> load(slot)).flatMap(kept -> step(slot, kept, step)));
  }

  /**
   * The same for a step that can replace what is on disk: a damaged slot counts as empty, which is
   * how the copy of another holder heals it.
   */
  <T> Promise<T> healingTurn(byte[] slot, Function<Slot, Promise<T>> step) {
    return turns.run(
        keyOf(slot),
        () ->
            migrated
                .flatMap(ok -> load(slot))
                .recover(
                    e -> {
                      scan.damaged(e);
                      return Promise.of(StoredSlot.NONE);
                    })
                .flatMap(kept -> step(slot, kept, step)));
  }

  private <T> Promise<T> step(byte[] slot, StoredSlot kept, Function<Slot, Promise<T>> step) {
    if (isSmall(kept)) {
      cache.put(Bytes.wrap(slot), kept);
    }
    return step.apply(slot(kept));
  }

  private static boolean isSmall(StoredSlot slot) {
    return slot.record() == null
        || slot.record().envelope().encoded().length <= MAX_CACHED_RECORD_BYTES;
  }

  private Promise<StoredSlot> load(byte[] slot) {
    StoredSlot cached = cache.get(Bytes.wrap(slot));
    return cached != null
        ? Promise.of(cached)
        : store
            .read(StoreKeys.key(StoreKeys.RECORDS, slot))
            .map(value -> StoredSlot.decode(hash, slot, value));
  }

  private boolean isLive(DataRecord record) {
    return record.expiresAt() > env.wallMillis();
  }

  /** Whether there is a value: it has not expired, and is no deletion. */
  boolean hasValue(DataRecord record) {
    return isLive(record) && !record.isDeletion();
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
    DataRecord record = kept.record();
    SlotState state = kept.state();
    boolean counts =
        record != null && (isLive(record) || state.supersedesUntil() > env.wallMillis());
    return counts
        ? new Slot(record, state.of(record.sequence(), env.wallMillis()), kept)
        : new Slot(null, state.ofNone(env.wallMillis()), kept);
  }

  /** Changes the disk, the accounts and the cache. */
  private Promise<Void> write(
      byte[] slot, StoredSlot before, StoredSlot after, List<RecordStore.Entry> changes) {
    changes.add(entry(slot, after));
    cache.remove(Bytes.wrap(slot));
    accounts.countOnce(slot, before);
    StoredSlot counted = after.isEmpty() ? StoredSlot.NONE : after;
    accounts.replaced(before, counted);
    return store
        .write(changes)
        .map(
            ok -> {
              if (isSmall(after)) {
                cache.put(Bytes.wrap(slot), counted);
              }
              return (Void) null;
            })
        .recover(
            e -> {
              accounts.replaced(counted, before);
              return Promise.failed(e);
            });
  }

  static RecordStore.Entry entry(byte[] slot, StoredSlot kept) {
    return new RecordStore.Entry(
        StoreKeys.key(StoreKeys.RECORDS, slot), kept.isEmpty() ? null : kept.encoded());
  }

  /**
   * Stores a version in place of the one before; fails with FULL where its owner has no share left,
   * and with OVERLOADED where too many expired records would have to stay.
   *
   * @param besides what is written with it
   */
  Promise<Void> replace(
      byte[] slot,
      Slot before,
      DataRecord record,
      SlotState state,
      Owner owner,
      List<RecordStore.Entry> besides) {
    StoredSlot after = StoredSlot.of(record, state, owner);
    PeerloomException refusal = accounts.refusal(before.stored, after);
    if (refusal != null) {
      return Promise.failed(refusal);
    }
    List<RecordStore.Entry> changes = new ArrayList<>(besides);
    if (before.record != null) {
      changes.add(
          new RecordStore.Entry(
              StoreKeys.dueKey(before.record.expiresAt(), StoreKeys.RECORDS, slot), null));
    }
    changes.add(StoreKeys.due(record.expiresAt(), StoreKeys.RECORDS, slot));
    return write(slot, before.stored, after, changes);
  }

  /**
   * Stores a promise; fails with FULL where the slot would be a new one and its owner has no share
   * left.
   */
  Promise<Void> keepPromise(byte[] slot, Slot kept, Owner owner) {
    Owner counted = kept.stored.owner() == null ? owner : kept.stored.owner();
    StoredSlot after = StoredSlot.of(kept.record, kept.state, counted);
    PeerloomException refusal = accounts.refusal(kept.stored, after);
    if (kept.stored.owner() == null && refusal != null) {
      return Promise.failed(refusal);
    }
    List<RecordStore.Entry> changes = new ArrayList<>(2);
    if (kept.record == null) {
      changes.add(StoreKeys.due(kept.state.rememberedUntil(), StoreKeys.RECORDS, slot));
    }
    return write(slot, kept.stored, after, changes);
  }

  // ---- all slots of a key, or of all keys

  /** A slot of a key, with its content. */
  record KeyedSlot(byte[] slot, Slot content) {
    /** Whether it has a record that counts, live or not, or a promise. */
    boolean counts() {
      return content.record != null || content.state != SlotState.EMPTY;
    }
  }

  /**
   * All slots of a key that can be read, whether their records count or not.
   *
   * @param isWhole whether all could be read
   */
  record SlotsOfKey(List<KeyedSlot> slots, boolean isWhole) {}

  /** Reads all slots of a key. */
  Promise<SlotsOfKey> slotsOf(Key key) {
    byte[] from = StoreKeys.key(StoreKeys.RECORDS, key.bytes());
    return migrated.flatMap(ok -> readSlots(from, key, new ArrayList<>(), true));
  }

  private Promise<SlotsOfKey> readSlots(
      byte[] from, Key key, List<KeyedSlot> slots, boolean isWhole) {
    byte[] to = StoreKeys.key(StoreKeys.RECORDS, StoreKeys.endOfSlots(key.bytes()));
    return scan.batch(from, to, READ_AT_ONCE)
        .flatMap(
            found -> {
              boolean whole = isWhole && found.isWhole();
              for (RecordStore.Entry entry : found.entries()) {
                Slot content = content(entry);
                whole &= content != null;
                if (content != null) {
                  slots.add(new KeyedSlot(slotIn(entry), content));
                }
              }
              return found.next() == null
                  ? Promise.of(new SlotsOfKey(slots, whole))
                  : readSlots(found.next(), key, slots, whole);
            });
  }

  /** The content of an entry; null where it is damaged. */
  private Slot content(RecordStore.Entry entry) {
    try {
      return slot(StoredSlot.decode(hash, slotIn(entry), entry.value()));
    } catch (PeerloomException e) {
      scan.damaged(e);
      return null;
    }
  }

  private static byte[] slotIn(RecordStore.Entry entry) {
    return Bytes.slice(entry.key(), 1, entry.key().length);
  }

  /** A record as it is stored, whether it counts or not. */
  public final class ScannedSlot {
    private final RecordStore.Entry entry;

    private ScannedSlot(RecordStore.Entry entry) {
      this.entry = entry;
    }

    public byte[] slot() {
      return slotIn(entry);
    }

    /** The content; without a record where it is damaged. */
    public Slot content() {
      Slot content = RecordRepository.this.content(entry);
      return content == null ? Slot.NONE : content;
    }

    public Key key() {
      return keyOf(slot());
    }
  }

  /**
   * Some slots in order.
   *
   * @param next the slot to go on from; null at the end
   */
  public record ScannedBatch(List<ScannedSlot> slots, byte[] next) {}

  /** Slots from one on, in order; damaged ones are left out. */
  public Promise<ScannedBatch> batch(byte[] slot, int limit) {
    return migrated
        .flatMap(
            ok ->
                scan.batch(
                    StoreKeys.key(StoreKeys.RECORDS, slot),
                    StoreKeys.end(StoreKeys.RECORDS),
                    limit))
        .map(
            found -> {
              List<ScannedSlot> stored = new ArrayList<>(found.entries().size());
              for (RecordStore.Entry entry : found.entries()) {
                stored.add(new ScannedSlot(entry));
              }
              byte[] next = found.next();
              return new ScannedBatch(
                  stored, next == null ? null : Bytes.slice(next, 1, next.length));
            });
  }

  // ---- removing what has expired

  private void sweepFrom(byte[] from) {
    byte[] to = Bytes.concat(StoreKeys.start(StoreKeys.DUE), Bytes.bigEndian(env.wallMillis()));
    scan.batch(from, to, BATCH)
        .flatMap(
            due ->
                Promise.each(due.entries(), entry -> expireDue(entry.key()).recover(this::skipped))
                    .map(ok -> due.next()))
        .then(
            next -> {
              if (!stopped) {
                nextSweep =
                    next == null
                        ? env.after(SWEEP_MILLIS, () -> sweepFrom(StoreKeys.start(StoreKeys.DUE)))
                        : env.after(0, () -> sweepFrom(next));
              }
            },
            e -> env.log(LogLevel.WARN, "storage: " + e));
  }

  /** Removes what has expired of a slot that is due, or schedules the next check. */
  private Promise<Void> expireDue(byte[] due) {
    byte[] slot = Bytes.slice(due, 10, due.length);
    if (due[9] != StoreKeys.RECORDS) {
      return sequences.forget(
          due, StoreKeys.key(due[9], slot), due[9] == StoreKeys.USED_SEQUENCES ? 1 : 0);
    }
    return turn(
        slot,
        kept -> {
          List<RecordStore.Entry> changes = new ArrayList<>(3);
          changes.add(new RecordStore.Entry(due, null));
          if (kept.record != null) {
            long until = Math.max(kept.record.expiresAt(), kept.state.supersedesUntil());
            changes.add(StoreKeys.due(until, StoreKeys.RECORDS, slot));
            return store.write(changes);
          }
          if (kept.state.promisedSequence() > 0) {
            changes.add(StoreKeys.due(kept.state.rememberedUntil(), StoreKeys.RECORDS, slot));
          }
          return kept.stored.owner() == null
              ? store.write(changes)
              : write(
                  slot, kept.stored, StoredSlot.of(null, kept.state, kept.stored.owner()), changes);
        });
  }
}
