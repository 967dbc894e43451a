package io.peerloom.jvm.store;

import io.peerloom.jvm.logs.EventLog;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import org.rocksdb.FlushOptions;
import org.rocksdb.LiveFileMetaData;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.slf4j.event.Level;

/**
 * Copies what can be read of a damaged database into a new one, which takes its place. RocksDB
 * refuses all writes once it meets a damaged block while it merges tables, and would meet that
 * again whenever it is opened. What was in the block is lost here; other holders have copies.
 *
 * <p>The copy is built in a folder beside the database and renamed when it is complete, so that a
 * process that ends meanwhile leaves one whole database: {@link #finish} puts that in its place.
 */
final class DatabaseRescue {
  private static final EventLog LOG = EventLog.of("store");

  /** Endings of the folder's name: a copy that is not complete, one that is, and the old one. */
  private static final String INCOMPLETE = ".rescuing";

  private static final String COMPLETE = ".rescued";
  private static final String OLD = ".damaged";

  private static final int BATCH_BYTES = 1 << 20;

  /** Longer than all keys: so far the end of damage is looked for byte by byte. */
  private static final int KEY_BYTES = 160;

  /** A disk with more damaged places than these is not copied from. */
  private static final int MAX_GAPS = 1_000;

  private final Path folder;
  private final RocksSettings settings;
  private long entries;
  private int gaps;

  DatabaseRescue(Path folder, RocksSettings settings) {
    this.folder = folder.toAbsolutePath();
    this.settings = settings;
  }

  private static Path beside(Path folder, String ending) {
    Path whole = folder.toAbsolutePath();
    return whole.resolveSibling(whole.getFileName() + ending);
  }

  /** Completes what a process began that ended meanwhile, before its database is looked for. */
  static void finish(Path folder) throws IOException {
    Path complete = beside(folder, COMPLETE);
    if (Files.exists(complete) && !Files.exists(folder)) {
      Files.move(complete, folder, StandardCopyOption.ATOMIC_MOVE);
    }
    if (!Files.exists(folder)) {
      // Nothing is deleted that may be all there is.
      return;
    }
    for (String ending : new String[] {INCOMPLETE, COMPLETE, OLD}) {
      delete(beside(folder, ending));
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        for (Path each : files) {
          Files.delete(each);
        }
      }
      Files.delete(folder);
    }
  }

  /** Copies everything that can be read; nobody writes meanwhile. */
  void copy(RocksDB damaged, DiskSpace disk) throws RocksDBException, IOException {
    long bytes = 0;
    for (LiveFileMetaData each : damaged.getLiveFilesMetaData()) {
      bytes += each.size();
    }
    String full = disk.refusal(bytes, false);
    if (full != null) {
      throw new IOException("no space for a copy of " + bytes + " bytes: " + full);
    }
    Path made = beside(folder, INCOMPLETE);
    delete(made);
    delete(beside(folder, COMPLETE));
    Files.createDirectory(made, OwnerOnly.folder(made));
    settings.options.setCreateIfMissing(true);
    try (RocksDB copy = RocksDB.open(settings.options, made.toString());
        ReadOptions checked = new ReadOptions().setVerifyChecksums(true).setFillCache(false)) {
      byte[] next = new byte[0];
      while (next != null) {
        next = copyFrom(next, damaged, checked, copy);
        if (next != null && ++gaps > MAX_GAPS) {
          throw new IOException("more than " + MAX_GAPS + " places are damaged");
        }
        next = next == null ? null : behindDamage(next, damaged, checked);
      }
      // To tables, which are synced: the old database is deleted after this.
      try (FlushOptions flush = new FlushOptions().setWaitForFlush(true)) {
        copy.flush(flush);
      }
    } finally {
      settings.options.setCreateIfMissing(false);
    }
    Files.move(made, beside(folder, COMPLETE), StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Copies up to the next damage; the key behind the last one that was read, or null at the end.
   */
  private byte[] copyFrom(byte[] from, RocksDB damaged, ReadOptions checked, RocksDB copy)
      throws RocksDBException {
    byte[] next = from;
    try (RocksIterator iterator = damaged.newIterator(checked);
        WriteBatch batch = new WriteBatch()) {
      for (iterator.seek(from); iterator.isValid(); iterator.next()) {
        byte[] key = iterator.key();
        batch.put(key, iterator.value());
        entries++;
        next = Arrays.copyOf(key, key.length + 1);
        if (batch.getDataSize() > BATCH_BYTES) {
          copy.write(settings.unsynced, batch);
          batch.clear();
        }
      }
      copy.write(settings.unsynced, batch);
      return isWhole(iterator) ? null : next;
    }
  }

  private static boolean isWhole(RocksIterator iterator) {
    try {
      iterator.status();
      return true;
    } catch (RocksDBException e) {
      return false;
    }
  }

  /**
   * A key close behind damage that begins at another: looked for at twice the distance each time,
   * then by halves of the last distance. Null where nothing is left.
   */
  private static byte[] behindDamage(byte[] first, RocksDB damaged, ReadOptions checked) {
    BigInteger bad = new BigInteger(1, Arrays.copyOf(first, KEY_BYTES));
    int doublings = 0;
    while (!isReadable(bad.add(BigInteger.ONE.shiftLeft(doublings)), damaged, checked)) {
      doublings++;
    }
    for (int i = doublings - 1; i >= 0; i--) {
      BigInteger middle = bad.add(BigInteger.ONE.shiftLeft(i));
      bad = isReadable(middle, damaged, checked) ? bad : middle;
    }
    return key(bad.add(BigInteger.ONE));
  }

  /** Whether what comes at or behind a key can be read. */
  private static boolean isReadable(BigInteger number, RocksDB damaged, ReadOptions checked) {
    byte[] key = key(number);
    if (key == null) {
      return true;
    }
    try (RocksIterator iterator = damaged.newIterator(checked)) {
      iterator.seek(key);
      return isWhole(iterator);
    }
  }

  /** The key of a number; null behind all keys. */
  private static byte[] key(BigInteger number) {
    byte[] digits = number.toByteArray();
    byte[] key = new byte[KEY_BYTES];
    int length = Math.min(digits.length, KEY_BYTES);
    System.arraycopy(digits, digits.length - length, key, KEY_BYTES - length, length);
    return number.bitLength() > KEY_BYTES * 8 ? null : key;
  }

  /** Leaves the database as it is, or the copy where that has taken its place. */
  void cancel() {
    try {
      finish(folder);
    } catch (IOException e) {
      // Done at the next start.
    }
  }

  /** Puts the copy in the place of the database, which is closed. */
  void swap() throws IOException {
    Path old = beside(folder, OLD);
    delete(old);
    Files.move(folder, old, StandardCopyOption.ATOMIC_MOVE);
    finish(folder);
    LOG.event(
        Level.WARN, "store.rescued", "file", folder, "entries", entries, "damagedPlaces", gaps);
  }
}
