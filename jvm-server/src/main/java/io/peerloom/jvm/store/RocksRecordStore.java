package io.peerloom.jvm.store;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.data.RecordStore;
import io.peerloom.core.data.StoreKeys;
import io.peerloom.jvm.logs.EventLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.rocksdb.RocksDBException;
import org.slf4j.event.Level;

/**
 * One peer's part of the process's database: its keys are prefixed with the peer's name.
 *
 * <p>Reads complete at once, on the peer's loop, mostly from memory. Writes wait for the disk on
 * the database's own thread.
 */
public final class RocksRecordStore implements RecordStore {
  private static final int MAX_STORE_NAME_BYTES = 64;
  private static final EventLog LOG = EventLog.of("store");

  private final RocksDatabase database;
  private final Executor loop;
  private final byte[] domain;
  private final byte[] prefix;
  private final long quotaBytes;

  /**
   * The part of one peer.
   *
   * @param peer the peer's name in this process, at most 64 bytes; separates its data from that of
   *     others
   * @param domain the data directory's failure domain
   * @param quotaBytes the most bytes of records that the peer is to hold
   */
  public RocksRecordStore(
      RocksDatabase database, String peer, byte[] domain, Executor loop, long quotaBytes) {
    this.database = database;
    this.loop = loop;
    this.domain = domain.clone();
    this.prefix = prefix(peer);
    this.quotaBytes = quotaBytes;
  }

  private static byte[] prefix(String peer) {
    byte[] name = Bytes.utf8(peer);
    if (name.length > MAX_STORE_NAME_BYTES) {
      throw new IllegalArgumentException("a name of " + name.length + " bytes");
    }
    // The length in front prevents that one name is a prefix of another.
    return Bytes.concat(new byte[] {(byte) name.length}, name);
  }

  /**
   * Whether the database has any data of that peer.
   *
   * @throws StartupFailure if it cannot be read
   */
  public static boolean hasAny(RocksDatabase database, String peer) {
    try {
      return !database.isEmpty(prefix(peer));
    } catch (RocksDBException e) {
      throw new StartupFailure("the database cannot be read: " + e.getMessage());
    }
  }

  /**
   * What a peer stores.
   *
   * @param records the number of its records, live or not
   * @param bytes the size of its records and topic messages, with their keys
   */
  public record Usage(long records, long bytes) {}

  /**
   * Counts what a peer stores, by reading all of it.
   *
   * @throws StartupFailure if the database cannot be read, or is closed
   */
  public static Usage usage(RocksDatabase database, String peer) {
    try {
      long[] records = measure(database, peer, StoreKeys.RECORDS);
      long[] messages = measure(database, peer, StoreKeys.TOPIC_MESSAGES);
      return new Usage(records[0], records[1] + messages[1]);
    } catch (RocksDBException e) {
      throw new StartupFailure("the database cannot be read: " + e.getMessage());
    }
  }

  private static long[] measure(RocksDatabase database, String peer, byte kind)
      throws RocksDBException {
    byte[] own = prefix(peer);
    return database.measure(
        Bytes.concat(own, StoreKeys.start(kind)), Bytes.concat(own, StoreKeys.end(kind)));
  }

  private byte[] own(byte[] key) {
    return Bytes.concat(prefix, key);
  }

  @Override
  public Promise<Void> write(List<Entry> changes) {
    return write(changes, true);
  }

  @Override
  public Promise<Void> writeUnsynced(List<Entry> changes) {
    return write(changes, false);
  }

  private Promise<Void> write(List<Entry> changes, boolean synced) {
    List<Entry> own = new ArrayList<>(changes.size());
    for (Entry change : changes) {
      own.add(new Entry(own(change.key()), change.value()));
    }
    Promise<Void> result = new Promise<>();
    boolean queued =
        database.write(
            own,
            synced,
            failure ->
                loop.execute(
                    () -> {
                      if (failure == null) {
                        result.complete(null);
                      } else {
                        result.fail(storageFailed(failure));
                      }
                    }));
    return queued
        ? result
        : Promise.failed(ErrorCode.STORAGE_FAILED, "too much waits to be written");
  }

  @Override
  public Promise<byte[]> read(byte[] key) {
    try {
      return Promise.of(database.read(own(key)));
    } catch (RocksDBException e) {
      return Promise.failed(storageFailed(e));
    }
  }

  @Override
  public Promise<List<Entry>> scan(byte[] from, byte[] to, int limit) {
    try {
      List<Entry> found = new ArrayList<>();
      for (Entry entry : database.scan(own(from), own(to), limit)) {
        byte[] key = entry.key();
        found.add(new Entry(Bytes.slice(key, prefix.length, key.length), entry.value()));
      }
      return Promise.of(found);
    } catch (RocksDBException e) {
      return Promise.failed(storageFailed(e));
    }
  }

  private PeerloomException storageFailed(RocksDBException e) {
    if (RocksDatabase.isDamage(e)) {
      LOG.event(Level.WARN, "store.damaged", "file", database.folder(), "reason", e.getMessage());
    }
    return new PeerloomException(ErrorCode.STORAGE_FAILED, String.valueOf(e.getMessage()));
  }

  @Override
  public long quotaBytes() {
    return quotaBytes;
  }

  @Override
  public byte[] domain() {
    return domain.clone();
  }
}
