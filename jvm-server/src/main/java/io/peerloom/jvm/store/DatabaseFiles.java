package io.peerloom.jvm.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.rocksdb.LiveFileMetaData;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * The files of a database's folder, as far as RocksDB does not notice that somebody has deleted,
 * emptied or replaced them. Its log is the only place of the last changes: an open database goes on
 * writing to one that was deleted, and everything would be lost with the process. Used by one
 * thread.
 */
final class DatabaseFiles {
  /** How often an open database looks at its files. */
  static final int CHECK_MILLIS = 5_000;

  /** RocksDB's own reports, of which it begins one whenever it is opened, successfully or not. */
  static final int MAX_INFO_LOGS = 2;

  private static final String LOG = ".log";
  private static final String CURRENT = "CURRENT";
  private static final String MANIFEST = "MANIFEST-";

  /** Checksum, length and type of a record of the log; a real one is never all zeros. */
  private static final int HEADER_BYTES = 7;

  /** So many bytes before what was the end of a file are zeros where it was cut off and went on. */
  private static final int TAIL_BYTES = 64;

  private final Path folder;
  private final int checkMillis;

  /** The file that lists all others, to which RocksDB goes on writing wherever its folder is. */
  private Written manifest;

  private Log newest;
  private boolean logLost;
  private boolean isWhole = true;
  private long lastSequence;
  private long checkedAt = System.nanoTime();

  /** A log file: RocksDB numbers them in ascending order. */
  private record Log(long number, Written written, boolean beginsWithHole) {
    static final Log NONE = new Log(-1, null, false);
  }

  /**
   * A file to which RocksDB only appends, as it was at one look.
   *
   * @param key what the system calls it; null where it names none
   * @param bytes how long it was
   * @param tail its last bytes
   */
  private record Written(Path file, Object key, long bytes, byte[] tail) {
    static Written of(Path file) throws IOException {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return new Written(file, found.fileKey(), found.size(), tail(file, found.size()));
    }

    private static byte[] tail(Path file, long end) throws IOException {
      ByteBuffer tail = ByteBuffer.allocate((int) Math.min(TAIL_BYTES, end));
      try (FileChannel in = FileChannel.open(file)) {
        in.read(tail, end - tail.capacity());
      }
      return tail.array();
    }

    /**
     * Whether the file still has what it had. RocksDB writes on at its own place in one that was
     * cut off, which leaves zeros before that. One that cannot be read is judged at the next look.
     */
    boolean isKept() {
      try {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        return Objects.equals(found.fileKey(), key)
            && found.size() >= bytes
            && Arrays.equals(tail(file, bytes), tail);
      } catch (IOException e) {
        return true;
      }
    }
  }

  /**
   * Looks at the files of a database that was just opened.
   *
   * @param checkMillis how often it looks at them again
   */
  DatabaseFiles(Path folder, RocksDB opened, int checkMillis) {
    this.folder = folder;
    this.checkMillis = checkMillis;
    reopened(opened);
  }

  int checkMillis() {
    return checkMillis;
  }

  /** Whether it is time to look at the files again; if so, the time until the next look begins. */
  boolean beginsLook() {
    long now = System.nanoTime();
    boolean isDue = now - checkedAt >= TimeUnit.MILLISECONDS.toNanos(checkMillis);
    checkedAt = isDue ? now : checkedAt;
    return isDue;
  }

  /**
   * Fails without the file that names the current state: RocksDB would create a new database.
   *
   * @param synced the number of the last change that was acknowledged, as {@link SyncedMark} has it
   */
  static void requireWhole(Path folder, long synced) {
    if (Files.exists(folder.resolve(CURRENT))) {
      return;
    }
    try (DirectoryStream<Path> data = Files.newDirectoryStream(folder, "*.{sst,log}")) {
      if (data.iterator().hasNext()) {
        throw new StartupFailure(
            "database " + folder + " is damaged: its file CURRENT is missing; restore the folder");
      }
    } catch (NoSuchFileException nothingYet) {
      // A new one will be created, or refused below.
    } catch (IOException e) {
      throw new StartupFailure("database " + folder + " cannot be read: " + e.getMessage());
    }
    if (synced > 0) {
      throw new StartupFailure(
          "database "
              + folder
              + " is missing or empty; restore it, or delete "
              + SyncedMark.file(folder)
              + " to begin with an empty one");
    }
  }

  /**
   * Looks whether the newest log was deleted, emptied, cut off or replaced since the last look.
   *
   * @return whether it was lost just now
   */
  boolean losesLog(RocksDB database) {
    long sequence = database.isOwningHandle() ? database.getLatestSequenceNumber() : lastSequence;
    Log before = newest;
    newest = newestLog(before);
    boolean stayedEmpty =
        newest.written != null && newest.written.bytes == 0 && sequence > lastSequence;
    boolean isLost =
        newest.beginsWithHole
            || newest.number < before.number
            || newest.number == before.number
                && (stayedEmpty || before.written != null && !before.written.isKept());
    lastSequence = sequence;
    boolean isNew = isLost && !logLost;
    logLost |= isLost;
    return isNew;
  }

  /** Whether the log was lost and none has been begun since. */
  boolean isLogLost() {
    return logLost;
  }

  /** Whether what is written now will be found again. */
  boolean allowWrites() {
    return isWhole && !logLost;
  }

  /** The database was opened for writes, with a new log. */
  void reopened(RocksDB database) {
    logLost = false;
    // It begins another one, and may have one of the same name in another folder's place.
    manifest = null;
    newest = newestLog(Log.NONE);
    lastSequence = database.getLatestSequenceNumber();
    isWhole = firstMissing(database) == null;
  }

  /**
   * The first file of a database that is not in its folder, or that is empty, or not the one to
   * which RocksDB writes; null for none.
   */
  String missing(RocksDB database) {
    String missing = firstMissing(database);
    // RocksDB itself may have deleted it after it was named.
    missing = missing == null ? null : firstMissing(database);
    isWhole = missing == null;
    return missing;
  }

  private String firstMissing(RocksDB database) {
    List<String> live = List.of(CURRENT);
    Map<String, Long> sizes = new HashMap<>();
    try {
      if (database.isOwningHandle()) {
        live = database.getLiveFiles(false).files;
        for (LiveFileMetaData each : database.getLiveFilesMetaData()) {
          sizes.put(name(each.fileName()), each.size());
        }
      }
    } catch (RocksDBException e) {
      // Then what is known has to do.
    }
    for (String each : live) {
      String file = name(each);
      if (isLost(file, sizes.get(file))) {
        return file;
      }
    }
    return null;
  }

  private static String name(String path) {
    return path.startsWith("/") ? path.substring(1) : path;
  }

  /**
   * Whether a file is not as RocksDB wrote it.
   *
   * @param bytes how long it is; null if that is not known
   */
  private boolean isLost(String file, Long bytes) {
    Path path = folder.resolve(file);
    try {
      boolean isManifest = file.startsWith(MANIFEST);
      if (isManifest && manifest != null && manifest.file.equals(path) && !manifest.isKept()) {
        return true;
      }
      manifest = isManifest ? Written.of(path) : manifest;
      long found = Files.size(path);
      return found == 0 || bytes != null && found != bytes;
    } catch (IOException e) {
      return true;
    }
  }

  /** Deletes old reports, which RocksDB does only when it could be opened. */
  void deleteInfoLogs() {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> reports = Files.newDirectoryStream(folder, "LOG.old.*")) {
      reports.forEach(each -> names.add(each.getFileName().toString()));
      Collections.sort(names);
      for (int i = 0; i < names.size() - MAX_INFO_LOGS; i++) {
        Files.deleteIfExists(folder.resolve(names.get(i)));
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Tried again after the next attempt to open it.
    }
  }

  /**
   * The log with the highest number.
   *
   * @param ifUnreadable what counts where the folder is there and cannot be read
   */
  private Log newestLog(Log ifUnreadable) {
    Log found = Log.NONE;
    try (DirectoryStream<Path> logs = Files.newDirectoryStream(folder, "*" + LOG)) {
      for (Path each : logs) {
        long number = number(each.getFileName().toString());
        if (number > found.number) {
          found = log(number, each, found);
        }
      }
    } catch (NoSuchFileException e) {
      return found;
    } catch (IOException | DirectoryIteratorException e) {
      return ifUnreadable;
    }
    return found;
  }

  private static Log log(long number, Path file, Log ifDeleted) throws IOException {
    try {
      return new Log(number, Written.of(file), beginsWithHole(file));
    } catch (NoSuchFileException deletedMeanwhile) {
      return ifDeleted;
    }
  }

  /** RocksDB writes on where it was, so what is before that in an emptied file is zeros. */
  private static boolean beginsWithHole(Path log) throws IOException {
    try (InputStream in = Files.newInputStream(log)) {
      byte[] header = in.readNBytes(HEADER_BYTES);
      return header.length > 0 && Arrays.equals(header, new byte[header.length]);
    }
  }

  private static long number(String name) {
    String digits = name.substring(0, name.length() - LOG.length());
    return digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : -1;
  }
}
