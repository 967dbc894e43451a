package io.peerloom.webapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs the tests of the page's scripts in Node, which the package's tests need as well. */
class WebPageScriptsTest {
  private static final Path SCRIPTS = Path.of("target/scripts").toAbsolutePath();

  @BeforeEach
  void makeFolder() throws Exception {
    Files.createDirectories(SCRIPTS);
    Files.writeString(SCRIPTS.resolve("package.json"), "{\"type\":\"module\"}");
  }

  @Test
  void meshViewFadesPeersInOnce() throws Exception {
    passes("mesh-view.test.js");
  }

  @Test
  void bootstrapAddressesFollowThePage() throws Exception {
    passes("text.test.js");
  }

  @Test
  void visitorsLearnWhyTheyWereNotAdmitted() throws Exception {
    passes("invitation.test.js");
  }

  @Test
  void compiledModuleDrawsCodes() throws Exception {
    copy(Path.of("target/classes/web/qr-code.js"), SCRIPTS);
    passes("qr-code.test.js");
  }

  private static void passes(String test) throws Exception {
    for (String script : List.of("invitation.js", "mesh-view.js", "text.js")) {
      copy(Path.of("src/main/resources/web", script), SCRIPTS);
    }
    copy(Path.of("src/test/js", test), SCRIPTS);
    Process process =
        new ProcessBuilder("node", "--test", test)
            .directory(SCRIPTS.toFile())
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
