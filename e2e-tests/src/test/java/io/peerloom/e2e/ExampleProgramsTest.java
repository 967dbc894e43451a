package io.peerloom.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The programs under examples/, run as their README says. */
class ExampleProgramsTest {
  private static final Path EXAMPLES = Path.of("../examples").toAbsolutePath().normalize();

  /** An example in the README: its file's name, linked, then its text. */
  private static final Pattern SHOWN =
      Pattern.compile("(?ms)^\\[(examples/[^]]*)\\][^`]*^```\\w+\\n(.*?)^```");

  /** Of the eight JVMs of the two hosts, four start one after the other. */
  private static final Duration TWO_HOSTS = Bounds.SERVING.multipliedBy(4);

  @RegisterExtension static final KeptWhenFailed KEPT = new KeptWhenFailed();

  /** One runs on the library and what its pom brings, the other on the program's jar. */
  @Test
  void subscriberPrintsWhatWasPublishedBefore() throws Exception {
    try (Server server = Server.start(KEPT.folder())) {
      String bootstrap = server.url().replace("http", "ws") + "/bootstrap";
      Path published = KEPT.folder().resolve("publisher.log");
      Process publisher =
          start(
              published,
              java(LibraryClassPath.get(), "Publisher.java", bootstrap, "first!", "second!"));
      assertThat(publisher.waitFor(Bounds.SERVING.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(Files.readString(published)).contains("first!: kept by ", "second!: kept by ");

      Path received = KEPT.folder().resolve("subscriber.log");
      Process subscriber =
          start(received, java(System.getProperty("peerloom.jar"), "Subscriber.java", bootstrap));
      try {
        awaitText(received, "second!", Bounds.SERVING);
        assertThat(Files.readString(received)).containsSubsequence(" first!", " second!");
      } finally {
        subscriber.destroy();
      }
      assertThat(subscriber.waitFor(Bounds.ANSWERED.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
  }

  private static List<String> java(String classPath, String program, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", classPath));
    command.add("-Dlogback.configurationFile=peerloom-logback.xml");
    command.add(EXAMPLES.resolve(program).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  @Test
  void twoHostsShareAValue() throws Exception {
    Path log = KEPT.folder().resolve("two-hosts.log");
    int port = Server.freePorts(8);
    Process network =
        start(log, List.of(EXAMPLES.resolve("two-hosts.sh").toString(), String.valueOf(port)));
    try {
      awaitText(log, "Ctrl-C ends the network.", TWO_HOSTS);
      assertThat(Files.readString(log)).contains("\nhello from host A\n");
    } finally {
      network.destroy();
    }
    assertThat(network.waitFor(Bounds.ANSWERED.toSeconds(), TimeUnit.SECONDS)).isTrue();
    for (int each = port; each < port + 8; each++) {
      new ServerSocket(each).close();
    }
  }

  private static Process start(Path log, List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(KEPT.folder().toFile());
    builder.environment().put("JAVA_TOOL_OPTIONS", String.join(" ", Program.shortLived()));
    return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  private static void awaitText(Path log, String text, Duration bound) {
    await().atMost(bound).untilAsserted(() -> assertThat(Files.readString(log)).contains(text));
  }

  @Test
  void readmeShowsThemAsTheyAre() throws IOException {
    Matcher example = SHOWN.matcher(Files.readString(Path.of("../README.md")));
    int shown = 0;
    for (; example.find(); shown++) {
      assertThat(example.group(2))
          .isEqualTo(Files.readString(EXAMPLES.resolveSibling(example.group(1))));
    }
    assertThat(shown).as("examples in the README").isEqualTo(2);
  }
}
