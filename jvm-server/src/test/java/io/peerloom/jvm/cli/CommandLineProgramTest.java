package io.peerloom.jvm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.peerloom.jvm.loop.JvmRuntime;
import io.peerloom.jvm.net.PageOrigins;
import io.peerloom.jvm.net.WebServer;
import io.peerloom.jvm.server.AllInOne;
import io.peerloom.jvm.server.ApiGate;
import io.peerloom.jvm.server.ApiToken;
import io.peerloom.jvm.server.HttpApi;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

final class CommandLineProgramTest {
  private record Outcome(int status, byte[] out, String err) {
    String text() {
      return new String(out, StandardCharsets.UTF_8);
    }
  }

  private static Outcome run(byte[] input, String... arguments) {
    InputStream in = System.in;
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream capturedOut = new ByteArrayOutputStream();
    ByteArrayOutputStream capturedErr = new ByteArrayOutputStream();
    try {
      System.setIn(new ByteArrayInputStream(input));
      System.setOut(new PrintStream(capturedOut, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(capturedErr, true, StandardCharsets.UTF_8));
      int status = CommandLineProgram.commandLine().execute(arguments);
      return new Outcome(
          status, capturedOut.toByteArray(), capturedErr.toString(StandardCharsets.UTF_8));
    } finally {
      System.setIn(in);
      System.setOut(out);
      System.setErr(err);
    }
  }

  private static Outcome run(String... arguments) {
    return run(new byte[0], arguments);
  }

  private static void assertRefused(int status, String reason, String... arguments) {
    Outcome outcome = run(arguments);
    assertThat(outcome.status()).isEqualTo(status);
    assertThat(outcome.err().lines()).hasSize(1);
    assertThat(outcome.err()).startsWith("peerloom: ").contains(reason);
    assertThat(outcome.out()).isEmpty();
  }

  private static long size(String text) {
    return new StoreQuota.SizeConverter().convert(text);
  }

  @Test
  void sizesHaveUnits() {
    assertThat(size("1048576")).isEqualTo(size("1024K")).isEqualTo(size("1M")).isEqualTo(1 << 20);
    assertThat(size("512m")).isEqualTo(512 << 20);
    assertThat(size("1T")).isEqualTo(size("1024G")).isEqualTo(1L << 40);
  }

  @Test
  void everyUsageErrorIsOneLine() {
    assertRefused(2, "'--bad'", "--bad");
    assertRefused(2, "--port", "--port", "65536");
    assertRefused(2, "'0' is not a number from 1 to 32", "--nodes", "0");
    assertRefused(2, "'3' is not a number from 4 to 20000", "node", "--max-links=3");
    for (String size : new String[] {"1048575", "1023K", "2T", "0G", "-1M", "1 G", "1.5G", "G"}) {
      assertRefused(
          2, "'" + size + "' is not a size from 1M to 1T, such as 512M", "--store-quota=" + size);
    }
    assertRefused(2, "--bridge", "bootstrap");
    assertRefused(2, "--bootstrap", "node");
    assertRefused(2, "http://x", "bootstrap", "--bridge", "http://x");
    assertRefused(2, "'launch'", "launch");
    assertRefused(2, "'all' is not me or public", "put", "a", "b", "--readers", "all");
    assertRefused(2, "'me' is not named or public", "publish", "a", "b", "--readers", "me");
    assertRefused(2, "'x' is not text or json or bytes", "put", "a", "b", "--format", "x");
    assertRefused(2, "a name has 1 to 512 bytes, this one 0", "get", "");
    assertRefused(2, "a name has 1 to 512 bytes, this one 0", "put", "", "b");
    assertRefused(2, "a name has 1 to 512 bytes, this one 513", "publish", "a".repeat(513), "b");
    assertRefused(2, "a name has 1 to 512 bytes, this one 0", "subscribe", "");
    assertRefused(2, "'0' is not a number from 1", "get", "a", "--timeout", "0");
    assertRefused(1, "UNREACHABLE", "get", "a", "--node", "http://localhost:1");
    for (String wrong :
        new String[] {
          "nope",
          "",
          "ftp://localhost",
          "http:",
          "http:///a",
          "http://a b",
          "localhost:8080",
          "http://localhost:65536",
          "http://localhost/?a",
          "http://localhost/#a"
        }) {
      String reason = "'" + wrong + "' is not an http: or https: address";
      for (String command : new String[] {"get", "subscribe"}) {
        assertRefused(2, reason, command, "a", "--node", wrong);
      }
      assertRefused(2, reason, "diagnose", "--node", wrong);
    }
    for (String wrong : new String[] {"zz", "", "0".repeat(63), "\u0660".repeat(64)}) {
      String reason = "'" + wrong + "' is not 64 hexadecimal digits";
      assertRefused(2, reason, "get", "a", "--publisher", wrong);
    }
    for (String wrong : new String[] {"0", "-1", "604801", "1.5", "\u0663", "+3", "x", ""}) {
      assertRefused(2, "--ttl-seconds", "put", "a", "b", "--ttl-seconds", wrong);
      assertRefused(2, "--ttl-seconds", "publish", "a", "b", "--ttl-seconds", wrong);
    }
    for (String wrong : new String[] {"33", "-1", "\u0663", "+3", "1.0"}) {
      assertRefused(2, "'" + wrong + "' is not a number from 1 to 32", "--nodes", wrong);
      assertRefused(2, "--port", "--port", wrong.equals("33") ? "65536" : wrong);
    }
    assertRefused(2, "'\u0663' is not a number", "get", "a", "--timeout", "\u0663");
    for (String command : new String[] {"bootstrap", "bridge"}) {
      assertRefused(2, "--api-token-file", command, "--bridge=ws://x", "--api-host=0.0.0.0");
    }
    assertRefused(2, "--api-token-file", "node", "--bootstrap=ws://x", "--api-host=0.0.0.0");
    assertRefused(2, "a token has 16 to 512 letters", "get", "a", "--api-token=short");
    assertRefused(2, "/nowhere cannot be read", "--api-token-file=/nowhere");
    assertRefused(1, "no node answers", "get", "a", "--node", "http://localhost:1");
  }

  @Test
  void commandsPresentTheToken(@TempDir Path folder) throws Exception {
    String token = "0123456789abcdef";
    Path file = Files.writeString(folder.resolve("token"), token + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    JvmRuntime runtime = new JvmRuntime();
    WebServer.Builder builder = new WebServer.Builder(runtime.scheduler());
    WebServer server =
        builder
            .with(new ApiGate(ApiToken.of(token)))
            .with(new HttpApi(() -> null, PageOrigins.NONE, builder.threads()))
            .start();
    try {
      String node = "--node=http://localhost:" + server.port();
      String[][] commands = {
        {"get", "a"},
        {"put", "a", "b"},
        {"publish", "a", "b"},
        {"subscribe", "a"},
        {"queue"}
      };
      for (String[] command : commands) {
        assertRefused(1, "UNAUTHORIZED, the API token is missing", with(command, node));
        assertRefused(
            1, "UNAUTHORIZED, this is not", with(command, node, "--api-token=" + token + "0"));
        assertRefused(1, "has not joined yet", with(command, node, "--api-token=" + token));
        assertRefused(1, "has not joined yet", with(command, node, "--api-token-file=" + file));
        assertRefused(
            2, "not both", with(command, node, "--api-token-file=" + file, "--api-token=" + token));
      }
    } finally {
      server.close();
      runtime.close();
    }
  }

  private static String[] with(String[] command, String... options) {
    return Stream.concat(Stream.of(command), Stream.of(options)).toArray(String[]::new);
  }

  @Test
  void unknownOptionIsNamed() {
    for (String command : CommandLineProgram.commandLine().getSubcommands().keySet()) {
      assertRefused(2, "'--bad'", command, "--bad");
    }
  }

  @Test
  void bridgeWithoutAKeyNamesTheCommandThatMakesOne(@TempDir Path folder) throws Exception {
    Path data = folder.resolve("data");
    String[] bridge = {"bridge", "--port=0", "--data-dir=" + data};
    assertRefused(1, "peerloom bridge-key --root root.json --out bridge.json", bridge);
    // As a bridge's folder was when bridges held the root key.
    Path root = data.resolve("keys/root.json");
    Path own = data.resolve("keys/bridge.json");
    assertThat(run("network", "create", "--out=" + data.resolve("keys")).status()).isZero();
    String command = "bridge-key --root " + root + " --out " + own;
    assertRefused(1, "'peerloom " + command + "'", bridge);
    assertThat(run(command.split(" ")).status()).isZero();
    assertThat(run(command.split(" ")).text()).contains("signed until");
    assertRefused(1, "bridge.json is a bridge's key", nodeKey(root, own));
    String node = folder.resolve("node.json").toString();
    assertThat(run(nodeKey(root, Path.of(node))).status()).isZero();
    assertRefused(1, "node.json is a node's: make one", "bridge", "--port=0", "--key=" + node);
  }

  private static String[] nodeKey(Path root, Path out) {
    return new String[] {"node-key", "--root=" + root, "--out=" + out};
  }

  @Test
  void rootKeysAreNeverOverwritten(@TempDir Path folder) throws Exception {
    Outcome made = run("network", "create", "--out=" + folder);
    assertThat(made.text().lines().findFirst().orElseThrow()).matches("[0-9a-f]{64}");
    byte[] root = Files.readAllBytes(folder.resolve("root.json"));
    assertRefused(1, "root.json exists", "network", "create", "--out=" + folder);
    assertRefused(2, "network create", "network");
    String[] onItself = {
      "bridge-key", "--root=" + folder + "/root.json", "--out=" + folder + "/root.json"
    };
    assertRefused(1, "is the root key itself", onItself);
    assertThat(folder.resolve("root.json")).hasBinaryContent(root);
    assertRefused(
        1, "does not exist", "bridge-key", "--root=" + folder + "/none", "--out=" + folder + "/b");
  }

  @Test
  void addressThatCannotBeAdvertisedIsRefusedByItsOption() {
    String option = "Invalid value for option '--advertise'";
    for (String command : new String[] {"bootstrap", "bridge", "node"}) {
      String other = command.equals("node") ? "--peer=ws://p" : "--bridge=ws://b";
      assertRefused(2, option, command, other, "--advertise=https://h/n");
      assertRefused(2, "peers are dialled at wss://", command, other, "--advertise=https://h/n");
    }
    assertRefused(2, option, "--advertise=ftp://host");
    assertRefused(2, "without a host", "--advertise=https:///loom");
    assertRefused(2, "name what is before /node1", "--advertise=wss://host/loom/node1");
    assertRefused(2, option, "--advertise=a,b");
    assertRefused(
        2,
        option + ": 5 addresses; a peer has at most 4",
        "node",
        "--peer=ws://p",
        "--advertise=ws://a,ws://b,ws://c,ws://d,ws://e");
    assertRefused(2, "'https://a/b' is not an origin", "--allow-origin=https://a/b");
    assertRefused(2, "'a.example' is not an origin", "--allow-origin=a.example");
    assertRefused(2, "'10.0.0.0/33' is not an address or a range", "--trusted-proxy=10.0.0.0/33");
    assertRefused(2, "'proxy' is not an address or a range", "--trusted-proxy=proxy");
  }

  @Test
  void nodeAloneNeedsAMembership(@TempDir Path folder) {
    String data = folder.resolve("data").toString();
    assertRefused(
        1,
        "needs a membership, and " + data + " has no valid one: start it once with --bootstrap",
        "node",
        "--peer=ws://localhost:1",
        "--port=0",
        "--api-port=0",
        "--data-dir=" + data);
  }

  @Test
  void argumentsAreDecodedFromTheirBytes() {
    byte[] line = "java\0-jar\0x\0put\0\u00e4\0\0".getBytes(StandardCharsets.UTF_8);
    String[] decoded = {"put", "\ufffd\ufffd", ""};
    assertThat(Arguments.utf8(decoded, line)).containsExactly("put", "\u00e4", "");
    assertThatThrownBy(() -> Arguments.utf8(decoded, new byte[0]))
        .hasMessage("argument 2 is not UTF-8");
    byte[] broken = {'p', 'u', 't', 0, (byte) 0xe4, 0, 0};
    assertThatThrownBy(() -> Arguments.utf8(decoded, broken)).hasMessage("argument 2 is not UTF-8");
    String[] fine = {"put", "\u00e4"};
    assertThat(Arguments.utf8(fine, new byte[0])).isEqualTo(fine);
  }

  @Test
  void everyServerHasItsOwnPort() {
    Map<String, String> ports = Map.of("bootstrap", "9000", "bridge", "9001", "node", "9002");
    ports.forEach(
        (command, port) ->
            assertThat(run(command, "--help").text())
                .contains("Port to listen on (default: " + port + ")"));
    assertThat(run("--help").text()).contains("(default: 8080)", "(default: 127.0.0.1)");
  }

  @Test
  void knowsOldSpecificationVersions() {
    assertThat(Main.feature("1.8")).isEqualTo(8);
    assertThat(Main.feature("11")).isEqualTo(11);
    assertThat(Main.feature("17")).isEqualTo(17);
  }

  @Test
  void clientCommandsUseTheHttpApi(@TempDir Path folder) throws Exception {
    // The network runs in this process: what it logs is not what a command says.
    Logger log = (Logger) LoggerFactory.getLogger("peerloom");
    Level before = log.getLevel();
    log.setLevel(Level.OFF);
    AllInOne network = new AllInOne("127.0.0.1", 0, 1, folder);
    try {
      String node = "--node=" + network.address();
      assertThat(run("put", "a name/é", "grüß", "--readers", "public", node).status()).isZero();
      assertThat(run("get", "a name/é", node).text()).isEqualTo("grüß");
      byte[] bytes = {0, (byte) 0xff, 10};
      assertThat(run(bytes, "put", "bytes", "--ttl-seconds=60", node).text())
          .contains("\"sequence\":1");
      assertThat(run("get", "bytes", node).out()).isEqualTo(bytes);
      assertThat(run("put", "at", "@bob", node).status()).isZero();
      assertThat(run("get", "at", node).text()).isEqualTo("@bob");
      assertThat(run("put", "@name", "", node).status()).isZero();
      assertThat(run("get", "@name", node).text()).isEmpty();
      for (String name : new String[] {"..", "/..", "a/", "a//", "a;b", "a+b", "%41", "?#"}) {
        assertThat(run("put", name, name, node).status()).as(name).isZero();
        assertThat(run("get", name, node).text()).isEqualTo(name);
      }
      assertThat(run("put", "minus", node, "--", "-5").status()).isZero();
      assertThat(run("get", "minus", node).text()).isEqualTo("-5");
      assertThat(run("put", "q", "x", "--when-offline=queue", "--ttl-seconds=9", node).text())
          .contains("\"holders\":1");
      assertThat(run("publish", "q", "x", "--when-offline=queue", node).status()).isZero();
      assertThat(run("queue", node).text().trim()).isEqualTo("{\"waiting\":[],\"done\":[]}");
      assertRefused(1, "NOT_FOUND", "queue", "--cancel=0123", node);
      assertRefused(1, "NOT_FOUND", "get", "nothing", node);
      String publisher = "0".repeat(64);
      assertRefused(1, "NOT_FOUND", "get", "bytes", "--publisher=" + publisher, node);

      assertThat(run("publish", "news", "one", node).status()).isZero();
      assertThat(run("publish", "news", "{\"n\": 2}", "--format=json", node).status()).isZero();
      assertThat(run("publish", "news", "3", "--readers=public", node).status()).isZero();
      assertThat(new ObjectMapper().readTree(run("diagnose", "--json", node).out()).isObject())
          .isTrue();
    } finally {
      network.close();
      log.setLevel(before);
    }
  }
}
