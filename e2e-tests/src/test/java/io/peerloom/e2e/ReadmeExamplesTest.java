package io.peerloom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The JavaScript of both READMEs, run unchanged except for the addresses, which are this server's.
 */
class ReadmeExamplesTest {
  @RegisterExtension static final Stage STAGE = new Stage();

  private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```js\\n(.*?)^```");

  @Test
  void examplesRunToTheirEnd() throws Exception {
    List<String> examples = new ArrayList<>();
    for (String readme : List.of("../README.md", "../browser-client/src/main/js/README.md")) {
      Matcher example = EXAMPLE.matcher(Files.readString(Path.of(readme)));
      while (example.find()) {
        examples.add(example.group(1));
      }
    }
    assertThat(examples).hasSize(2);
    for (String example : examples) {
      Tab tab = STAGE.empty(STAGE.profile());
      String code =
          example
              .replace("'peerloom'", "'" + STAGE.server().url() + "/peerloom.js'")
              .replaceAll(
                  "'wss?://[^']*'",
                  "'" + STAGE.server().url().replace("http", "ws") + "/bootstrap" + "'");
      tab.page()
          .evaluate(
              "(code) => import(URL.createObjectURL("
                  + "new Blob([code], { type: 'text/javascript' })))",
              code);
    }
  }
}
