package io.peerloom.jvm.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.data.RecordStore.Entry;
import io.peerloom.jvm.limits.ServerLimits;
import io.peerloom.jvm.loop.JvmRuntime;
import io.peerloom.jvm.loop.PeerLoop;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RocksRecordStoreTest {
  private static final byte[] DOMAIN = new byte[DataDirectory.DOMAIN_BYTES];

  private Path folder;

  @BeforeEach
  void choose(@TempDir Path above) {
    folder = above.resolve("records");
  }

  private final JvmRuntime runtime = new JvmRuntime();
  private final PeerLoop loop = runtime.newLoop("test");

  @AfterEach
  void stop() {
    runtime.close();
  }

  private RocksRecordStore store(RocksDatabase database, String peer) {
    return new RocksRecordStore(database, peer, DOMAIN, loop, Limits.MAX_STORED_BYTES);
  }

  /** What a call on the loop comes to. */
  private <T> T await(Supplier<Promise<T>> call) throws Exception {
    CompletableFuture<T> result = new CompletableFuture<>();
    loop.execute(() -> call.get().then(result::complete, result::completeExceptionally));
    try {
      return result.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw PeerloomException.of(e.getCause());
    }
  }

  private static Entry entry(String key, String value) {
    return new Entry(Bytes.utf8(key), value == null ? null : Bytes.utf8(value));
  }

  @Test
  void peersAreSeparateAndKeysUnsignedInOrder() throws Exception {
    try (RocksDatabase database = RocksDatabase.open(folder)) {
      RocksRecordStore a = store(database, "a");
      RocksRecordStore ab = store(database, "ab");
      await(() -> a.write(List.of(entry("b", "1"), entry("bc", "2"))));
      await(() -> ab.write(List.of(entry("b", "other"))));
      byte[] high = {(byte) 0xff, 1};
      await(() -> a.write(List.of(new Entry(high, new byte[] {3}))));

      assertThat(await(() -> a.read(Bytes.utf8("b")))).isEqualTo(Bytes.utf8("1"));
      assertThat(await(() -> ab.read(Bytes.utf8("bc")))).isNull();
      List<Entry> all = await(() -> a.scan(new byte[0], new byte[] {-1, -1, -1}, 10));
      assertThat(all).extracting(Entry::key).containsExactly(key("b"), key("bc"), high);
      assertThat(await(() -> a.scan(Bytes.utf8("b"), Bytes.utf8("bc"), 10))).hasSize(1);
      assertThat(await(() -> a.scan(new byte[0], high, 1))).hasSize(1);
      assertThat(await(() -> a.scan(Bytes.utf8("z"), Bytes.utf8("b"), 9))).isEmpty();
    }
  }

  private static byte[] key(String text) {
    return Bytes.utf8(text);
  }

  @Test
  void appliesAllChangesInOrder() throws Exception {
    try (RocksDatabase database = RocksDatabase.open(folder)) {
      RocksRecordStore store = store(database, "a");
      await(
          () ->
              store.write(
                  List.of(entry("k", "1"), entry("k", null), entry("l", "2"), entry("l", "3"))));
      assertThat(await(() -> store.read(key("k")))).isNull();
      assertThat(await(() -> store.read(key("l")))).isEqualTo(Bytes.utf8("3"));
    }
  }

  @Test
  void failsCleanlyWhenItIsFullOrClosed() throws Exception {
    RocksDatabase database = RocksDatabase.open(folder);
    RocksRecordStore store = store(database, "a");
    byte[] large = new byte[(int) ServerLimits.MAX_DISK_QUEUE_BYTES];
    assertFails(() -> store.write(List.of(new Entry(new byte[] {1}, large))));
    await(() -> store.write(List.of(entry("k", "1"))));
    database.close();
    database.close();
    assertFails(() -> store.write(List.of(entry("k", "2"))));
    assertFails(() -> store.read(key("k")));
    assertFails(() -> store.scan(key("a"), key("z"), 1));
  }

  private void assertFails(Supplier<? extends Promise<?>> call) {
    assertThatThrownBy(() -> await(() -> call.get().map(value -> value)))
        .isInstanceOfSatisfying(
            PeerloomException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FAILED));
  }

  @Test
  void corruptionIsAFailureNeverAWrongValue() throws Exception {
    byte[] value = new byte[1000];
    try (RocksDatabase database = RocksDatabase.open(folder)) {
      RocksRecordStore store = store(database, "a");
      for (int i = 0; i < 500; i++) {
        byte[] key = Bytes.bigEndian(i);
        await(() -> store.write(List.of(new Entry(key, value))));
      }
    }
    // Opening moves what the log holds into a table file.
    RocksDatabase.open(folder).close();
    Path table;
    try (var files = Files.list(folder)) {
      table = files.filter(f -> f.toString().endsWith(".sst")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(table);
    bytes[bytes.length / 3] ^= 4;
    Files.write(table, bytes);

    try (RocksDatabase database = RocksDatabase.open(folder)) {
      RocksRecordStore store = store(database, "a");
      int failed = 0;
      for (int i = 0; i < 500; i++) {
        byte[] key = Bytes.bigEndian(i);
        try {
          assertThat(await(() -> store.read(key))).isEqualTo(value);
        } catch (PeerloomException e) {
          assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FAILED);
          failed++;
        }
      }
      assertThat(failed).isPositive();
      assertFails(() -> store.scan(new byte[0], new byte[] {-1}, 1000));
    }
  }

  /** A process is killed while it writes; whatever it had acknowledged must be there. */
  @Test
  void acknowledgedWritesSurviveAKill() throws Exception {
    Path database = folder.resolveSibling("killed");
    for (int round = 0; round < 3; round++) {
      List<Integer> acknowledged = writeUntilKilled(database);
      try (RocksDatabase opened = RocksDatabase.open(database)) {
        RocksRecordStore store = store(opened, "writer");
        for (int number : acknowledged) {
          assertThat(await(() -> store.read(AcknowledgedWrites.key(number))))
              .isEqualTo(AcknowledgedWrites.value(number));
        }
      }
    }
  }

  private List<Integer> writeUntilKilled(Path database) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                AcknowledgedWrites.class.getName(),
                database.toString())
            .redirectError(folder.resolveSibling("writer.txt").toFile())
            .start();
    List<Integer> acknowledged = new ArrayList<>();
    try (BufferedReader lines = process.inputReader()) {
      while (acknowledged.size() < 2000) {
        String line = lines.readLine();
        assertThat(line).as("output of the writer").isNotNull();
        acknowledged.add(Integer.parseInt(line));
      }
      // SIGKILL: no shutdown hook, no flush.
      process.destroyForcibly();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    return acknowledged;
  }
}
