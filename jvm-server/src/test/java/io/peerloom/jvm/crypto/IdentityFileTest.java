package io.peerloom.jvm.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerloom.jvm.store.StartupFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IdentityFileTest {
  @TempDir private Path folder;

  private final JvmCrypto crypto = new JvmCrypto();

  @Test
  void keyFileIsReadableByItsOwnerOnly() throws Exception {
    Path file = folder.resolve("keys/node1.json");
    JvmIdentity made = IdentityFile.loadOrCreate(file, crypto);
    JvmIdentity loaded = IdentityFile.loadOrCreate(file, crypto);
    assertThat(loaded.identityPublicKey()).isEqualTo(made.identityPublicKey());
    assertThat(loaded.topicPublicKey()).isEqualTo(made.topicPublicKey());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void unreadableKeyFileIsRefusedUnchanged() throws Exception {
    Path file = folder.resolve("key.json");
    for (String content :
        new String[] {
          "",
          "{",
          "[]",
          "{\"version\":1}",
          "{\"version\":1,\"p256\":\"00\",\"ed25519\":\"00\"}",
          "{\"version\":1,\"p256\":\""
              + "0".repeat(64)
              + "\",\"ed25519\":\""
              + "1".repeat(64)
              + "\"}",
          "{\"version\":2}"
        }) {
      Files.writeString(file, content);
      assertThatThrownBy(() -> IdentityFile.loadOrCreate(file, crypto))
          .isInstanceOf(StartupFailure.class)
          .hasMessageContaining("key.json");
      assertThat(file).hasContent(content);
    }
  }
}
