package io.peerloom.browser;

import io.peerloom.browser.dom.Database;
import io.peerloom.browser.dom.Js;
import io.peerloom.browser.dom.Page;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Promise;
import io.peerloom.core.data.RecordStore;
import io.peerloom.core.data.StoreKeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * Stores records in the origin's database. Keys start with a byte for the tab's instance, so that
 * tabs share the database but no records.
 *
 * <p>A durable transaction costs a flush of the disk. So what is written in one turn, and all that
 * is written while a transaction runs, goes into one; it succeeds or fails together.
 *
 * <p>Reading costs a transaction too, milliseconds for a read that a get requests from every
 * holder. So durable records are mirrored in memory, and read there, until they outgrow {@link
 * #MAX_MIRROR_BYTES}. No other tab writes these keys while this one holds the instance.
 */
final class IndexedDbRecordStore implements RecordStore {
  private static final int MAX_WAITING_BYTES = 8 << 20;

  /** The most bytes of keys and values mirrored in memory. */
  static final int MAX_MIRROR_BYTES = 16 << 20;

  private static final int LOAD_ENTRIES = 256;

  /** What an entry costs besides its bytes, counted towards the bound. */
  private static final int ENTRY_OVERHEAD_BYTES = 64;

  private final OriginDatabase database;
  private final byte[] domain;
  private final byte instance;
  private List<Write> waiting = new ArrayList<>();
  private int waitingBytes;
  private boolean writing;

  /** All durable records; null if they are too large. */
  private MemoryRecordStore mirror = new MemoryRecordStore();

  private final int maxMirrorBytes;
  private final Function<Database, Promise<Void>> keeper = this::keepAgain;

  private record Write(List<Entry> changes, Promise<Void> result) {}

  private IndexedDbRecordStore(
      OriginDatabase database, byte[] domain, int instance, int maxMirrorBytes) {
    this.database = database;
    this.domain = domain;
    this.instance = (byte) instance;
    this.maxMirrorBytes = maxMirrorBytes;
  }

  /** Opens the store of an instance, which the caller holds. */
  static Promise<IndexedDbRecordStore> open(
      OriginDatabase database, byte[] domain, int instance, int maxMirrorBytes) {
    IndexedDbRecordStore store =
        new IndexedDbRecordStore(database, domain, instance, maxMirrorBytes);
    return store
        .load(new byte[0])
        .map(
            done -> {
              database.addKeeper(store.keeper);
              return store;
            });
  }

  private Promise<Void> load(byte[] from) {
    byte[] afterAll = new byte[MAX_KEY_BYTES + 1];
    Arrays.fill(afterAll, (byte) 0xff);
    return readRange(from, afterAll, LOAD_ENTRIES)
        .flatMap(
            loaded -> {
              mirrored(loaded);
              if (mirror == null || loaded.size() < LOAD_ENTRIES) {
                return Promise.of(null);
              }
              byte[] last = loaded.get(LOAD_ENTRIES - 1).key();
              return load(Bytes.concat(last, new byte[1]));
            });
  }

  private void mirrored(List<Entry> changes) {
    if (mirror != null) {
      mirror.write(changes);
      if (mirror.bytes() > maxMirrorBytes && !database.isLost()) {
        mirror = null;
      }
    }
  }

  /** The first instance from {@code from} on with a non-empty queue; -1 if there is none. */
  static Promise<Integer> instanceWithQueue(OriginDatabase database, int from) {
    if (from >= Limits.MAX_INSTANCES) {
      return Promise.of(-1);
    }
    byte[] queue = StoreKeys.start(StoreKeys.OFFLINE_QUEUE);
    byte[] afterAll = new byte[MAX_KEY_BYTES];
    Arrays.fill(afterAll, (byte) 0xff);
    return database
        .use(open -> open.scan(key((byte) from, queue), Js.view(afterAll), 1))
        .flatMap(
            rows -> {
              if (rows.getKeys().getLength() == 0) {
                return Promise.of(-1);
              }
              byte[] key = Js.bytes(rows.getKeys().get(0));
              int instance = key[0] & 0xff;
              boolean isQueue = key.length > queue.length && key[queue.length] == queue[0];
              return isQueue
                  ? Promise.of(instance)
                  : instanceWithQueue(database, instance == from ? from + 1 : instance);
            });
  }

  /** Closes the store; its records stay in the database. */
  void close() {
    database.removeKeeper(keeper);
  }

  @Override
  public boolean isDurable() {
    return !database.isLost();
  }

  @Override
  public Promise<Void> write(List<Entry> changes) {
    int size = 0;
    for (Entry change : changes) {
      size += ENTRY_OVERHEAD_BYTES + change.key().length;
      size += change.value() == null ? 0 : change.value().length;
    }
    if (waitingBytes + size > MAX_WAITING_BYTES) {
      return Promise.failed(ErrorCode.STORAGE_FAILED, waitingBytes + " bytes wait for the disk");
    }
    waitingBytes += size;
    Write write = new Write(changes, new Promise<>());
    waiting.add(write);
    if (!writing) {
      writing = true;
      Page.queueMicrotask(this::flush);
    }
    return write.result();
  }

  private void flush() {
    List<Write> group = waiting;
    waiting = new ArrayList<>();
    waitingBytes = 0;
    JSArray<JSObject> keys = new JSArray<>();
    JSArray<JSObject> values = new JSArray<>();
    for (Write write : group) {
      for (Entry change : write.changes()) {
        keys.push(key(change.key()));
        values.push(change.value() == null ? null : Js.view(change.value()));
      }
    }
    database
        .use(open -> open.write(Database.RECORDS, keys, values))
        .then(
            done -> written(group),
            failure -> {
              if (database.isLost() && mirror != null) {
                written(group);
                return;
              }
              next();
              group.forEach(write -> write.result().fail(failure));
            });
  }

  private void written(List<Write> group) {
    group.forEach(write -> mirrored(write.changes()));
    next();
    group.forEach(write -> write.result().complete(null));
  }

  /**
   * Writes the durable records into a database that was created anew; if they were too large to
   * mirror, they are lost.
   */
  private Promise<Void> keepAgain(Database fresh) {
    JSArray<JSObject> keys = new JSArray<>();
    JSArray<JSObject> values = new JSArray<>();
    if (mirror == null) {
      mirror = new MemoryRecordStore();
      return Promise.of(null);
    }
    mirror.forEach(
        (key, value) -> {
          keys.push(key(key));
          values.push(Js.view(value));
        });
    return Js.await(fresh.write(Database.RECORDS, keys, values), ErrorCode.STORAGE_FAILED)
        .map(done -> null);
  }

  private void next() {
    writing = !waiting.isEmpty();
    if (writing) {
      Page.queueMicrotask(this::flush);
    }
  }

  @Override
  public Promise<byte[]> read(byte[] key) {
    return mirror != null ? mirror.read(key) : readOf(instance, key);
  }

  /** Reads what another instance of the profile stored; null for nothing. */
  Promise<byte[]> readOf(byte other, byte[] key) {
    return database
        .use(open -> open.<Int8Array>get(Database.RECORDS, key(other, key)))
        .map(value -> value == null ? null : Js.bytes(value));
  }

  @Override
  public Promise<List<Entry>> scan(byte[] from, byte[] to, int limit) {
    if (Bytes.compare(from, to) >= 0) {
      return Promise.of(List.of());
    }
    return mirror != null ? mirror.scan(from, to, limit) : readRange(from, to, limit);
  }

  private Promise<List<Entry>> readRange(byte[] from, byte[] to, int limit) {
    return database
        .use(open -> open.scan(key(from), key(to), limit))
        .map(IndexedDbRecordStore::entries);
  }

  private static List<Entry> entries(Database.Rows rows) {
    JSArrayReader<ArrayBuffer> keys = rows.getKeys();
    JSArrayReader<Int8Array> values = rows.getValues();
    List<Entry> entries = new ArrayList<>(keys.getLength());
    for (int i = 0; i < keys.getLength(); i++) {
      byte[] key = Js.bytes(keys.get(i));
      entries.add(new Entry(Bytes.slice(key, 1, key.length), Js.bytes(values.get(i))));
    }
    return entries;
  }

  /** Deletes an entry in all instances. */
  static Promise<Void> deleteEverywhere(OriginDatabase database, byte[] key) {
    JSArray<JSObject> keys = new JSArray<>();
    JSArray<JSObject> values = new JSArray<>();
    for (int instance = 0; instance < Limits.MAX_INSTANCES; instance++) {
      keys.push(key((byte) instance, key));
      values.push(null);
    }
    return database.use(open -> open.write(Database.RECORDS, keys, values)).map(done -> null);
  }

  private Int8Array key(byte[] key) {
    return key(instance, key);
  }

  private static Int8Array key(byte instance, byte[] key) {
    byte[] prefixed = new byte[key.length + 1];
    prefixed[0] = instance;
    System.arraycopy(key, 0, prefixed, 1, key.length);
    return Js.view(prefixed);
  }

  @Override
  public byte[] domain() {
    return domain;
  }
}
