package io.peerloom.jvm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.jvm.server.AllInOne;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a real process shows: its locale, its pipes, its exit code. */
final class CommandLineProcessTest {
  @TempDir private static Path folder;

  private static AllInOne network;
  private static String node;

  @BeforeAll
  static void start() {
    network = new AllInOne("127.0.0.1", 0, 1, folder.resolve("network"));
    node = "--node=" + network.address();
  }

  @AfterAll
  static void stop() {
    network.close();
  }

  private static void assertOk(ProgramProcess program) {
    assertThat(program.status()).as(program.err()).isZero();
  }

  /** One line on standard error, nothing else. */
  private static void assertRefused(ProgramProcess program, int status, String... reasons) {
    assertThat(program.err().lines()).as(program.err()).hasSize(1);
    assertThat(program.err()).startsWith("peerloom: ").contains(reasons);
    assertThat(program.status()).isEqualTo(status);
    assertThat(program.out()).isEmpty();
  }

  @Test
  void argumentsAreUtf8InTheCLocale() throws Exception {
    assertOk(ProgramProcess.run("put", "ä", "x", node));
    assertOk(ProgramProcess.run("put", "ö", "grüße 🧵", node));
    assertThat(ProgramProcess.run("get", "ä", node).text()).isEqualTo("x");
    assertOk(ProgramProcess.run("delete", "ä", node));
    assertRefused(ProgramProcess.run("get", "ä", node), 1, "NOT_FOUND");
    assertThat(ProgramProcess.run("get", "ö", node).text()).isEqualTo("grüße 🧵");
    assertOk(ProgramProcess.run("publish", "tüte", "ß", node));
    assertThat(ProgramProcess.shell("\"$@\" | head -1", "subscribe", "tüte", node).text())
        .contains("\"value\":\"ß\"");
  }

  @Test
  void argumentsThatAreNotUtf8AreRefused() throws Exception {
    ProgramProcess program =
        ProgramProcess.shell("\"$@\" \"$(printf 'gr\\374n')\" " + node, "put", "name");
    assertRefused(program, 2, "argument 3 is not UTF-8");
  }

  @Test
  void anUnreadableVariableIsRefused() throws Exception {
    ProgramProcess program =
        ProgramProcess.shell("PEERLOOM_PUBLISHER=ä \"$@\"", "get", "name", node);
    assertRefused(program, 2, "PEERLOOM_PUBLISHER", "LC_ALL=C.UTF-8");
    assertRefused(ProgramProcess.run("--data-dir", "dä", "--port=0"), 2, "LC_ALL=C.UTF-8", "dä");
  }

  @Test
  void messagesAreUtf8() throws Exception {
    assertRefused(ProgramProcess.run("put", "a", "b", "--readers", "jäger"), 2, "'jäger'");
  }

  @Test
  void outputThatCannotBeWrittenIsAFailure() throws Exception {
    assertOk(ProgramProcess.run("put", "full", "x", node));
    for (String[] arguments :
        new String[][] {
          {"get", "full", node}, {"diagnose", node}, {"put", "full", "y", node}, {"--help"}
        }) {
      ProgramProcess program = ProgramProcess.shell("\"$@\" > /dev/full", arguments);
      assertRefused(program, 1, "standard output cannot be written");
    }
  }

  /** What a terminal gets, whose line ends are CR LF. */
  private static String onTerminal(String... arguments) throws Exception {
    return ProgramProcess.shell("script -qec \"$(printf '%q ' \"$@\")\" /dev/null", arguments)
        .text()
        .replace("\r\n", "\n");
  }

  @Test
  void aTerminalGetsNoCommandsOfOthers() throws Exception {
    String hostile = "1\t2\n\u001b]0;mine\u0007\u009b2Jä";
    assertOk(ProgramProcess.run("put", "hostile", hostile, "--readers=public", node));
    assertThat(ProgramProcess.run("get", "hostile", node).text()).isEqualTo(hostile);
    assertThat(onTerminal("get", "hostile", node))
        .isEqualTo("1\t2\n\\u001b]0;mine\\u0007\\u009b2Jä");
  }

  @Test
  void aTerminalGetsNoCommandsInJson() throws Exception {
    String hostile = "\u001b[2J\u009b2J\u202e";
    assertOk(ProgramProcess.run("publish", "hostile", hostile, node));
    String json = ProgramProcess.shell("\"$@\" | head -1", "subscribe", "hostile", node).text();
    assertThat(json).contains("\"value\":\"\\u001B[2J\u009b2J\u202e\"");
    ProgramProcess terminal =
        ProgramProcess.shell(
            "grep -m1 value < <(exec "
                + "script -qec \"$(printf '%q ' \"$@\")\" /dev/null 2>/dev/null); kill $!",
            "subscribe", "hostile", node);
    assertThat(terminal.text()).contains("\"value\":\"\\u001B[2J\\u009b2J\\u202e\"");
  }

  @Test
  void aSubscriptionEndsWithItsReader() throws Exception {
    assertOk(ProgramProcess.run("publish", "one", "only", node));
    ProgramProcess program = ProgramProcess.shell("\"$@\" | head -1", "subscribe", "one", node);
    assertThat(program.text()).contains("\"value\":\"only\"");
    assertThat(program.status()).as("by pipefail").isEqualTo(1);
    assertThat(program.err()).contains("nobody reads standard output any more");
  }

  @Test
  void stoppedNodeIsATimeout() throws Exception {
    // The system takes connections for a process that is stopped; nothing is ever answered.
    try (ServerSocket stopped = new ServerSocket(0)) {
      String silent = "--node=http://localhost:" + stopped.getLocalPort();
      assertRefused(
          ProgramProcess.run("get", "a", silent, "--timeout=1"), 1, "TIMEOUT", "within 1 s");
      assertRefused(ProgramProcess.run("subscribe", "a", silent, "--timeout=1"), 1, "TIMEOUT");
      assertRefused(
          ProgramProcess.run("put", "a", "b", silent, "--timeout=1"), 1, "TIMEOUT", "not known");
    }
  }

  @Test
  void stalledAnswerIsATimeout() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread half = new Thread(() -> answerHalf(server));
      half.setDaemon(true);
      half.start();
      assertRefused(
          ProgramProcess.run(
              "get", "a", "--node=http://127.0.0.1:" + server.getLocalPort(), "--timeout=2"),
          1,
          "TIMEOUT");
    }
  }

  private static void answerHalf(ServerSocket server) {
    try {
      Socket socket = server.accept();
      String head = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theProgramLogsThoughTheLibraryDoesNot() throws Exception {
    Path data = folder.resolve("data");
    new AllInOne("127.0.0.1", 0, 1, data).close();
    Path key = data.resolve("keys/root.json");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-rw-r--"));
    Files.delete(data.resolve("keys/bridge.json"));
    ProgramProcess program = ProgramProcess.run("--data-dir=" + data, "--port=0");
    assertThat(program.status()).isEqualTo(1);
    assertThat(program.err().lines())
        .hasSize(2)
        .first()
        .asString()
        .matches("[0-9TZ:.-]+ WARN  peerloom.keys key file .*");
    assertThat(program.err()).contains("peerloom: key file", "bridge.json is missing");
  }
}
