package io.peerloom.browser;

import io.peerloom.browser.dom.Database;
import io.peerloom.browser.dom.Js;
import io.peerloom.browser.dom.Page;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.data.RecordStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * Records in the origin's database, under a first byte for the tab's instance, so that tabs share a
 * database but no record.
 *
 * <p>A durable transaction costs a flush of the disk. So what is written in one turn, and all that
 * is written while a transaction runs, goes into one; it stands or fails together.
 *
 * <p>Reading costs a transaction too, milliseconds for what a get asks of every holder. So what is
 * durable is mirrored in memory, and read there, until it outgrows {@link #MAX_MIRROR_BYTES}. No
 * other tab writes these keys while this one holds the instance.
 */
final class IndexedDbRecordStore implements RecordStore {
  private static final int MAX_WAITING_BYTES = 8 << 20;

  /** The most bytes of keys and values kept in memory. */
  static final int MAX_MIRROR_BYTES = 16 << 20;

  private static final int LOAD_ENTRIES = 256;
  private static final int MAX_KEY_BYTES = 512;

  /** What an entry costs besides its bytes, for the bound. */
  private static final int ENTRY_OVERHEAD_BYTES = 64;

  private final Database database;
  private final byte[] domain;
  private final byte instance;
  private List<Write> waiting = new ArrayList<>();
  private int waitingBytes;
  private boolean writing;

  /** All that is durable; null where that is too much. */
  private MemoryRecordStore mirror = new MemoryRecordStore();

  private final int maxMirrorBytes;

  private record Write(List<Entry> changes, Promise<Void> result) {}

  private IndexedDbRecordStore(Database database, byte[] domain, int instance, int maxMirrorBytes) {
    this.database = database;
    this.domain = domain;
    this.instance = (byte) instance;
    this.maxMirrorBytes = maxMirrorBytes;
  }

  /** The store of one instance, which the caller holds. */
  static Promise<IndexedDbRecordStore> open(
      Database database, byte[] domain, int instance, int maxMirrorBytes) {
    IndexedDbRecordStore store =
        new IndexedDbRecordStore(database, domain, instance, maxMirrorBytes);
    return store.load(new byte[0]).map(done -> store);
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
      if (mirror.bytes() > maxMirrorBytes) {
        mirror = null;
      }
    }
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
    Js.await(database.write(Database.RECORDS, keys, values), ErrorCode.STORAGE_FAILED)
        .then(
            done -> {
              group.forEach(write -> mirrored(write.changes()));
              next();
              group.forEach(write -> write.result().complete(null));
            },
            failure -> {
              next();
              group.forEach(write -> write.result().fail(failure));
            });
  }

  private void next() {
    writing = !waiting.isEmpty();
    if (writing) {
      Page.queueMicrotask(this::flush);
    }
  }

  @Override
  public Promise<byte[]> read(byte[] key) {
    if (mirror != null) {
      return mirror.read(key);
    }
    return Js.await(database.<Int8Array>get(Database.RECORDS, key(key)), ErrorCode.STORAGE_FAILED)
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
    return Js.await(database.scan(key(from), key(to), limit), ErrorCode.STORAGE_FAILED)
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

  /** Deletes an entry of every instance. */
  static Promise<Void> deleteEverywhere(Database database, byte[] key) {
    JSArray<JSObject> keys = new JSArray<>();
    JSArray<JSObject> values = new JSArray<>();
    for (int instance = 0; instance < 256; instance++) {
      keys.push(key((byte) instance, key));
      values.push(null);
    }
    return Js.await(database.write(Database.RECORDS, keys, values), ErrorCode.STORAGE_FAILED)
        .map(done -> null);
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
