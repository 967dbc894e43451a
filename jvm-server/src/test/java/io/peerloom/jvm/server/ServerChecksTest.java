package io.peerloom.jvm.server;

import static io.peerloom.jvm.server.StartedServer.LOOPBACK;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.peerloom.jvm.PeerHost;
import io.peerloom.jvm.PeerOptions;
import io.peerloom.jvm.crypto.KeyFile;
import io.peerloom.jvm.net.Reachability;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What servers find of those that their options name, of their keys and of their addresses. */
final class ServerChecksTest {
  private static final StartedServer STARTED = new StartedServer();
  private static final PeerProcess.Address FREE = new PeerProcess.Address(LOOPBACK, 0);
  private static final String DEAD = "ws://127.0.0.1:9";

  @TempDir private static Path folder;
  private static String bridge;
  private static String otherBridge;
  private static BootstrapServerProcess bootstrap;
  private static PeerProcess node;

  @BeforeAll
  static void start() {
    bridge = STARTED.bridge(PeerHost.open(folder.resolve("one")), null).address();
    otherBridge = STARTED.bridge(PeerHost.open(folder.resolve("other")), null).address();
    bootstrap = bootstrap(bridge);
    node = node("node", LOOPBACK, List.of(), bootstrap.address());
  }

  @AfterAll
  static void stop() throws Exception {
    STARTED.close();
  }

  private static BootstrapServerProcess bootstrap(String... bridges) {
    return STARTED.add(
        new BootstrapServerProcess(
            LOOPBACK, 0, List.of(bridges), Reachability.DEFAULT, FREE, null));
  }

  private static PeerProcess node(
      String name, String host, List<String> peers, String... bootstraps) {
    return STARTED.add(
        new PeerProcess(
            PeerHost.open(folder.resolve(name)),
            "node",
            () -> new PeerOptions().bootstrap(List.of(bootstraps)).peers(peers),
            List.of(),
            new PeerProcess.Address(host, 0),
            FREE));
  }

  private static PeerProcess bridge(InstantSource signedAt, List<String> others) {
    return bridge("one", signedAt, others, List.of());
  }

  /** A bridge of the network whose root key is in that folder. */
  private static PeerProcess bridge(
      String network, InstantSource signedAt, List<String> others, List<String> advertise) {
    Path file = folder.resolve("bridge" + signedAt.millis() + ".json");
    KeyFile.sign(file, folder.resolve(network + "/keys/root.json"), true, 365, signedAt);
    return STARTED.add(
        new PeerProcess(
            PeerHost.open(folder.resolve("of" + signedAt.millis())),
            "bridge",
            () ->
                new PeerOptions()
                    .bridge(KeyFile.open(file, true, InstantSource.system()))
                    .peers(others),
            advertise,
            new PeerProcess.Address(LOOPBACK, 0),
            FREE));
  }

  /** The findings other than ok, as "finding subject: what; change". */
  private static List<String> found(int apiPort) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + apiPort + "/api/v1/server/checks");
    String body =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
            .body();
    List<String> found = new ArrayList<>();
    for (JsonNode each : new ObjectMapper().readTree(body).path("findings")) {
      if (!each.path("severity").asText().equals("ok")) {
        found.add(
            each.path("finding").asText()
                + " "
                + each.path("subject").asText()
                + ": "
                + each.path("what").asText()
                + "; "
                + each.path("change").asText());
      }
    }
    return found;
  }

  private static void assertFound(int apiPort, String start, String... texts) throws Exception {
    assertThat(found(apiPort))
        .singleElement()
        .satisfies(line -> assertThat(line).startsWith(start).contains(texts));
  }

  @Test
  void healthyServersFindNothing() throws Exception {
    assertThat(found(bootstrap.apiPort())).isEmpty();
    assertThat(found(node.apiPort())).isEmpty();
    PeerProcess second = bridge(InstantSource.system(), List.of(bridge));
    assertThat(found(second.apiPort())).isEmpty();
    assertThat(found(bootstrap(bridge, second.address()).apiPort())).isEmpty();
  }

  @Test
  void bootstrapServerSaysWhichBridgesItDoesNotReach() throws Exception {
    assertFound(
        bootstrap(bridge, DEAD).apiPort(),
        "one-of-several-down " + DEAD,
        "[connection-refused]",
        "--bridge");
    assertFound(bootstrap(DEAD).apiPort(), "connection-refused " + DEAD, "--bridge");
    assertFound(
        bootstrap(bridge, otherBridge).apiPort(), "other-network " + otherBridge, "--bridge");
    assertFound(bootstrap(node.address()).apiPort(), "not-a-bridge " + node.address(), "--bridge");
  }

  @Test
  void peerSaysWhichNamedServersItDoesNotReach() throws Exception {
    PeerProcess one = node("one-of-two", LOOPBACK, List.of(DEAD), bootstrap.address(), DEAD + "/b");
    assertThat(found(one.apiPort()))
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).startsWith("one-of-several-down " + DEAD + "/b"))
        .anySatisfy(
            line ->
                assertThat(line).startsWith("connection-refused " + DEAD + ":").contains("--peer"));
    PeerProcess lonely =
        bridge(InstantSource.offset(InstantSource.system(), Duration.ofDays(-1)), List.of(DEAD));
    assertFound(lonely.apiPort(), "connection-refused " + DEAD, "--bridge");
  }

  @Test
  void bridgeThatIsKnownByAWrongAddressIsFound() throws Exception {
    String first = STARTED.bridge(PeerHost.open(folder.resolve("own")), null).address();
    PeerProcess member = node("member", LOOPBACK, List.of(), bootstrap(first).address());
    assertThat(found(member.apiPort())).isEmpty();
    bridge("own", InstantSource.system(), List.of(first), List.of(DEAD + "/bridge"));
    // The member learns of it from the first bridge.
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (found(member.apiPort()).isEmpty() && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertFound(
        member.apiPort(), "one-of-several-down " + DEAD + "/bridge", "that bridge's --advertise");
  }

  @Test
  void keyOutOfItsTimeIsFoundWithTheCommandThatSignsItAgain() throws Exception {
    InstantSource now = InstantSource.system();
    assertFound(
        bridge(InstantSource.offset(now, Duration.ofDays(-355)), List.of()).apiPort(),
        "token-expires-soon key file ",
        "peerloom bridge-key --root root.json --out " + folder);
    assertFound(
        bridge(InstantSource.offset(now, Duration.ofDays(1)), List.of()).apiPort(),
        "token-from-future key file ",
        "timedatectl",
        "peerloom bridge-key");
  }

  @Test
  void serverThatListensEverywhereWithoutAnAddressIsFound() throws Exception {
    PeerProcess everywhere = node("everywhere", "0.0.0.0", List.of(), bootstrap.address());
    assertFound(
        everywhere.apiPort(), "address-local " + everywhere.address(), "--advertise", "--host");
  }
}
