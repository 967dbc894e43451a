package io.peerloom.jvm.store;

import io.peerloom.core.data.RecordStore.Entry;
import io.peerloom.jvm.limits.ServerLimits;
import io.peerloom.jvm.logs.EventLog;
import io.peerloom.jvm.store.WriteRefusal.Cause;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.rocksdb.FlushOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import org.rocksdb.WriteBatch;
import org.slf4j.event.Level;

/**
 * The database of a process. Writes of all peers that arrive while the disk is busy are committed
 * together as one synced batch: a sync costs the same for one change as for a hundred.
 *
 * <p>RocksDB because, of the stores tried, it alone throws on a flipped bit instead of returning a
 * wrong value. A torn tail of the log after a crash is cut off: nothing in it was acknowledged.
 * That no more was cut off than that, {@link SyncedMark} tells at the next start.
 *
 * <p>On a full disk it refuses writes before RocksDB meets the end of it ({@link DiskSpace}). When
 * RocksDB itself has failed to write, it refuses all further writes; so the database is opened
 * again once a write may succeed. Both end by themselves, as soon as there is space.
 */
public final class RocksDatabase implements AutoCloseable {
  private static final int MAX_WRITES_IN_A_BATCH = 512;

  /** How often a database that refuses writes tries whether it can write again. */
  private static final int RETRY_MILLIS = 1_000;

  /** A disk that goes on damaging what is written is copied from no more often. */
  private static final int RESCUE_MILLIS = 60_000;

  private static final byte[] NOTHING = new byte[0];
  private static final EventLog LOG = EventLog.of("store");

  private final RocksSettings settings = new RocksSettings();
  private final Path folder;
  private final DiskSpace disk;
  private final SyncedMark mark;
  private RocksDB database;
  // Native memory: no read may be in progress when it is freed.
  private final ReadWriteLock open = new ReentrantReadWriteLock();
  private final LinkedBlockingQueue<Write> queue = new LinkedBlockingQueue<>();
  private final AtomicLong queuedBytes = new AtomicLong();
  private final Thread writer = new Thread(this::writeUntilClosed, "peerloom-store");
  private boolean closed;

  // Used by the writer's thread only.
  private final DatabaseFiles files;
  private final WriteRefusal refusal;
  private long triedAt;
  private boolean readOnly;
  private boolean isDamaged;
  private long rescuedAt = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(RESCUE_MILLIS);

  /** A queued change; {@code done} receives null, or the failure. */
  private record Write(
      List<Entry> changes, long bytes, boolean synced, Consumer<RocksDBException> done) {}

  /** Ends the writer. */
  private static final Write END = new Write(List.of(), 0, true, failure -> {});

  private RocksDatabase(Path folder, DiskSpace disk, SyncedMark mark, int checkMillis)
      throws RocksDBException {
    this.folder = folder;
    this.mark = mark;
    this.disk = disk;
    refusal = new WriteRefusal(folder);
    database = RocksDB.open(settings.options, folder.toString());
    settings.options.setCreateIfMissing(false);
    files = new DatabaseFiles(folder, database, checkMillis);
  }

  /** Opens the database in a folder, or creates one; StartupFailure says why it cannot be used. */
  public static RocksDatabase open(Path folder) {
    return open(folder, new DiskSpace(folder), DatabaseFiles.CHECK_MILLIS);
  }

  /**
   * The same on a disk whose free space a test says, and with files that are looked at so often.
   */
  static RocksDatabase open(Path folder, DiskSpace disk, int checkMillis) {
    try {
      NativeLibrary.load(folder.toAbsolutePath().resolveSibling("native"));
    } catch (RuntimeException | UnsatisfiedLinkError e) {
      throw new StartupFailure("no RocksDB library for this platform: " + e.getMessage());
    }
    try {
      long synced = SyncedMark.read(folder);
      DatabaseFiles.requireWhole(folder, synced);
      RocksDatabase database =
          new RocksDatabase(folder, disk, SyncedMark.open(folder), checkMillis);
      database.requireSince(synced);
      database.mark.begin(synced);
      database.writer.setDaemon(true);
      database.writer.start();
      return database;
    } catch (RocksDBException e) {
      boolean damaged = isDamage(e);
      throw new StartupFailure(
          "database "
              + folder
              + (damaged ? " is damaged: " : " cannot be opened: ")
              + e.getMessage()
              + (damaged ? "; " + StartupFailure.RESTORE : ""));
    } catch (IOException e) {
      throw new StartupFailure("database " + folder + " cannot be opened: " + e.getMessage());
    }
  }

  /** Fails if changes are missing that were acknowledged. */
  private void requireSince(long synced) {
    long last = database.getLatestSequenceNumber();
    if (last < synced) {
      free();
      throw new StartupFailure(
          "database "
              + folder
              + " is damaged: its last "
              + (synced - last)
              + " changes are missing, because its log was emptied, cut off or deleted; restore the"
              + " folder, or delete "
              + mark.file()
              + " to go on without them");
    }
  }

  Path folder() {
    return folder;
  }

  /** Whether nothing was ever written, or everything was deleted. */
  public boolean isEmpty() {
    try {
      return isEmpty(null);
    } catch (RocksDBException e) {
      throw new StartupFailure("the database cannot be read: " + e.getMessage());
    }
  }

  /** Whether no key begins with these bytes; with null, whether there is no key at all. */
  boolean isEmpty(byte[] prefix) throws RocksDBException {
    open.readLock().lock();
    try {
      requireOpen();
      return new RangeReader(database, settings.checked).isEmpty(prefix);
    } finally {
      open.readLock().unlock();
    }
  }

  /**
   * Queues a change; {@code done} runs on the writer's thread. Returns false when the queue is
   * full.
   *
   * @param synced whether the change waits for a sync; if not, a power cut may lose it until a
   *     synced change has completed
   */
  boolean write(List<Entry> changes, boolean synced, Consumer<RocksDBException> done) {
    long bytes = 0;
    for (Entry change : changes) {
      bytes += change.key().length + (change.value() == null ? 0 : change.value().length);
    }
    synchronized (queue) {
      if (closed || queuedBytes.get() + bytes > ServerLimits.MAX_DISK_QUEUE_BYTES) {
        return false;
      }
      queuedBytes.addAndGet(bytes);
      queue.add(new Write(changes, bytes, synced, done));
    }
    return true;
  }

  private void writeUntilClosed() {
    List<Write> group = new ArrayList<>();
    boolean end = false;
    while (!end) {
      group.clear();
      try {
        int wait = refusal.reason() == null ? files.checkMillis() : RETRY_MILLIS;
        Write first = queue.poll(wait, TimeUnit.MILLISECONDS);
        if (files.beginsLook()) {
          checkFiles();
        }
        retryIfDue();
        if (first == null) {
          continue;
        }
        group.add(first);
      } catch (InterruptedException e) {
        return;
      }
      queue.drainTo(group, MAX_WRITES_IN_A_BATCH - 1);
      end = group.remove(END);
      RocksDBException failure = commit(group);
      if (failure != null && rescueIfDamaged()) {
        failure = commit(group);
      }
      for (Write write : group) {
        queuedBytes.addAndGet(-write.bytes());
        write.done().accept(failure);
      }
    }
    // What was in a log that is lost now is still in memory.
    checkFiles();
    if (files.isLogLost()) {
      retry();
    }
  }

  private RocksDBException commit(List<Write> group) {
    boolean sync = false;
    boolean onlyDeletes = true;
    long bytes = 0;
    try (WriteBatch batch = new WriteBatch()) {
      for (Write write : group) {
        sync |= write.synced();
        bytes += write.bytes();
        for (Entry change : write.changes()) {
          if (change.value() == null) {
            batch.delete(change.key());
          } else {
            batch.put(change.key(), change.value());
            onlyDeletes = false;
          }
        }
      }
      String full = disk.refusal(bytes, onlyDeletes);
      if (full != null) {
        refusal.begins(Cause.FULL, full);
        throw new RocksDBException(full);
      }
      requireOpen();
      if (!files.allowWrites()) {
        throw new RocksDBException(refusal.reason());
      }
      database.write(sync ? settings.synced : settings.unsynced, batch);
      if (!onlyDeletes) {
        refusal.ends();
      }
      if (sync) {
        mark.advance(database.getLatestSequenceNumber());
      }
      return null;
    } catch (RocksDBException e) {
      isDamaged |= isDamage(e);
      if (refusal.reason() == null) {
        refusal.begins(Cause.UNWRITABLE, "the disk cannot be written: " + e.getMessage());
      }
      return e;
    } catch (IOException e) {
      // The changes are on disk; the mark is only behind them.
      return null;
    }
  }

  /** Tries from time to time whether writes succeed again. */
  private void retryIfDue() {
    long now = System.nanoTime();
    if (refusal.reason() == null || now - triedAt < TimeUnit.MILLISECONDS.toNanos(RETRY_MILLIS)) {
      return;
    }
    triedAt = now;
    retry();
  }

  private void retry() {
    String full = disk.refusal(0, false);
    if (full != null) {
      refusal.begins(Cause.FULL, full);
    } else if (rescueIfDamaged()
        || isWhole() && (files.isLogLost() ? renewLog() : isWritable() || reopen())) {
      refusal.ends();
    }
  }

  /** Whether something was read that is not what was written. */
  static boolean isDamage(RocksDBException e) {
    return e.getStatus() != null && e.getStatus().getCode() == Status.Code.Corruption;
  }

  /** Goes on with what can be read, where a damaged block keeps RocksDB from writing. */
  private boolean rescueIfDamaged() {
    long now = System.nanoTime();
    if (!isDamaged
        || now - rescuedAt < TimeUnit.MILLISECONDS.toNanos(RESCUE_MILLIS)
        || !isWhole()) {
      return false;
    }
    rescuedAt = now;
    DatabaseRescue rescue = new DatabaseRescue(folder, settings);
    try {
      requireOpen();
      rescue.copy(database, disk);
      open.writeLock().lock();
      try {
        database.close();
        mark.restart();
        rescue.swap();
        isDamaged = false;
        return reopen();
      } finally {
        open.writeLock().unlock();
      }
    } catch (RocksDBException | IOException e) {
      LOG.event(Level.ERROR, "store.not-rescued", "file", folder, "reason", e.getMessage());
      rescue.cancel();
    }
    return reopen();
  }

  private void checkFiles() {
    mark.restoreIfLost();
    boolean isLost = files.losesLog(database);
    if (isLost) {
      LOG.event(Level.ERROR, "store.log-lost", "file", folder);
    }
    if (refusal.reason() == null && isWhole() && isLost) {
      refusal.begins(Cause.LOG_LOST, "its log was deleted, emptied, cut off or replaced");
    }
  }

  /** Writes what was in a log that was lost, and is still in memory, and begins a new one. */
  private boolean renewLog() {
    // Where it was opened for reads only, what was in memory has been written before, or is gone.
    if (database.isOwningHandle() && !readOnly) {
      try (FlushOptions flush = new FlushOptions().setWaitForFlush(true)) {
        database.flush(flush);
      } catch (RocksDBException e) {
        refusal.begins(
            Cause.LOG_LOST,
            "its log was lost, and what was in it cannot be written: " + e.getMessage());
        return false;
      }
    }
    return reopen();
  }

  /** Whether all its files are there; without them it may only be read, and never opened again. */
  private boolean isWhole() {
    String missing = files.missing(database);
    if (missing != null) {
      refusal.begins(
          Cause.FILE_LOST,
          "its file "
              + missing
              + " was deleted, cut off or replaced: stop the server and restore the folder");
    }
    return missing == null;
  }

  /** Whether RocksDB writes to its log; nothing in the database changes. */
  private boolean isWritable() {
    try (WriteBatch probe = new WriteBatch()) {
      requireOpen();
      probe.putLogData(NOTHING);
      database.write(settings.synced, probe);
      return true;
    } catch (RocksDBException e) {
      isDamaged |= isDamage(e);
      return false;
    }
  }

  /** Opens it for writes again, or else for reads. */
  boolean reopen() {
    if (!isWhole()) {
      return false;
    }
    open.writeLock().lock();
    try {
      database.close();
      try {
        database = RocksDB.open(settings.options, folder.toString());
        readOnly = false;
        files.reopened(database);
        return true;
      } catch (RocksDBException unwritable) {
        refusal.begins(Cause.UNWRITABLE, "the disk cannot be written: " + unwritable.getMessage());
        readOnly = true;
        database = RocksDB.openReadOnly(settings.options, folder.toString());
      }
    } catch (RocksDBException unreadable) {
      LOG.event(Level.ERROR, "store.unreadable", "file", folder, "reason", unreadable.getMessage());
      files.deleteInfoLogs();
    } finally {
      open.writeLock().unlock();
    }
    return false;
  }

  /**
   * Why writes are refused, in words; null while they are accepted. Where none was refused yet, the
   * disk itself is asked: it may have become full without a write.
   */
  public String refusal() {
    String known = refusal.reason();
    return known == null ? disk.refusal(0, false) : known;
  }

  /** The value, or null. */
  byte[] read(byte[] key) throws RocksDBException {
    open.readLock().lock();
    try {
      requireOpen();
      return database.get(settings.checked, key);
    } finally {
      open.readLock().unlock();
    }
  }

  List<Entry> scan(byte[] from, byte[] to, int limit) throws RocksDBException {
    open.readLock().lock();
    try {
      requireOpen();
      return new RangeReader(database, settings.checked).scan(from, to, limit);
    } finally {
      open.readLock().unlock();
    }
  }

  /**
   * Counts a range by reading all of it, a part at a time so that closing need not wait long.
   *
   * @return the number of entries, and the bytes of their keys and values
   */
  long[] measure(byte[] from, byte[] to) throws RocksDBException {
    long[] counted = new long[2];
    byte[] next = from;
    while (next != null) {
      next = measure(next, to, counted);
    }
    return counted;
  }

  private byte[] measure(byte[] from, byte[] to, long[] counted) throws RocksDBException {
    open.readLock().lock();
    try {
      requireOpen();
      return new RangeReader(database, settings.checked).measure(from, to, counted);
    } finally {
      open.readLock().unlock();
    }
  }

  private void requireOpen() throws RocksDBException {
    if (!database.isOwningHandle()) {
      throw new RocksDBException("the database is closed");
    }
  }

  /** Writes what is queued, then frees everything. Idempotent. */
  @Override
  public void close() {
    synchronized (queue) {
      if (closed) {
        return;
      }
      closed = true;
      queue.add(END);
    }
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    free();
  }

  private void free() {
    open.writeLock().lock();
    try {
      mark.close();
    } catch (IOException e) {
      // It has nothing that was not written.
    } finally {
      database.close();
      settings.close();
      open.writeLock().unlock();
    }
  }
}
