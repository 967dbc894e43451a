package io.peerloom.jvm.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/ERRORS.md has every code with its number and status; the page's typings have every code. */
final class ErrorsPageTest {
  private static final Path ROOT = Path.of("..");

  @Test
  void everyCodeIsOnThePage() throws Exception {
    List<String> lines = Files.readAllLines(ROOT.resolve("docs/ERRORS.md"));
    for (ErrorCode code : ErrorCode.values()) {
      List<String> rows = lines.stream().filter(l -> l.startsWith("| `" + code + "` |")).toList();
      assertThat(rows).as(code.name()).hasSize(1);
      String[] cells = rows.get(0).split("\\|", -1);
      assertThat(cells).as(code.name()).hasSize(8);
      assertThat(cells[2].trim()).isEqualTo(String.valueOf(code.number()));
      assertThat(cells[3].trim()).startsWith(String.valueOf(Problem.status(code)));
      assertThat(cells[4].trim()).as("what %s means", code).isNotEmpty();
      assertThat(cells[5].trim()).isIn("yes", "no", "look");
      assertThat(cells[6].trim()).as("what to do about %s", code).isNotEmpty();
    }
  }

  @Test
  void everyCodeIsInTheTypings() throws Exception {
    String typings = Files.readString(ROOT.resolve("browser-client/src/main/js/index.d.ts"));
    for (ErrorCode code : ErrorCode.values()) {
      assertThat(typings).contains("| '" + code + "'");
    }
  }

  @Test
  void theReadmeLinksThePage() throws Exception {
    assertThat(Files.readString(ROOT.resolve("README.md"))).contains("docs/ERRORS.md");
  }
}
