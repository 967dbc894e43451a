package io.peerloom.jvm.store;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.jvm.logs.EventLog;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.List;
import org.slf4j.event.Level;

/**
 * The folder in which a process stores its data, locked by one process at a time.
 *
 * <p>One file records the format, so that an older program refuses data it would misread; another
 * has the random id of the failure domain: peers that share a disk count as one holder, not
 * several.
 */
public final class DataDirectory implements AutoCloseable {
  /** The format this build reads and writes. */
  public static final int FORMAT = 1;

  /** The length of a failure domain's id. */
  public static final int DOMAIN_BYTES = 16;

  /** The folder of the database. */
  public static final String RECORDS = "records";

  /** The name of a network's root key, the only key that may be copied to a further bridge. */
  public static final String ROOT = "root";

  private static final EventLog LOG = EventLog.of("store");
  private static final String CLOSED = "other users could read it; from now on only its owner can";

  private static final String DOMAIN = "domain";
  private static final String KEYS = "keys";
  private static final String KEY_FILE_ENDING = ".json";

  private final Path root;
  private final FileChannel lockChannel;
  private final byte[] domain;

  private DataDirectory(Path root, FileChannel lockChannel, byte[] domain) {
    this.root = root;
    this.lockChannel = lockChannel;
    this.domain = domain;
  }

  /**
   * Opens a folder, creating it if there is none.
   *
   * @param newDomain 16 random bytes, used if the folder has no id yet
   * @throws StartupFailure if it cannot be used, saying why
   */
  public static DataDirectory open(Path root, byte[] newDomain) {
    FileChannel lock = null;
    try {
      Files.createDirectories(root, OwnerOnly.folder(root));
      lock = lock(root);
      DatabaseRescue.finish(root.resolve(RECORDS));
      requireWhole(root);
      protect(root);
      checkFormat(root);
      return new DataDirectory(root, lock, domain(root, newDomain));
    } catch (FileAlreadyExistsException e) {
      throw new StartupFailure("data directory " + root + " is a file");
    } catch (IOException e) {
      closeQuietly(lock);
      throw new StartupFailure("data directory " + root + " is not writable" + reason(e));
    } catch (StartupFailure e) {
      closeQuietly(lock);
      throw e;
    }
  }

  /** The system's reason without the path, which the message has already. */
  private static String reason(IOException failure) {
    if (failure instanceof AccessDeniedException) {
      return ": permission denied";
    }
    String text =
        failure instanceof FileSystemException file ? file.getReason() : failure.getMessage();
    return text == null ? "" : ": " + text;
  }

  private static FileChannel lock(Path root) throws IOException {
    FileChannel channel =
        FileChannel.open(
            root.resolve("lock"),
            EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            OwnerOnly.file(root));
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      // Handled below like any other holder of the lock.
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    if (lock == null) {
      throw new StartupFailure("data directory " + root + " is in use by another process");
    }
    return channel;
  }

  /**
   * Refuses a folder of which a part was lost: a replacement would be empty or of another identity.
   * A folder is filled in the order format, domain, records, keys, so that a crash leaves no such
   * gap; only a key, copied from elsewhere, may exist before the first start.
   */
  private static void requireWhole(Path root) throws IOException {
    boolean format = Files.exists(root.resolve("format"));
    boolean domain = Files.exists(root.resolve(DOMAIN));
    boolean records = isFilled(root.resolve(RECORDS));
    if (!format && (domain || records)) {
      throw incomplete(root, "its file format is missing; restore it");
    }
    if (!domain && records) {
      throw incomplete(root, "its file domain is missing; restore it");
    }
    if (domain && !records && hasPeerKeys(root)) {
      throw incomplete(
          root,
          "its folder "
              + RECORDS
              + " is missing or empty; restore it, or delete the file domain to go on with the keys"
              + " alone");
    }
  }

  private static StartupFailure incomplete(Path root, String what) {
    return new StartupFailure("data directory " + root + " is incomplete: " + what);
  }

  private static boolean isFilled(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      return files.iterator().hasNext();
    } catch (NoSuchFileException | NotDirectoryException e) {
      return false;
    }
  }

  private static boolean hasPeerKeys(Path root) throws IOException {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(root.resolve(KEYS), "*" + KEY_FILE_ENDING)) {
      for (Path file : files) {
        if (!file.getFileName().toString().equals(ROOT + KEY_FILE_ENDING)) {
          return true;
        }
      }
      return false;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /**
   * Restricts the permissions of a folder that was used before: a copy made by hand, or a backup,
   * is often readable by others. A folder that was never used may be any.
   */
  private static void protect(Path root) {
    if (!Files.exists(root.resolve("format"))) {
      return;
    }
    for (Path folder : List.of(root, root.resolve(KEYS), root.resolve(RECORDS))) {
      try {
        if (Files.isDirectory(folder) && OwnerOnly.tighten(folder)) {
          LOG.event(Level.WARN, "file.exposed", "file", folder, "change", CLOSED);
        }
      } catch (IOException e) {
        LOG.event(Level.WARN, "file.exposed", "file", folder, "change", "chmod 700 " + folder);
      }
    }
  }

  private static void checkFormat(Path root) throws IOException {
    Path file = root.resolve("format");
    String text = read(file);
    if (text == null) {
      AtomicFile.write(file, (FORMAT + "\n").getBytes(StandardCharsets.US_ASCII));
      return;
    }
    int format;
    try {
      format = Integer.parseInt(text.trim());
    } catch (NumberFormatException e) {
      throw new StartupFailure("data directory " + root + " has an unreadable format file");
    }
    if (format > FORMAT) {
      throw new StartupFailure(
          "data directory "
              + root
              + " has format "
              + format
              + ", of a newer version;"
              + " this one knows formats up to "
              + FORMAT);
    }
  }

  private static byte[] domain(Path root, byte[] newDomain) throws IOException {
    Path file = root.resolve(DOMAIN);
    String text = read(file);
    if (text == null) {
      // Without a domain the records may be gone, too: the operator goes on with the keys alone.
      SyncedMark.delete(root.resolve(RECORDS));
      AtomicFile.write(file, (Bytes.hex(newDomain) + "\n").getBytes(StandardCharsets.US_ASCII));
      return newDomain.clone();
    }
    try {
      byte[] domain = Bytes.fromHex(text.trim());
      if (domain.length == DOMAIN_BYTES) {
        return domain;
      }
    } catch (PeerloomException notHexadecimal) {
      // Refused below, like one of a wrong length.
    }
    throw new StartupFailure("data directory " + root + " has an unreadable domain file");
  }

  private static String read(Path file) throws IOException {
    try {
      return Files.readString(file, StandardCharsets.US_ASCII);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static void closeQuietly(FileChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        // The process is about to report why it does not start, which matters more.
      }
    }
  }

  /** The file with the keys of that name. */
  public Path keyFile(String name) {
    return root.resolve(KEYS).resolve(name + KEY_FILE_ENDING);
  }

  /**
   * Whether it has the keys of any peer, not counting the root key.
   *
   * @throws StartupFailure if the folder cannot be read
   */
  public boolean hasPeerKeys() {
    try {
      return hasPeerKeys(root);
    } catch (IOException e) {
      throw new StartupFailure("data directory " + root + " cannot be read" + reason(e));
    }
  }

  /**
   * A folder inside; created with private permissions if there is none.
   *
   * @throws StartupFailure if it cannot be created
   */
  public Path folder(String name) {
    Path folder = root.resolve(name);
    try {
      return Files.createDirectories(folder, OwnerOnly.folder(folder));
    } catch (IOException e) {
      throw new StartupFailure("data directory " + root + " is not writable" + reason(e));
    }
  }

  /** The failure domain of everything stored here. */
  public byte[] domain() {
    return domain.clone();
  }

  /** Releases the lock, so that another process can open the folder. */
  @Override
  public void close() {
    closeQuietly(lockChannel);
  }
}
