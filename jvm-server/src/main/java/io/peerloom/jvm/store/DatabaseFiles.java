package io.peerloom.jvm.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * The files of a database's folder, as far as RocksDB does not notice that they are missing. Its
 * log is the only place of the last changes: an open database goes on writing to one that was
 * deleted, and everything would be lost with the process. Used by one thread.
 */
final class DatabaseFiles {
  /** RocksDB's own reports, of which it begins one whenever it is opened, successfully or not. */
  static final int MAX_INFO_LOGS = 2;

  private static final String LOG = ".log";
  private static final String CURRENT = "CURRENT";

  /** Checksum, length and type of a record of the log; a real one is never all zeros. */
  private static final int HEADER_BYTES = 7;

  private final Path folder;
  private Log newest;
  private boolean lost;
  private long lastSequence;

  /** A log file: RocksDB numbers them in ascending order. */
  private record Log(long number, long bytes, boolean beginsWithHole) {}

  /** Looks at the files of a database that was opened, whose last change has that number. */
  DatabaseFiles(Path folder, long sequence) {
    this.folder = folder;
    lastSequence = sequence;
    newest = newestLog(new Log(-1, 0, false));
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
   * Looks whether the newest log is gone, or was emptied or cut off since the last look. One that
   * was cut off and then written again until it was as long as before is noticed at the next start
   * only.
   *
   * @param sequence the number of the database's last change, which is in its log or a table
   * @return whether it was lost just now
   */
  boolean losesLog(long sequence) {
    Log before = newest;
    newest = newestLog(before);
    boolean isSame = newest.number == before.number;
    boolean now =
        newest.number < before.number
            || isSame && newest.bytes < before.bytes
            || isSame && newest.bytes == 0 && sequence > lastSequence
            || newest.beginsWithHole;
    lastSequence = sequence;
    boolean first = now && !lost;
    lost |= now;
    return first;
  }

  /** Whether the log was lost and none has been begun since. */
  boolean isLogLost() {
    return lost;
  }

  /** The database was opened again, with a new log. */
  void logBegun() {
    lost = false;
    newest = newestLog(new Log(-1, 0, false));
  }

  /** The first file of a database that is not in its folder, or empty there; null for none. */
  String missing(RocksDB database) {
    String missing = firstMissing(database);
    // RocksDB itself may have deleted it after it was named.
    return missing == null ? null : firstMissing(database);
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
      if (folder.resolve(file).toFile().length() == 0) {
        return file;
      }
    }
    return null;
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
   * The log with the highest number; none as one with the number -1.
   *
   * @param ifUnreadable what counts where the folder is there and cannot be read
   */
  private Log newestLog(Log ifUnreadable) {
    Log found = new Log(-1, 0, false);
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
      return new Log(number, Files.size(file), beginsWithHole(file));
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
