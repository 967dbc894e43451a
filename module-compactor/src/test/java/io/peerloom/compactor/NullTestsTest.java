package io.peerloom.compactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NullTestsTest {
  @TempDir Path folder;

  @Test
  void objectsOfTheCoreAreConditions() throws IOException {
    assertThat(optimized("ipcb_A_f", "if (a === null) a.f(); return b !== null && a.g() ? 1 : 0;"))
        .doesNotContain("null");
  }

  @Test
  void valuesStay() throws IOException {
    assertThat(optimized("ipcb_A_f", "return a.f(a !== null) || b === null;"))
        .contains("null!==", "null===");
  }

  @Test
  void whatMayBeAValueOfJavaScriptIsComparedWithNull() throws IOException {
    assertThat(optimized("ipb_A_f", "return a !== null ? 1 : 0;")).contains("null!==");
  }

  private String optimized(String name, String body) throws IOException {
    Path input = folder.resolve("in.js");
    Path output = folder.resolve("out.js");
    Files.writeString(
        input, "let %s = (a, b) => { %s };\nexports.join = %s;".formatted(name, body, name));
    OptimizeModule.optimize(input, output);
    return Files.readString(output);
  }
}
