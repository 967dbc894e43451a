package io.peerloom.jvm.store;

import io.peerloom.jvm.logs.EventLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.slf4j.event.Level;

/**
 * The number of the last change that a database is known to have on disk, in a file beside it. The
 * database alone cannot tell a log that was emptied, cut off or deleted from one into which nothing
 * was written, and would serve an older state, or none, as if it were whole.
 *
 * <p>It is written after each synced change, but not synced itself: a power cut may take it back to
 * an older number, never ahead of the database.
 */
final class SyncedMark implements AutoCloseable {
  private static final EventLog LOG = EventLog.of("store");

  /** What {@link #read} returns for a file that says nothing. */
  static final long DAMAGED = -1;

  private static final int BYTES = Long.BYTES + Integer.BYTES;

  private final Path file;
  private FileChannel channel;
  private Object key;
  private final ByteBuffer buffer = ByteBuffer.allocate(BYTES);
  private long last;

  private SyncedMark(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
    key = key(file);
  }

  /** The file that belongs to the database in a folder. */
  static Path file(Path database) {
    Path folder = database.toAbsolutePath();
    return folder.resolveSibling(folder.getFileName() + ".synced");
  }

  /** Opens the mark of a database, which has none before its first start with this version. */
  static SyncedMark open(Path database) throws IOException {
    Path file = file(database);
    return new SyncedMark(file, openFile(file));
  }

  private static FileChannel openFile(Path file) throws IOException {
    return FileChannel.open(
        file,
        EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
        OwnerOnly.file(file));
  }

  /** Forgets what a database had, because its folder may be empty from now on. */
  static void delete(Path database) throws IOException {
    Files.deleteIfExists(file(database));
  }

  /** The number in the file of a database; 0 if there is none, DAMAGED if it cannot be read. */
  static long read(Path database) throws IOException {
    byte[] content;
    try {
      content = Files.readAllBytes(file(database));
    } catch (NoSuchFileException e) {
      return 0;
    }
    if (content.length != BYTES) {
      return DAMAGED;
    }
    ByteBuffer read = ByteBuffer.wrap(content);
    long sequence = read.getLong();
    return read.getInt() == checksum(content) ? sequence : DAMAGED;
  }

  private static int checksum(byte[] content) {
    CRC32C checksum = new CRC32C();
    checksum.update(content, 0, Long.BYTES);
    return (int) checksum.getValue();
  }

  Path file() {
    return file;
  }

  /**
   * Reports a file that could not be read, and writes it: so an empty one is always damaged.
   *
   * @param known what {@link #read} returned
   */
  void begin(long known) throws IOException {
    if (known == DAMAGED) {
      LOG.event(
          Level.WARN,
          "store.unmarked",
          "file",
          file,
          "reason",
          "it was emptied or damaged: whether the last changes of the database are missing cannot"
              + " be told");
    }
    advance(Math.max(0, known));
  }

  /** Writes it again if somebody has deleted or replaced it while the database is open. */
  void restoreIfLost() {
    if (Objects.equals(key, key(file))) {
      return;
    }
    try {
      channel.close();
      channel = openFile(file);
      key = key(file);
      advance(last);
      LOG.event(
          Level.WARN,
          "store.unmarked",
          "file",
          file,
          "reason",
          "it was deleted or replaced, and is written anew");
    } catch (IOException e) {
      // Its folder may be gone, too; tried again.
    }
  }

  /** What the system calls the file of that name; null where there is none. */
  private static Object key(Path file) {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      // Some systems know no keys.
      return found.fileKey() == null ? file : found.fileKey();
    } catch (IOException e) {
      return null;
    }
  }

  /** Another database takes the place of this one, with changes of its own. */
  void restart() throws IOException {
    last = 0;
    advance(0);
  }

  /** Everything up to this change is on disk. */
  void advance(long sequence) throws IOException {
    last = Math.max(last, sequence);
    buffer.clear();
    buffer.putLong(last);
    buffer.putInt(checksum(buffer.array()));
    buffer.flip();
    channel.write(buffer, 0);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
