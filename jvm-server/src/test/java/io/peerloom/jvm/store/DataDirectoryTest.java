package io.peerloom.jvm.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerloom.core.base.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataDirectoryTest {
  private static final byte[] ONE = new byte[DataDirectory.DOMAIN_BYTES];
  private static final byte[] OTHER = Bytes.utf8("0123456789abcdef");

  @TempDir private Path folder;

  @Test
  void keepsItsDomain() {
    try (DataDirectory first = DataDirectory.open(folder.resolve("data"), ONE)) {
      assertThat(first.domain()).isEqualTo(ONE);
    }
    try (DataDirectory again = DataDirectory.open(folder.resolve("data"), OTHER)) {
      assertThat(again.domain()).isEqualTo(ONE);
    }
  }

  @Test
  void folderIsReadableByItsOwnerOnly() throws Exception {
    Path data = folder.resolve("above").resolve("data");
    try (DataDirectory directory = DataDirectory.open(data, ONE)) {
      directory.folder("inside");
      assertThat(permissions(data)).isEqualTo("rwx------");
      assertThat(permissions(data.resolve("inside"))).isEqualTo("rwx------");
      for (String file : new String[] {"lock", "format", "domain"}) {
        assertThat(permissions(data.resolve(file))).as(file).isEqualTo("rw-------");
      }
    }
  }

  @Test
  void aFolderThatOthersCanReadIsClosed() throws Exception {
    DataDirectory.open(folder, ONE).close();
    Path keys = Files.createDirectories(folder.resolve("keys"));
    for (Path each : new Path[] {folder, keys}) {
      Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    DataDirectory.open(folder, ONE).close();
    assertThat(permissions(folder)).isEqualTo("rwx------");
    assertThat(permissions(keys)).isEqualTo("rwx------");
  }

  @Test
  void aFolderThatWasNeverUsedIsLeftAsItIs() throws Exception {
    Path shared = Files.createDirectories(folder.resolve("shared"));
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));
    DataDirectory.open(shared, ONE).close();
    assertThat(permissions(shared)).isEqualTo("rwxr-xr-x");
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void folderIsLockedByOneProcess() {
    try (DataDirectory held = DataDirectory.open(folder, ONE)) {
      assertThatThrownBy(() -> DataDirectory.open(folder, OTHER))
          .isInstanceOf(StartupFailure.class)
          .hasMessageContaining("in use by another process");
      assertThat(held.domain()).isEqualTo(ONE);
    }
    DataDirectory.open(folder, OTHER).close();
  }

  @Test
  void refusesANewerFormatAndReleasesTheFolder() throws Exception {
    DataDirectory.open(folder, ONE).close();
    Files.writeString(folder.resolve("format"), "2\n");
    assertThatThrownBy(() -> DataDirectory.open(folder, ONE))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("format 2, of a newer version");
    Files.writeString(folder.resolve("format"), "1\n");
    DataDirectory.open(folder, ONE).close();
  }

  @Test
  void refusesUnreadableFiles() throws Exception {
    DataDirectory.open(folder, ONE).close();
    Files.writeString(folder.resolve("domain"), "what?");
    assertThatThrownBy(() -> DataDirectory.open(folder, ONE))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("unreadable domain");
    Files.writeString(folder.resolve("format"), "what?");
    assertThatThrownBy(() -> DataDirectory.open(folder, ONE))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("unreadable format");
  }

  @Test
  void fileInPlaceOfTheFolderIsRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> DataDirectory.open(file, ONE))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("is a file");
    assertThatThrownBy(() -> DataDirectory.open(file.resolve("below"), ONE))
        .isInstanceOf(StartupFailure.class);
  }
}
