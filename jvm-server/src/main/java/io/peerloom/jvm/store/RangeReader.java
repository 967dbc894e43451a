package io.peerloom.jvm.store;

import io.peerloom.core.data.RecordStore.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/**
 * Reads ranges of keys. An iterator that meets damage just ends, so the reason is checked each
 * time. The caller keeps the database open meanwhile.
 */
final class RangeReader {
  private static final int MAX_MEASURED_AT_ONCE = 4096;

  private final RocksDB database;
  private final ReadOptions checked;

  /** Of an open database; {@code checked} reads fail on damage. */
  RangeReader(RocksDB database, ReadOptions checked) {
    this.database = database;
    this.checked = checked;
  }

  /** Whether no key begins with these bytes; with null, whether there is no key at all. */
  boolean isEmpty(byte[] prefix) throws RocksDBException {
    try (RocksIterator iterator = database.newIterator(checked)) {
      if (prefix == null) {
        iterator.seekToFirst();
      } else {
        iterator.seek(prefix);
      }
      iterator.status();
      return !iterator.isValid() || (prefix != null && !startsWith(iterator.key(), prefix));
    }
  }

  private static boolean startsWith(byte[] key, byte[] prefix) {
    return key.length >= prefix.length
        && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
  }

  /** Up to {@code limit} entries from a key on, before another. */
  List<Entry> scan(byte[] from, byte[] to, int limit) throws RocksDBException {
    List<Entry> found = new ArrayList<>();
    try (Slice end = new Slice(to);
        ReadOptions bounded = new ReadOptions().setVerifyChecksums(true).setIterateUpperBound(end);
        RocksIterator iterator = database.newIterator(bounded)) {
      for (iterator.seek(from); iterator.isValid() && found.size() < limit; iterator.next()) {
        found.add(new Entry(iterator.key(), iterator.value()));
      }
      iterator.status();
    }
    return found;
  }

  /**
   * Adds the number of entries and the bytes of their keys and values to {@code counted}, of a part
   * of a range.
   *
   * @return where to go on; null at the end
   */
  byte[] measure(byte[] from, byte[] to, long[] counted) throws RocksDBException {
    try (Slice end = new Slice(to);
        ReadOptions bounded = new ReadOptions().setFillCache(false).setIterateUpperBound(end);
        RocksIterator iterator = database.newIterator(bounded)) {
      iterator.seek(from);
      for (int i = 0; iterator.isValid(); i++) {
        byte[] key = iterator.key();
        if (i == MAX_MEASURED_AT_ONCE) {
          return key;
        }
        counted[0]++;
        counted[1] += key.length + iterator.value().length;
        iterator.next();
      }
      iterator.status();
      return null;
    }
  }
}
