package io.peerloom.jvm.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

/** A database with damaged blocks goes on with what can be read, and loses nothing else. */
final class DatabaseRescueTest {
  private static final int ENTRIES = 400;

  /** Entries of a block: about four kilobytes of values that cannot be compressed. */
  private static final int ENTRIES_OF_A_BLOCK = 14;

  /** As many tables as RocksDB merges into one. */
  private static final int TABLES = 4;

  private static final Duration BOUND = Duration.ofSeconds(30);

  @TempDir private Path above;
  private Path folder;

  @BeforeEach
  void fill() throws Exception {
    folder = above.resolve("records");
    try (RocksDatabase database = RocksDatabase.open(folder)) {
      for (int i = 1; i <= ENTRIES; i++) {
        DamagedDatabaseTest.write(database, i, value(i));
      }
    }
    // This writes what was in the log to a table.
    RocksDatabase.open(folder).close();
  }

  private static byte[] value(int number) {
    byte[] value = new byte[300];
    new Random(number).nextBytes(value);
    return value;
  }

  private Path table() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".sst")).findFirst().orElseThrow();
    }
  }

  private void damage(int... places) throws IOException {
    Path table = table();
    byte[] content = Files.readAllBytes(table);
    for (int at : places) {
      content[at] ^= 1;
    }
    Files.write(table, content);
  }

  /** Entries that are there, as they were written; fails on damage. */
  private static List<Integer> readable(RocksDatabase database) throws RocksDBException {
    List<Integer> readable = new ArrayList<>();
    for (int i = 1; i <= ENTRIES; i++) {
      byte[] read = database.read(Bytes.bigEndian(i));
      if (read != null) {
        assertThat(read).isEqualTo(value(i));
        readable.add(i);
      }
    }
    return readable;
  }

  private static boolean hasDamage(RocksDatabase database) {
    for (int i = 1; i <= ENTRIES; i++) {
      try {
        database.read(Bytes.bigEndian(i));
      } catch (RocksDBException e) {
        assertThat(RocksDatabase.isDamage(e)).isTrue();
        return true;
      }
    }
    return false;
  }

  /** Adds tables until RocksDB merges them, which meets the damage, and waits for a write. */
  private List<Integer> mergedAndWritten() throws Exception {
    for (int i = 1; i < TABLES; i++) {
      try (RocksDatabase database = RocksDatabase.open(folder)) {
        // From before the first to behind the last: tables that do not overlap are not merged.
        DamagedDatabaseTest.write(database, 0, value(i));
        DamagedDatabaseTest.write(database, ENTRIES + i, value(i));
      }
    }
    try (RocksDatabase database = RocksDatabase.open(folder)) {
      long end = System.nanoTime() + BOUND.toNanos();
      while (hasDamage(database)) {
        assertThat(System.nanoTime()).as("nothing met the damage").isLessThan(end);
        // None of these may be refused meanwhile.
        DamagedDatabaseTest.write(database, 2 * ENTRIES, value(1));
      }
      return readable(database);
    }
  }

  private void assertWholeFrom(List<Integer> kept) throws Exception {
    assertNothingBeside();
    try (RocksDatabase database = RocksDatabase.open(folder)) {
      assertThat(readable(database)).isEqualTo(kept);
      assertThat(database.read(Bytes.bigEndian(ENTRIES + 1))).isEqualTo(value(1));
      assertThat(database.read(Bytes.bigEndian(2 * ENTRIES))).isEqualTo(value(1));
      assertThat(database.refusal()).isNull();
    }
  }

  @Test
  void onlyDamagedBlocksAreLost() throws Exception {
    damage(10, 30_000, 30_001, 60_000);
    List<Integer> kept = mergedAndWritten();
    assertThat(kept).hasSizeBetween(ENTRIES - 3 * ENTRIES_OF_A_BLOCK, ENTRIES - 3);
    assertWholeFrom(kept);
  }

  @Test
  void damageAtTheEndIsLeftOut() throws Exception {
    // Values do not shrink, so this lies in one of the last blocks of entries.
    damage(ENTRIES * 300);
    List<Integer> kept = mergedAndWritten();
    assertThat(kept).hasSizeBetween(ENTRIES - ENTRIES_OF_A_BLOCK, ENTRIES - 1);
    assertWholeFrom(kept);
  }

  /** A process may end between any two steps. */
  @Test
  void eachStepIsCompletedAtTheNextStart() throws Exception {
    Path complete = above.resolve("records.rescued");
    Path old = above.resolve("records.damaged");
    Files.createDirectory(above.resolve("records.rescuing"));
    Files.createDirectory(complete);
    DatabaseRescue.finish(folder);
    assertWhole();
    Files.move(folder, complete);
    Files.createDirectory(old);
    Files.createFile(old.resolve("1.sst"));
    DatabaseRescue.finish(folder);
    assertWhole();
  }

  private void assertWhole() throws Exception {
    try (RocksDatabase database = RocksDatabase.open(folder)) {
      assertThat(readable(database)).hasSize(ENTRIES);
    }
    assertNothingBeside();
  }

  private void assertNothingBeside() {
    assertThat(above.toFile().list()).noneMatch(each -> each.matches(".*(rescu|damaged).*"));
  }
}
