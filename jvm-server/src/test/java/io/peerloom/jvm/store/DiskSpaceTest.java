package io.peerloom.jvm.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerloom.core.base.Bytes;
import io.peerloom.jvm.limits.ServerLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

final class DiskSpaceTest {
  private static final long RESERVE = ServerLimits.DISK_RESERVE_BYTES;
  private static final long LARGE = 1L << 40;

  @Test
  void reserveIsKept() {
    assertThat(DiskSpace.refusal(RESERVE + 10, LARGE, 10, false)).isNull();
    assertThat(DiskSpace.refusal(RESERVE + 9, LARGE, 10, false))
        .isEqualTo(
            "the disk is full: 64 MB are free, of which 64 MB are kept for the server itself");
    long last = RESERVE / ServerLimits.DISK_LAST_PART;
    assertThat(DiskSpace.refusal(last, LARGE, 0, true)).isNull();
    assertThat(DiskSpace.refusal(last - 1, LARGE, 0, true)).contains("the disk is full");
  }

  @Test
  void smallDisksKeepAPart() {
    long small = RESERVE;
    assertThat(DiskSpace.refusal(small / 8, small, 0, false)).isNull();
    assertThat(DiskSpace.refusal(small / 8 - 1, small, 0, false)).contains("8 MB are kept");
  }

  @Test
  void unknownSizeRefusesNothing() {
    assertThat(DiskSpace.refusal(0, 0, 1000, false)).isNull();
  }

  @Test
  void fullDiskRefusesWritesUntilThereIsRoom(@TempDir Path above) throws Exception {
    AtomicLong free = new AtomicLong(LARGE);
    Path folder = above.resolve("records");
    DiskSpace disk =
        new DiskSpace(above) {
          @Override
          long free() {
            return free.get();
          }
        };
    try (RocksDatabase database = RocksDatabase.open(folder, disk, DatabaseFiles.CHECK_MILLIS)) {
      DamagedDatabaseTest.write(database, 1, new byte[10]);
      assertThat(database.refusal()).isNull();
      free.set(1 << 20);
      assertThat(database.refusal()).as("before any write").contains("1 MB are free");
      assertThatThrownBy(() -> DamagedDatabaseTest.write(database, 2, new byte[10]))
          .isInstanceOf(RocksDBException.class)
          .hasMessageContaining("the disk is full");
      assertThat(database.refusal()).contains("the disk is full: 1 MB are free");
      assertThat(database.read(Bytes.bigEndian(1))).hasSize(10);
      // Deleting needs less, and is what frees space.
      free.set(ServerLimits.DISK_RESERVE_BYTES / 2);
      DamagedDatabaseTest.write(database, 1, null);
      assertThat(database.refusal()).isNotNull();
      free.set(LARGE);
      while (database.refusal() != null) {
        DamagedDatabaseTest.write(database, 1, null);
      }
      DamagedDatabaseTest.write(database, 2, new byte[10]);
    }
  }

  /** RocksDB has failed to write, and cannot be opened again, as its lock cannot be written. */
  @Test
  @Timeout(60)
  void whatIsStoredIsReadWhileItCannotBeWritten(@TempDir Path above) throws Exception {
    Path folder = above.resolve("records");
    try (RocksDatabase database = RocksDatabase.open(folder)) {
      DamagedDatabaseTest.write(database, 1, new byte[10]);
      Path lock = folder.resolve("LOCK");
      Files.delete(lock);
      Files.createDirectory(lock);
      assertThat(database.reopen()).isFalse();
      assertThat(database.refusal()).contains("cannot be written");
      assertThat(database.read(Bytes.bigEndian(1))).hasSize(10);
      assertThatThrownBy(() -> DamagedDatabaseTest.write(database, 2, new byte[10]))
          .isInstanceOf(RocksDBException.class);
      Files.delete(lock);
      while (database.refusal() != null) {
        // Ends once it has been tried again.
        Thread.onSpinWait();
      }
      DamagedDatabaseTest.write(database, 2, new byte[10]);
      assertThat(database.read(Bytes.bigEndian(1))).hasSize(10);
    }
  }
}
