package io.peerloom.core.data;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.LogLevel;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Serial;
import io.peerloom.core.base.Timer;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.routing.Contact;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.rpc.RequestHandler;
import io.peerloom.core.wire.DataMessage;
import io.peerloom.core.wire.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Keeps records for the network: verifies before storing, refuses what is not its to keep, answers
 * with a signed receipt once it is durable.
 */
public final class RecordHolder implements RequestHandler {
  /** Holders of a record (decision: REPLICAS). */
  public static final int REPLICAS = 8;

  /**
   * Where more peers than that are likely to be closer, a record is not this one's to keep, however
   * few it knows: the guess is wrong by a factor now and then, but not by such a one.
   */
  private static final int FAR = 8 * REPLICAS;

  private static final byte RECORDS = 0x10;
  private static final byte EXPIRIES = 0x11;
  private static final long SWEEP_MILLIS = 10 * 60_000;
  private static final int SWEEP_BATCH = 256;

  /**
   * Slots of one key that are looked at: the live ones, and expired ones that are not swept yet.
   */
  private static final int MAX_SCANNED_SLOTS = 64;

  private final Env env;
  private final Authority authority;
  private final Identity self;
  private final RecordStore store;
  private final RoutingTable table;
  private final Serial<Key> writes = new Serial<>();
  private Timer nextSweep;
  private boolean stopped;

  public RecordHolder(
      Env env, Authority authority, Identity self, RecordStore store, RoutingTable table) {
    this.env = env;
    this.authority = authority;
    this.self = self;
    this.store = store;
    this.table = table;
  }

  /** Starts removing what has expired, now and then. */
  public void start() {
    sweep();
  }

  /** Ends the removing; the peer leaves. */
  public void stop() {
    stopped = true;
    if (nextSweep != null) {
      nextSweep.cancel();
    }
  }

  @Override
  public Promise<Message> handle(ProvedPeer from, Message request) {
    if (!self.kind().holdsData()) {
      return Promise.failed(ErrorCode.UNAUTHORIZED, "a bridge keeps no data");
    }
    if (request instanceof DataMessage.Store put) {
      return keep(DataRecord.decode(authority.hash(), put.record()))
          .map(receipt -> new DataMessage.Stored(receipt.envelope().encoded()));
    }
    if (request instanceof DataMessage.Fetch fetch) {
      return held(fetch.key()).map(DataMessage.Records::new);
    }
    return Promise.failed(ErrorCode.INVALID_REQUEST, "message " + request.number());
  }

  /** Verifies and stores a record; fulfilled with the receipt once it is durable. */
  public Promise<Receipt> keep(DataRecord record) {
    long now = env.wallMillis();
    if (record.createdAt() > now + Authority.MAX_AHEAD_MILLIS) {
      return Promise.failed(
          ErrorCode.CLOCK_SKEW,
          "created " + (record.createdAt() - now) / 1000 + " s ahead of time");
    }
    if (record.expiresAt() <= now) {
      return Promise.failed(ErrorCode.INVALID_REQUEST, "expired already");
    }
    if (!isResponsible(record.key())) {
      return Promise.failed(ErrorCode.NOT_RESPONSIBLE, "others are closer to " + record.key());
    }
    return record
        .verify(authority)
        .flatMap(ok -> writes.run(record.key(), () -> write(record, false)))
        .flatMap(
            ok ->
                Receipt.sign(
                    authority, self.keys(), record.digest(authority.hash()), store.domain()));
  }

  /**
   * Takes another holder's copy, unless what is here is at least as new; of two with one sequence
   * all holders keep the same.
   */
  Promise<Void> merge(DataRecord record) {
    long now = env.wallMillis();
    return record.expiresAt() <= now
            || record.createdAt() > now + Authority.MAX_AHEAD_MILLIS
            || !isResponsible(record.key())
        ? Promise.failed(ErrorCode.INVALID_REQUEST, "not to be kept here, or not now")
        : record
            .verify(authority)
            .flatMap(ok -> writes.run(record.key(), () -> write(record, true)));
  }

  /** The closest that hold data and are there: linked peers, and this one unless it is far away. */
  List<NodeId> nearest(Key key) {
    List<NodeId> ids = new ArrayList<>();
    for (Contact contact : table.closestLinked(key, REPLICAS, c -> c.kind().holdsData())) {
      ids.add(contact.id());
    }
    if (self.kind().holdsData() && isNear(key)) {
      ids.add(self.id());
    }
    ids.sort(key::compareDistance);
    return ids.size() <= REPLICAS ? ids : ids.subList(0, REPLICAS);
  }

  boolean isLinked(NodeId id) {
    Contact contact = table.find(id);
    return contact != null && contact.isLinked();
  }

  /** How many of those linked that hold data are closer than this peer, up to {@code most}. */
  int closer(Key key, int most, Predicate<NodeId> condition) {
    return table.countCloserLinked(key, most, c -> c.kind().holdsData() && condition.test(c.id()));
  }

  /**
   * Whether so few are likely to be closer that this peer may be one of the closest. Among few all
   * are, however the ids of some happen to lie.
   */
  boolean isNear(Key key) {
    return table.size() <= 2 * REPLICAS || table.expectedWithin(key) <= FAR;
  }

  /** Whether fewer than twice the holders are closer that it knows of, and likely not many more. */
  boolean isResponsible(Key key) {
    return isNear(key) && closer(key, 2 * REPLICAS, any -> true) < 2 * REPLICAS;
  }

  /** Whether this peer, which holds data, is among {@link #nearest}. */
  boolean isAmongNearest(Key key) {
    return isNear(key) && closer(key, REPLICAS, any -> true) < REPLICAS;
  }

  private Promise<Void> write(DataRecord record, boolean merging) {
    return allSlots(record.key())
        .flatMap(
            slots -> {
              byte[] slotKey = slotKey(record);
              int live = 0;
              for (DataRecord other : slots) {
                live += isLive(other) ? 1 : 0;
                if (Bytes.equal(other.publisherKey(), record.publisherKey())) {
                  return replace(slotKey, record, other, merging);
                }
              }
              if (live >= DataMessage.MAX_SLOTS) {
                return Promise.failed(ErrorCode.OVERLOADED, "all slots of this name are taken");
              }
              return put(slotKey, record, null);
            });
  }

  private Promise<Void> replace(
      byte[] slotKey, DataRecord record, DataRecord other, boolean merging) {
    boolean newer = record.isNewerThan(other, authority.hash());
    if (Bytes.equal(other.envelope().encoded(), record.envelope().encoded())
        || merging && isLive(other) && !newer) {
      return Promise.of(null);
    }
    if (!merging && isLive(other) && record.sequence() <= other.sequence()) {
      return Promise.failed(ErrorCode.CONFLICT, "sequence " + other.sequence() + " is held");
    }
    return put(slotKey, record, other);
  }

  private Promise<Void> put(byte[] slotKey, DataRecord record, DataRecord replaced) {
    List<RecordStore.Entry> changes = new ArrayList<>(3);
    changes.add(new RecordStore.Entry(slotKey, record.envelope().encoded()));
    if (replaced != null) {
      changes.add(new RecordStore.Entry(expiryKey(replaced, slotKey), null));
    }
    changes.add(new RecordStore.Entry(expiryKey(record, slotKey), new byte[] {1}));
    return store.write(changes);
  }

  /** The records held under a key that have not expired, as they travel. */
  public Promise<List<byte[]>> held(Key key) {
    return slots(key)
        .map(
            slots -> {
              List<byte[]> encoded = new ArrayList<>(slots.size());
              for (DataRecord record : slots) {
                encoded.add(record.envelope().encoded());
              }
              return encoded;
            });
  }

  /** A record that is held, expired or not, as it is stored. */
  final class Stored {
    private final RecordStore.Entry entry;

    private Stored(RecordStore.Entry entry) {
      this.entry = entry;
    }

    byte[] slot() {
      return Bytes.slice(entry.key(), 1, entry.key().length);
    }

    Key key() {
      return new Key(Bytes.slice(entry.key(), 1, 1 + Key.BYTES));
    }

    DataRecord record() {
      return DataRecord.decode(authority.hash(), entry.value());
    }
  }

  /** Some records from a slot on, in the order of their slots. */
  Promise<List<Stored>> page(byte[] slot, int limit) {
    return store
        .scan(Bytes.concat(new byte[] {RECORDS}, slot), new byte[] {EXPIRIES}, limit)
        .map(
            entries -> {
              List<Stored> stored = new ArrayList<>(entries.size());
              for (RecordStore.Entry entry : entries) {
                stored.add(new Stored(entry));
              }
              return stored;
            });
  }

  /** The record of a slot, or null. */
  Promise<DataRecord> in(byte[] slot) {
    return store
        .read(Bytes.concat(new byte[] {RECORDS}, slot))
        .map(
            value -> {
              DataRecord record = value == null ? null : DataRecord.decode(authority.hash(), value);
              return record != null && isLive(record) ? record : null;
            });
  }

  /** What others are told of a record that is held. */
  DataMessage.Held mark(DataRecord record) {
    return new DataMessage.Held(
        slot(record),
        record.sequence(),
        Bytes.slice(record.digest(authority.hash()), 0, DataMessage.DIGEST_BYTES));
  }

  boolean isLive(DataRecord record) {
    return record.expiresAt() > env.wallMillis();
  }

  private Promise<List<DataRecord>> slots(Key key) {
    return allSlots(key)
        .map(
            all -> {
              all.removeIf(record -> !isLive(record));
              return all.size() <= DataMessage.MAX_SLOTS
                  ? all
                  : all.subList(0, DataMessage.MAX_SLOTS);
            });
  }

  /** What the store has under a key, expired or not. */
  private Promise<List<DataRecord>> allSlots(Key key) {
    byte[] from = Bytes.concat(new byte[] {RECORDS}, key.bytes());
    byte[] to = Bytes.concat(from, new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1});
    return store
        .scan(from, to, MAX_SCANNED_SLOTS)
        .map(
            entries -> {
              List<DataRecord> records = new ArrayList<>(entries.size());
              for (RecordStore.Entry entry : entries) {
                records.add(DataRecord.decode(authority.hash(), entry.value()));
              }
              return records;
            });
  }

  /** Where a record is kept: its key, and the beginning of its publisher's hash. */
  byte[] slot(DataRecord record) {
    byte[] publisher = authority.hash().sha256(record.publisherKey());
    return Bytes.concat(record.key().bytes(), Bytes.slice(publisher, 0, 8));
  }

  private byte[] slotKey(DataRecord record) {
    return Bytes.concat(new byte[] {RECORDS}, slot(record));
  }

  private static byte[] expiryKey(DataRecord record, byte[] slotKey) {
    return Bytes.concat(new byte[] {EXPIRIES}, Bytes.bigEndian(record.expiresAt()), slotKey);
  }

  private void sweepIn(long millis) {
    if (!stopped) {
      nextSweep = env.after(millis, this::sweep);
    }
  }

  private void sweep() {
    byte[] from = {EXPIRIES};
    byte[] to = Bytes.concat(from, Bytes.bigEndian(env.wallMillis()));
    store
        .scan(from, to, SWEEP_BATCH)
        .flatMap(
            expired ->
                Promise.each(expired, entry -> remove(entry.key())).map(ok -> expired.size()))
        .then(
            removed -> sweepIn(removed == SWEEP_BATCH ? 0 : SWEEP_MILLIS),
            e -> {
              logFailure(e);
              sweepIn(SWEEP_MILLIS);
            });
  }

  /** Removes an expiry and, unless it was replaced meanwhile, the record that has expired. */
  private Promise<Void> remove(byte[] expiryKey) {
    byte[] slotKey = Bytes.slice(expiryKey, 9, expiryKey.length);
    Key key = new Key(Bytes.slice(slotKey, 1, 1 + Key.BYTES));
    return writes.run(
        key,
        () ->
            store
                .read(slotKey)
                .flatMap(
                    value -> {
                      List<RecordStore.Entry> changes = new ArrayList<>(2);
                      changes.add(new RecordStore.Entry(expiryKey, null));
                      if (value != null && !isLive(DataRecord.decode(authority.hash(), value))) {
                        changes.add(new RecordStore.Entry(slotKey, null));
                      }
                      return store.write(changes);
                    }));
  }

  private void logFailure(PeerloomException e) {
    env.log(LogLevel.WARN, "removing expired records failed: " + e);
  }
}
