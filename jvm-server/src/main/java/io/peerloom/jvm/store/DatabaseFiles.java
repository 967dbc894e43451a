package io.peerloom.jvm.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The files of a database's folder, as far as RocksDB does not notice that they are missing. Its
 * log is the only place of the last changes: an open database goes on writing to one that was
 * deleted, and everything would be lost with the process.
 */
final class DatabaseFiles {
  private static final String LOG = ".log";

  /** Checksum, length and type of a record of the log; none has only zeros. */
  private static final int HEADER_BYTES = 7;

  private final Path folder;
  private Log newest;

  /** A log file: RocksDB numbers them in ascending order. */
  private record Log(long number, long bytes, boolean beginsWithHole) {}

  /** Those of a database that was opened. */
  DatabaseFiles(Path folder) {
    this.folder = folder;
    newest = newestLog();
  }

  /**
   * Fails without the file that names the current state: RocksDB would create a new database.
   *
   * @param synced the number of the last change that was acknowledged, as {@link SyncedMark} has it
   */
  static void requireWhole(Path folder, long synced) {
    if (Files.exists(folder.resolve("CURRENT"))) {
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
   * Whether the newest log is gone, or was emptied or cut off since the last call. One that was cut
   * off and then written again until it was as long as before is noticed at the next start only.
   */
  boolean hasLostLog() {
    Log before = newest;
    newest = newestLog();
    return newest.number < before.number
        || newest.number == before.number && newest.bytes < before.bytes
        || newest.beginsWithHole;
  }

  private Log newestLog() {
    Log found = new Log(-1, 0, false);
    try (DirectoryStream<Path> logs = Files.newDirectoryStream(folder, "*" + LOG)) {
      for (Path each : logs) {
        long number = number(each.getFileName().toString());
        if (number > found.number) {
          found = new Log(number, Files.size(each), beginsWithHole(each));
        }
      }
    } catch (IOException e) {
      // The folder or a log is gone: what was found so far counts.
    }
    return found;
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
