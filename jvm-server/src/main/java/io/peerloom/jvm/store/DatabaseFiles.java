package io.peerloom.jvm.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
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

  private final Path folder;
  private final int checkMillis;

  /** The file that lists all others, to which RocksDB goes on writing wherever its folder is. */
  private String manifest = "";

  /** What the system calls it; null where it names none. */
  private Object manifestKey;

  private Log newest;
  private boolean logLost;
  private boolean isWhole = true;
  private long lastSequence;
  private long checkedAt = System.nanoTime();

  /** A log file: RocksDB numbers them in ascending order. */
  private record Log(long number, Object key, long bytes, boolean beginsWithHole) {
    static final Log NONE = new Log(-1, null, 0, false);
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

  /** Whether it is time to look at the files again. */
  boolean isDue() {
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
   * Looks whether the newest log was deleted, emptied, cut off or replaced since the last look. One
   * that was cut off and then written again until it was as long as before is noticed at the next
   * start only.
   *
   * @return whether it was lost just now
   */
  boolean losesLog(RocksDB database) {
    long sequence = database.isOwningHandle() ? database.getLatestSequenceNumber() : lastSequence;
    Log before = newest;
    newest = newestLog(before);
    boolean isOther = newest.number != before.number || !Objects.equals(newest.key, before.key);
    boolean isShorter = newest.bytes < before.bytes;
    boolean stayedEmpty = newest.bytes == 0 && sequence > lastSequence;
    boolean isLost =
        newest.beginsWithHole
            || newest.number < before.number
            || newest.number == before.number && (isOther || isShorter || stayedEmpty);
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
    newest = newestLog(Log.NONE);
    lastSequence = database.getLatestSequenceNumber();
    missing(database);
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
    try {
      live = database.isOwningHandle() ? database.getLiveFiles(false).files : live;
    } catch (RocksDBException e) {
      // Then this one has to do.
    }
    for (String name : live) {
      String file = name.startsWith("/") ? name.substring(1) : name;
      if (isLost(file)) {
        return file;
      }
    }
    return null;
  }

  private boolean isLost(String file) {
    try {
      BasicFileAttributes found =
          Files.readAttributes(folder.resolve(file), BasicFileAttributes.class);
      if (file.startsWith(MANIFEST) && !file.equals(manifest)) {
        manifest = file;
        manifestKey = found.fileKey();
      }
      return found.size() == 0
          || file.equals(manifest) && !Objects.equals(found.fileKey(), manifestKey);
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
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return new Log(number, found.fileKey(), found.size(), beginsWithHole(file));
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
