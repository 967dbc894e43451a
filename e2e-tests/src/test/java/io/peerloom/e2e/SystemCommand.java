package io.peerloom.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Commands of the system, for namespaces and firewalls. Most need root. */
final class SystemCommand {
  private SystemCommand() {}

  /** Runs a command, which must succeed. */
  static void run(String... command) throws IOException, InterruptedException {
    String failure = tryRun(command);
    if (!failure.isEmpty()) {
      throw new AssertionError(
          String.join(" ", command)
              + ": "
              + failure
              + " (this test needs root, network namespaces, iproute2 and iptables)");
    }
  }

  /** Runs a command in a network namespace; it must succeed. */
  static void in(String namespace, String... command) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
    all.addAll(List.of(command));
    run(all.toArray(new String[0]));
  }

  /** What a command says when it fails; empty when it succeeds. */
  static String tryRun(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exitCode = process.waitFor();
    return exitCode == 0 ? "" : "exit code " + exitCode + " " + output.strip();
  }
}
