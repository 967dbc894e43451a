package io.peerloom.webapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Runs the tests of the page's scripts in Node, which the package's tests need as well. */
class WebPageScriptsTest {
  @Test
  void meshViewFadesPeersInOnce() throws Exception {
    passes("mesh-view.test.js");
  }

  @Test
  void bootstrapAddressesFollowThePage() throws Exception {
    passes("text.test.js");
  }

  private static void passes(String test) throws Exception {
    Path directory = Files.createDirectories(Path.of("target/scripts").toAbsolutePath());
    Files.writeString(directory.resolve("package.json"), "{\"type\":\"module\"}");
    for (String script : List.of("mesh-view.js", "text.js")) {
      copy(Path.of("src/main/resources/web", script), directory);
    }
    copy(Path.of("src/test/js", test), directory);
    Process process =
        new ProcessBuilder("node", "--test", test)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("node ends").isTrue();
    assertThat(process.exitValue()).as(output).isZero();
  }

  private static void copy(Path file, Path directory) throws IOException {
    Files.copy(file, directory.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
  }
}
