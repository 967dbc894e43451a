package io.peerloom.jvm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.peerloom.core.base.Limits;
import io.peerloom.jvm.crypto.KeyFile;
import io.peerloom.jvm.net.Reachability;
import io.peerloom.jvm.server.AllInOne;
import io.peerloom.jvm.server.ApiToken;
import io.peerloom.jvm.server.BootstrapServerProcess;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code peerloom diagnose} against a real network, and against what operators name wrongly. */
final class DiagnoseTest {
  private static final int FINE = 0;
  private static final int WARNINGS = 1;
  private static final int BROKEN = 2;

  @TempDir private static Path folder;
  private static AllInOne network;
  private static String sockets;

  private record Outcome(int status, String text) {}

  @BeforeAll
  static void start() {
    network = new AllInOne("127.0.0.1", 0, 2, folder);
    sockets = network.address().replace("http:", "ws:");
  }

  @AfterAll
  static void stop() {
    network.close();
  }

  private static Outcome diagnose(String... options) {
    PrintStream out = System.out;
    ByteArrayOutputStream captured = new ByteArrayOutputStream();
    String[] arguments = new String[options.length + 1];
    arguments[0] = "diagnose";
    System.arraycopy(options, 0, arguments, 1, options.length);
    try {
      System.setOut(new PrintStream(captured, true, StandardCharsets.UTF_8));
      int status = CommandLineProgram.commandLine().execute(arguments);
      return new Outcome(status, captured.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
    }
  }

  private static void assertFound(int status, Outcome outcome, String... texts) {
    assertThat(outcome.status()).as(outcome.text()).isEqualTo(status);
    assertThat(outcome.text()).contains(texts);
  }

  @Test
  void healthyServerGetsNoFinding() throws Exception {
    Outcome outcome = diagnose("--json", "--node", network.address());
    assertThat(outcome.status()).as(outcome.text()).isEqualTo(FINE);
    JsonNode json = new ObjectMapper().readTree(outcome.text());
    assertThat(json.path("severity").asText()).isEqualTo("ok");
    List<String> subjects = json.path("findings").findValuesAsText("subject");
    assertThat(subjects)
        .contains(sockets + "/node1", sockets + "/bridge", "clock", "memory", "disk of " + folder);
  }

  @Test
  void healthyNetworkGetsNoFindingWithoutAServer() {
    Outcome outcome =
        diagnose(
            "--advertise",
            sockets + "/node1," + sockets + "/node2",
            "--bootstrap",
            sockets + "/bootstrap",
            "--bridge",
            sockets + "/bridge",
            "--data-dir",
            folder.toString());
    assertFound(FINE, outcome, "a newcomer is admitted", "clock: it agrees");
  }

  @Test
  void nodeIsNoBootstrapServerAndNoBridge() {
    assertFound(
        BROKEN, diagnose("--bootstrap", sockets + "/node1"), "[not-a-bootstrap-server]", "--peer");
    assertFound(BROKEN, diagnose("--bridge", sockets + "/node1"), "[not-a-bridge]", "in --bridge");
  }

  @Test
  void bootstrapServerWhoseBridgeIsDownIsFound() {
    try (BootstrapServerProcess lonely =
        new BootstrapServerProcess("127.0.0.1", 0, List.of("ws://127.0.0.1:9"))) {
      assertThat(lonely.readiness().text()).isEqualTo("no bridge can be reached: 1 REFUSED");
      assertFound(
          BROKEN,
          diagnose("--bootstrap", lonely.address()),
          "[bridges-unreachable]",
          "correct --bridge");
    }
  }

  @Test
  void serversOfOtherNetworksAreFound() {
    try (AllInOne other = new AllInOne("127.0.0.1", 0, 1, folder.resolve("other"))) {
      String theirs = other.address().replace("http:", "ws:");
      assertFound(
          BROKEN,
          diagnose("--bridge", sockets + "/bridge", "--bootstrap", theirs + "/bootstrap"),
          "[other-network]",
          "correct --bootstrap");
      assertFound(
          BROKEN,
          diagnose("--bootstrap", sockets + "/bootstrap," + theirs + "/bootstrap"),
          "broken   " + theirs,
          "[other-network]");
    }
  }

  @Test
  void oneOfSeveralThatIsDownIsAWarning() {
    assertFound(
        WARNINGS,
        diagnose("--bootstrap", sockets + "/bootstrap,ws://127.0.0.1:9"),
        "connection-refused",
        "[one-of-several-down]");
  }

  @Test
  void keyFileIsFoundOutOfItsTime() {
    Path root = folder.resolve("keys").resolve("root.json");
    Path key = folder.resolve("bridge.json");
    InstantSource now = InstantSource.system();
    KeyFile.sign(key, root, true, 30, InstantSource.offset(now, Duration.ofDays(-31)));
    assertFound(
        BROKEN,
        diagnose("--key", key.toString()),
        "[token-expired]",
        "peerloom bridge-key --root root.json --out " + key);
    KeyFile.sign(key, root, true, 30, now);
    assertFound(FINE, diagnose("--key", key.toString()), "the token is valid until");
    assertFound(
        BROKEN, diagnose("--key", folder + "/none.json"), "[key-unusable]", "does not exist");
  }

  @Test
  void missingServerIsFound() {
    assertFound(
        BROKEN, diagnose("--node", "http://localhost:9"), "[api-unreachable]", "--api-port");
  }

  @Test
  void missingTokenIsFound() {
    try (AllInOne closed =
        new AllInOne(
            "127.0.0.1",
            0,
            1,
            folder.resolve("closed"),
            Reachability.DEFAULT,
            ApiToken.of("0123456789abcdef"),
            Limits.MAX_STORED_BYTES,
            options -> options)) {
      String node = "--node=" + closed.address();
      assertFound(BROKEN, diagnose(node), "the API token is missing", "--api-token");
      assertFound(FINE, diagnose(node, "--api-token=0123456789abcdef"), "a newcomer is admitted");
    }
  }

  @Test
  void folderThatIsMissingIsFound() {
    assertFound(
        BROKEN,
        diagnose("--data-dir", folder.resolve("none").toString()),
        "[disk-not-writable]",
        "--data-dir");
  }

  /** As coturn does with stun-only: allocations get no answer. */
  @Test
  void serverThatOnlyAnswersStunIsFound() throws Exception {
    try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  for (; ; ) {
                    DatagramPacket request = new DatagramPacket(new byte[100], 100);
                    server.receive(request);
                    if (request.getData()[1] == 1) {
                      request.getData()[0] = 1;
                      server.send(request);
                    }
                  }
                } catch (java.io.IOException e) {
                  // The test has ended.
                }
              });
      thread.setDaemon(true);
      thread.start();
      assertFound(
          BROKEN,
          diagnose("--ice-server", "turn:127.0.0.1:" + server.getLocalPort()),
          "[turn-refused]",
          "stun-only");
    }
  }

  /** Answers one request with these attributes behind its header. */
  private static void answerOnce(DatagramSocket server, int type, byte... attributes) {
    Thread thread =
        new Thread(
            () -> {
              try {
                DatagramPacket request = new DatagramPacket(new byte[100], 100);
                server.receive(request);
                byte[] answer = new byte[20 + attributes.length];
                System.arraycopy(request.getData(), 0, answer, 0, 20);
                answer[0] = (byte) (type >> 8);
                answer[1] = (byte) type;
                answer[3] = (byte) attributes.length;
                System.arraycopy(attributes, 0, answer, 20, attributes.length);
                server.send(new DatagramPacket(answer, answer.length, request.getSocketAddress()));
              } catch (java.io.IOException e) {
                // The test has ended.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  @Test
  void stunAndTurnServersAreAsked() throws Exception {
    try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      String at = "127.0.0.1:" + server.getLocalPort();
      answerOnce(server, 0x0101);
      assertFound(FINE, diagnose("--ice-server", "stun:" + at), "STUN server answers");
      answerOnce(
          server, 0x0113, (byte) 0, (byte) 9, (byte) 0, (byte) 4, (byte) 0, (byte) 0, (byte) 4,
          (byte) 1);
      assertFound(FINE, diagnose("--ice-server", "turn:" + at), "wants credentials");
      answerOnce(server, 0x0103);
      assertFound(WARNINGS, diagnose("--ice-server", "turn:" + at), "[turn-open]", "lt-cred-mech");
    }
    assertFound(
        BROKEN, diagnose("--ice-server", "stun:127.0.0.1:9"), "[stun-silent]", "--ice-server");
    assertFound(
        BROKEN,
        diagnose("--ice-server", "turn:127.0.0.1:9?transport=tcp"),
        "[turn-silent]",
        "--ice-server");
    assertThat(diagnose("--ice-server", "http://host").status()).isEqualTo(2);
  }
}
