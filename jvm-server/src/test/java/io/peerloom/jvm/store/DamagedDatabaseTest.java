package io.peerloom.jvm.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.data.RecordStore.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rocksdb.RocksDBException;
import org.slf4j.LoggerFactory;

/**
 * Folders that were really damaged: each is refused with its reason, and none is served as empty.
 */
final class DamagedDatabaseTest {
  private static final int WRITES = 50;

  /** How often these databases look at their files. */
  private static final int CHECK_MILLIS = 50;

  /** Much more than they need. */
  private static final Duration BOUND = Duration.ofSeconds(15);

  @TempDir private Path above;
  private Path folder;

  @BeforeEach
  void fill() throws Exception {
    folder = above.resolve("records");
    try (RocksDatabase database = RocksDatabase.open(folder)) {
      for (int i = 0; i < WRITES; i++) {
        write(database, i, new byte[300]);
      }
    }
  }

  @AfterEach
  void stopLogging() {
    ((Logger) LoggerFactory.getLogger("peerloom.store")).detachAndStopAllAppenders();
  }

  /** What is logged of databases from now on. */
  private static ListAppender<ILoggingEvent> logged() {
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    // The writer of the database logs, and this thread reads.
    lines.list = new CopyOnWriteArrayList<>();
    lines.start();
    ((Logger) LoggerFactory.getLogger("peerloom.store")).addAppender(lines);
    return lines;
  }

  static void write(RocksDatabase database, int number, byte[] value) throws Exception {
    CompletableFuture<RocksDBException> written = new CompletableFuture<>();
    List<Entry> changes = List.of(new Entry(Bytes.bigEndian(number), value));
    assertThat(database.write(changes, true, written::complete)).isTrue();
    RocksDBException failure = written.get(30, TimeUnit.SECONDS);
    if (failure != null) {
      throw failure;
    }
  }

  /** The database, which looks at its files all the time. */
  private RocksDatabase watched() {
    return RocksDatabase.open(folder, new DiskSpace(folder), CHECK_MILLIS);
  }

  private List<Path> files(String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(ending))
          .sorted(Comparator.comparing(Path::toString).reversed())
          .toList();
    }
  }

  private Path log() throws IOException {
    return files(".log").get(0);
  }

  private void assertDamaged(String... reasons) {
    assertThatThrownBy(() -> RocksDatabase.open(folder))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContainingAll(reasons);
  }

  private void assertWhole() throws Exception {
    try (RocksDatabase database = RocksDatabase.open(folder)) {
      for (int i = 0; i < WRITES; i++) {
        assertThat(database.read(Bytes.bigEndian(i))).hasSize(300);
      }
    }
  }

  @Test
  void anEmptiedLogIsNoticed() throws Exception {
    byte[] content = Files.readAllBytes(log());
    Files.write(log(), new byte[0]);
    assertDamaged("its last 50 changes are missing", "restore", ".synced");
    // The damage is reported until somebody decides, and a restored folder is whole.
    assertDamaged("changes are missing");
    assertThat(content).isNotEmpty();
  }

  @Test
  void aDeletedLogIsNoticed() throws Exception {
    Files.delete(log());
    assertDamaged("its last 50 changes are missing");
  }

  /** Fails if a database goes on with a log that is gone: all since its start would be lost. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void logLostWhileOpenIsWrittenAnew(boolean deleted) throws Exception {
    try (RocksDatabase database = watched()) {
      write(database, WRITES, new byte[300]);
      String lost = log().getFileName().toString();
      if (deleted) {
        Files.delete(log());
      } else {
        Files.write(log(), new byte[0]);
      }
      AtomicInteger number = new AtomicInteger(WRITES);
      await(
          "a new log",
          () -> {
            write(database, number.incrementAndGet(), new byte[300]);
            return !files(".log").isEmpty() && !log().endsWith(lost);
          });
      assertThat(database.refusal()).isNull();
      write(database, WRITES, new byte[301]);
    }
    assertWhole();
    try (RocksDatabase database = watched()) {
      assertThat(database.read(Bytes.bigEndian(WRITES))).hasSize(301);
    }
  }

  @Test
  void logLostWhileTheDiskIsFullIsWrittenAnew() throws Exception {
    AtomicBoolean full = new AtomicBoolean();
    DiskSpace disk =
        new DiskSpace(folder) {
          @Override
          String refusal(long bytes, boolean onlyDeletes) {
            return full.get() ? "the disk is full" : null;
          }
        };
    try (RocksDatabase database = RocksDatabase.open(folder, disk, CHECK_MILLIS)) {
      write(database, WRITES, new byte[300]);
      full.set(true);
      assertThatThrownBy(() -> write(database, 0, new byte[1])).hasMessageContaining("full");
      ListAppender<ILoggingEvent> lines = logged();
      Files.delete(log());
      await(
          "the loss in the log",
          () -> lines.list.stream().anyMatch(line -> line.getMessage().equals("store.log-lost")));
      full.set(false);
      await("a new log", () -> !files(".log").isEmpty() && database.refusal() == null);
      write(database, WRITES, new byte[301]);
    }
    assertWhole();
  }

  private static void await(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + BOUND.toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("no " + what + " within " + BOUND).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  /** Fails if a new, empty database is made in place of one that is open. */
  @Test
  void folderEmptiedWhileOpenRefusesWritesUntilItIsRestored() throws Exception {
    try (RocksDatabase database = watched()) {
      write(database, WRITES, new byte[300]);
      for (Path file : files("")) {
        Files.delete(file);
      }
      await("refusal", () -> database.refusal() != null);
      assertThat(database.refusal()).contains("was deleted", "restore the folder");
      assertThatThrownBy(() -> write(database, 1, new byte[1])).hasMessageContaining("deleted");
      assertThat(database.read(Bytes.bigEndian(1))).as("still read").hasSize(300);
    }
    assertDamaged("database " + folder);
  }

  /** Fails if RocksDB is called for a database that could not be opened again. */
  @Test
  void allFilesEmptiedWhileOpenRefuseWrites() throws Exception {
    try (RocksDatabase database = watched()) {
      write(database, WRITES, new byte[300]);
      for (Path file : files("")) {
        Files.write(file, new byte[0]);
      }
      await("refusal", () -> database.refusal() != null);
      assertThatThrownBy(() -> write(database, 1, new byte[1])).hasMessageContaining("deleted");
    }
    assertDamaged("database " + folder);
  }

  @Test
  void otherFilesDeletedWhileOpenRefuseWrites() throws Exception {
    try (RocksDatabase database = watched()) {
      Files.delete(folder.resolve("CURRENT"));
      await("refusal", () -> database.refusal() != null);
      assertThatThrownBy(() -> write(database, 1, new byte[1])).hasMessageContaining("CURRENT");
    }
  }

  /** Fails if writes go on to files that no longer have their names. */
  @Test
  void folderReplacedByACopyWhileOpenRefusesWrites() throws Exception {
    try (RocksDatabase database = watched()) {
      Path old = above.resolve("old");
      Files.move(folder, old);
      Files.createDirectory(folder);
      try (Stream<Path> files = Files.list(old)) {
        for (Path file : files.toList()) {
          Files.copy(file, folder.resolve(file.getFileName()));
        }
      }
      await("refusal", () -> database.refusal() != null);
      assertThat(database.refusal()).contains("replaced", "restore the folder");
      assertThatThrownBy(() -> write(database, 1, new byte[1])).hasMessageContaining("replaced");
      assertThat(database.read(Bytes.bigEndian(1))).as("still read").hasSize(300);
    }
  }

  @Test
  void logLostJustBeforeTheEndIsWrittenAnew() throws Exception {
    try (RocksDatabase database = RocksDatabase.open(folder)) {
      write(database, WRITES, new byte[300]);
      Files.delete(log());
    }
    try (RocksDatabase database = RocksDatabase.open(folder)) {
      assertThat(database.read(Bytes.bigEndian(WRITES))).hasSize(300);
    }
  }

  /** Fails if a log that was still empty at the last look may be emptied again. */
  @Test
  void logEmptiedBeforeItWasSeenIsWrittenAnew() throws Exception {
    try (RocksDatabase database =
        RocksDatabase.open(folder, new DiskSpace(folder), 20 * CHECK_MILLIS)) {
      write(database, WRITES, new byte[300]);
      Path emptied = log();
      Files.write(emptied, new byte[0]);
      await("a new log", () -> !files(".log").isEmpty() && !log().equals(emptied));
    }
    try (RocksDatabase database = RocksDatabase.open(folder)) {
      assertThat(database.read(Bytes.bigEndian(WRITES))).hasSize(300);
    }
  }

  /** Fails if a replaced mark does not tell of what was written after that. */
  @Test
  void markReplacedWhileOpenIsWrittenAnew() throws Exception {
    long before = SyncedMark.read(folder);
    byte[] content = Files.readAllBytes(SyncedMark.file(folder));
    try (RocksDatabase database = watched()) {
      Files.delete(SyncedMark.file(folder));
      Files.write(SyncedMark.file(folder), content);
      write(database, WRITES, new byte[300]);
      await("mark", () -> SyncedMark.read(folder) > before);
    }
  }

  @Test
  void markDeletedWhileOpenIsWrittenAnew() throws Exception {
    try (RocksDatabase database = watched()) {
      Files.delete(SyncedMark.file(folder));
      await("mark", () -> Files.exists(SyncedMark.file(folder)));
      write(database, WRITES, new byte[300]);
    }
    assertThat(SyncedMark.read(folder)).isGreaterThan(WRITES);
  }

  /** Seen to fail where only the first cause is logged. */
  @Test
  void everyCauseOfARefusalIsLogged() {
    ListAppender<ILoggingEvent> lines = logged();
    WriteRefusal refusal = new WriteRefusal(folder);
    refusal.begins(WriteRefusal.Cause.FULL, "1 MB are free");
    refusal.begins(WriteRefusal.Cause.FULL, "2 MB are free");
    refusal.begins(WriteRefusal.Cause.FILE_LOST, "CURRENT");
    refusal.ends();
    assertThat(lines.list)
        .extracting(line -> line.getMessage() + " " + line.getKeyValuePairs())
        .satisfiesExactly(
            first -> assertThat(first).contains("store.refuses", "FULL", "1 MB"),
            second -> assertThat(second).contains("store.refuses", "FILE_LOST", "CURRENT"),
            third -> assertThat(third).contains("store.works"));
  }

  @Test
  void aLogThatWasCutOffIsNoticed() throws Exception {
    byte[] content = Files.readAllBytes(log());
    byte[] half = Bytes.slice(content, 0, content.length / 2);
    Files.write(log(), half);
    assertDamaged("changes are missing");
  }

  @Test
  void aLogWithAFlippedBitIsNoticed() throws Exception {
    byte[] content = Files.readAllBytes(log());
    content[content.length / 2] ^= 1;
    Files.write(log(), content);
    assertDamaged("database " + folder + " is damaged");
  }

  @Test
  void aDeletedTableIsNoticed() throws Exception {
    assertWhole();
    assertThat(files(".sst")).isNotEmpty();
    Files.delete(files(".sst").get(0));
    assertDamaged("database " + folder);
  }

  @Test
  void anEmptiedTableIsNoticed() throws Exception {
    assertWhole();
    Files.write(files(".sst").get(0), new byte[0]);
    assertDamaged("database " + folder);
  }

  @Test
  void aDamagedManifestIsNoticed() throws Exception {
    Path manifest;
    try (Stream<Path> files = Files.list(folder)) {
      manifest =
          files
              .filter(file -> file.getFileName().toString().startsWith("MANIFEST"))
              .findFirst()
              .orElseThrow();
    }
    byte[] content = Files.readAllBytes(manifest);
    Files.write(manifest, new byte[0]);
    assertDamaged("database " + folder);
    Files.delete(manifest);
    assertDamaged("database " + folder);
    Files.write(manifest, content);
    assertWhole();
  }

  @Test
  void anEmptiedFolderIsNoticedUntilItIsGivenUp() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    assertDamaged("is missing or empty", ".synced");
    Files.delete(folder);
    assertDamaged("is missing or empty");
    Files.delete(SyncedMark.file(folder));
    RocksDatabase.open(folder).close();
  }

  @Test
  void whatIsLostCanBeGivenUp() throws Exception {
    Files.write(log(), new byte[0]);
    assertDamaged("changes are missing");
    Files.delete(SyncedMark.file(folder));
    try (RocksDatabase database = RocksDatabase.open(folder)) {
      assertThat(database.isEmpty()).isTrue();
      write(database, 1, new byte[300]);
    }
    RocksDatabase.open(folder).close();
  }

  /** Fails if whoever empties the log and the mark gets an older state without a word. */
  @ParameterizedTest
  @ValueSource(ints = {0, 3, 12})
  void damagedMarkIsAcceptedWithAWarning(int bytes) throws Exception {
    Path mark = SyncedMark.file(folder);
    assertThat(warnings()).as("as it was written").isEmpty();
    Files.delete(mark);
    assertThat(warnings()).as("of an earlier version, or given up").isEmpty();
    Files.write(mark, new byte[bytes]);
    assertThat(warnings()).containsExactly("store.unmarked");
    assertThat(Files.size(mark)).as("written anew").isEqualTo(12);
    assertThat(warnings()).isEmpty();
  }

  /** What the log says of a database that is opened, and closed without a change. */
  private List<String> warnings() throws Exception {
    ListAppender<ILoggingEvent> lines = logged();
    assertWhole();
    return lines.list.stream()
        .filter(line -> line.getLevel() == Level.WARN)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  /** A server that never wrote has nothing to warn of. */
  @Test
  void databaseWithoutChangesIsWhole() throws Exception {
    folder = above.resolve("empty");
    RocksDatabase.open(folder).close();
    assertThat(Files.size(SyncedMark.file(folder))).isEqualTo(12);
    assertThat(SyncedMark.read(folder)).isZero();
  }
}
