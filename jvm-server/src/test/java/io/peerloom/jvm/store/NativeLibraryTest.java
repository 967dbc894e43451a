package io.peerloom.jvm.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where RocksDB's native code is unpacked, and that it is unpacked once. */
final class NativeLibraryTest {
  @TempDir private Path folder;

  private static List<Path> files(Path base) throws IOException {
    try (Stream<Path> files = Files.walk(base)) {
      return files.filter(file -> file.toString().endsWith(".so")).toList();
    }
  }

  @Test
  void itIsUnpackedOnceAndAgainWhereItIsNotWhole() throws Exception {
    Path first = NativeLibrary.unpack(folder);
    assertThat(files(folder)).containsExactly(first);
    long size = Files.size(first);
    assertThat(size).isGreaterThan(1_000_000);
    FileTime unpacked = FileTime.fromMillis(0);
    Files.setLastModifiedTime(first, unpacked);
    assertThat(NativeLibrary.unpack(folder)).isEqualTo(first);
    assertThat(Files.getLastModifiedTime(first)).isEqualTo(unpacked);

    Files.write(first, new byte[100]);
    assertThat(NativeLibrary.unpack(folder)).isEqualTo(first);
    assertThat(Files.size(first)).isEqualTo(size);

    byte[] damaged = Files.readAllBytes(first);
    damaged[damaged.length / 2] ^= 1;
    Files.write(first, damaged);
    assertThat(NativeLibrary.unpack(folder)).isEqualTo(first);
    damaged[damaged.length / 2] ^= 1;
    assertThat(Files.readAllBytes(first)).as("of the same size").isEqualTo(damaged);
  }

  @Test
  void thoseOfOtherVersionsAreDeleted() throws Exception {
    Path old = Files.createDirectories(folder.resolve("rocksdb-12345678"));
    Files.write(old.resolve("library.so"), new byte[100]);
    Path kept = NativeLibrary.unpack(folder);
    assertThat(old).doesNotExist();
    assertThat(kept).exists();
  }

  @Test
  void aCacheThatOthersWriteToIsNotUsed() throws Exception {
    Path cache = Files.createDirectories(folder.resolve("cache/peerloom"));
    Map<String, String> environment = Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString());
    Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwx------"));
    assertThat(PackedLibrary.caches(environment::get)).containsExactly(cache);
    Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(PackedLibrary.caches(environment::get)).isEmpty();
  }

  @Test
  void theFolderCanBeNamed() {
    assertThat(PackedLibrary.caches(Map.of("ROCKSDB_SHAREDLIB_DIR", folder.toString())::get))
        .containsExactly(folder);
    assertThat(PackedLibrary.caches(Map.of("ROCKSDB_SHAREDLIB_DIR", "")::get)).hasSizeLessThan(2);
  }
}
