package io.peerloom.jvm.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The list of findings in the documentation is that of the code. */
final class FindingKindTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| (\\w+) \\|");

  @Test
  void documentationListsEveryFindingWithItsSeverity() throws Exception {
    Map<String, String> documented = new TreeMap<>();
    Matcher rows = ROW.matcher(Files.readString(Path.of("..", "docs", "DIAGNOSE.md")));
    while (rows.find()) {
      documented.put(rows.group(1), rows.group(2));
    }
    Map<String, String> kinds = new TreeMap<>();
    for (FindingKind kind : FindingKind.values()) {
      kinds.put(kind.word(), kind.severity().word());
    }
    assertThat(documented).isEqualTo(kinds);
  }
}
