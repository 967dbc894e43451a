package io.peerloom.jvm.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's section "With curl", run as it stands. */
final class ReadmeCurlTest {
  private static final String ADDRESS = "http://localhost:8080";

  /** What curl ends with when its time is up, as it is for a stream that does not end. */
  private static final int CURL_TIMEOUT = 28;

  private static List<String> commands() throws Exception {
    List<String> commands = new ArrayList<>();
    boolean within = false;
    for (String line : Files.readAllLines(Path.of("..", "README.md"))) {
      if (line.equals("## With curl")) {
        within = true;
      } else if (within && line.startsWith("## ")) {
        break;
      } else if (within && (line.startsWith("curl ") || line.startsWith("api="))) {
        commands.add(line.replaceFirst(" +# .*", ""));
      }
    }
    return commands;
  }

  @Test
  void everyCurlLineWorks(@TempDir Path folder) throws Exception {
    List<String> commands = commands();
    assertThat(commands).hasSizeGreaterThan(8);
    try (AllInOne network = new AllInOne("127.0.0.1", 0, 2, folder.resolve("data"))) {
      StringBuilder script = new StringBuilder("set -e\n");
      for (String command : commands) {
        boolean endless = command.startsWith("curl -N ");
        script
            .append(command.replace(ADDRESS, network.address()).replace("curl ", "curl -sSf -m 3 "))
            .append(endless ? " || [ $? = " + CURL_TIMEOUT + " ]\n" : "\n");
      }
      Process bash = new ProcessBuilder("bash", "-c", script.toString()).start();
      bash.getOutputStream().close();
      String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String err = new String(bash.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(bash.exitValue()).as(script + "\n" + out + err).isZero();
      assertThat(out)
          .contains("\"state\":", "\"holders\":", "hello, loom", "first!", "data: {", "ready")
          .contains("peerloom_links");
    }
  }
}
