package io.peerloom.compactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageSizeTest {
  @TempDir Path folder;

  @Test
  void aPackageOverItsBudgetFailsTheBuild() throws IOException {
    byte[] content = "let a = 1; ".repeat(1_000).getBytes(StandardCharsets.UTF_8);
    String first = Files.write(folder.resolve("a.js"), content).toString();
    String second = Files.write(folder.resolve("b.js"), content).toString();
    int size = PackageSize.gzipped(content);
    assertThat(size).isBetween(20, 200);
    PackageSize.main(new String[] {"" + 2 * size, first, second});
    assertThatThrownBy(() -> PackageSize.main(new String[] {"" + (2 * size - 1), first, second}))
        .isInstanceOf(IllegalStateException.class);
  }
}
