package io.peerloom.jvm.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/** Files of an open database that were cut off, and to which RocksDB then wrote on. */
final class DatabaseFilesTest {
  @TempDir private Path folder;
  private RocksDB database;
  private DatabaseFiles files;

  @BeforeEach
  void open() throws Exception {
    RocksDB.loadLibrary();
    try (Options options = new Options().setCreateIfMissing(true)) {
      database = RocksDB.open(options, folder.toString());
    }
    files = new DatabaseFiles(folder, database, 1);
    write(50);
    look();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void write(int count) throws RocksDBException {
    byte[] value = new byte[300];
    Arrays.fill(value, (byte) 1);
    try (WriteOptions synced = new WriteOptions().setSync(true)) {
      for (int i = 0; i < count; i++) {
        database.put(synced, Bytes.bigEndian(i), value);
      }
    }
  }

  private void look() {
    assertThat(files.losesLog(database)).isFalse();
    assertThat(files.missing(database)).isNull();
  }

  private Path file(String pattern) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(each -> each.getFileName().toString().matches(pattern)).findAny().get();
    }
  }

  private static void cut(Path file) throws IOException {
    try (FileChannel open = FileChannel.open(file, StandardOpenOption.WRITE)) {
      open.truncate(open.size() / 2);
    }
  }

  @Test
  void logThatWasCutOffAndGrewAgainIsLost() throws Exception {
    look();
    cut(file(".*\\.log"));
    write(1);
    assertThat(files.losesLog(database)).isTrue();
    assertThat(files.allowWrites()).isFalse();
  }

  @Test
  void logThatGrowsIsKept() throws Exception {
    for (int i = 0; i < 20; i++) {
      write(i);
      look();
    }
  }

  @Test
  void manifestThatWasCutOffAndGrewAgainIsMissing() throws Exception {
    cut(file("MANIFEST-.*"));
    flush();
    assertThat(files.missing(database)).startsWith("MANIFEST-");
  }

  @Test
  void tableThatWasCutOffIsMissing() throws Exception {
    flush();
    look();
    cut(file(".*\\.sst"));
    assertThat(files.missing(database)).endsWith(".sst");
  }

  private void flush() throws RocksDBException {
    try (FlushOptions flush = new FlushOptions().setWaitForFlush(true)) {
      database.flush(flush);
    }
  }

  /** As one that what could be read of a damaged one was copied to. */
  @Test
  void anotherDatabaseInItsPlaceIsWhole() throws Exception {
    try (FlushOptions flush = new FlushOptions().setWaitForFlush(true)) {
      database.flush(flush);
    }
    look();
    String manifest = file("MANIFEST-.*").getFileName().toString();
    database.close();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path each : all.toList()) {
        Files.delete(each);
      }
    }
    try (Options options = new Options().setCreateIfMissing(true)) {
      database = RocksDB.open(options, folder.toString());
    }
    assertThat(file("MANIFEST-.*")).hasFileName(manifest);
    files.reopened(database);
    look();
    assertThat(files.allowWrites()).isTrue();
  }
}
