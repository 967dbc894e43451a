package io.peerloom.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nodes that nobody can dial, with pages in Chromium and Firefox and with each other (R1.5). */
class BehindNatTest {
  @RegisterExtension static final Stage STAGE = Stage.withOneServer();

  private final List<Node> nodes = new ArrayList<>();

  /** A process with its API. */
  private record Node(JarProcess process, Api api) {
    String id() throws Exception {
      return api.get("peer").get("id").asText();
    }

    List<String> transportsTo(String id) throws Exception {
      List<String> transports = new ArrayList<>();
      for (JsonNode link : api.get("links")) {
        if (link.get("id").asText().equals(id)) {
          transports.add(link.get("transport").asText());
        }
      }
      return transports;
    }

    void awaitWebRtcTo(String id) {
      await()
          .atMost(Bounds.MESHED)
          .untilAsserted(() -> assertThat(transportsTo(id)).containsExactly("webrtc"));
    }
  }

  private Node start(String name) throws Exception {
    int port = Server.freePort();
    Path temporary = Files.createDirectories(STAGE.folder().resolve("tmp"));
    List<String> arguments =
        List.of(
            "node",
            "--behind-nat",
            "--bootstrap",
            "ws://localhost:" + STAGE.server().port() + "/bootstrap",
            "--data-dir",
            STAGE.folder().resolve(name).toString(),
            "--api-port",
            String.valueOf(port));
    Node node =
        new Node(
            JarProcess.start(
                STAGE.folder().resolve(name + ".log"),
                Program.command(List.of("-Djava.io.tmpdir=" + temporary), arguments)),
            new Api("http://localhost:" + port));
    nodes.add(node);
    return node;
  }

  /** A profile whose pages use no candidate, as behind a firewall that blocks UDP. */
  private static BrowserContext pageWithoutPaths() {
    BrowserContext profile = STAGE.profile();
    profile.addInitScript(
        "const Real = RTCPeerConnection; window.RTCPeerConnection = class extends Real {"
            + " constructor(given) { super({ ...given, iceTransportPolicy: 'relay' }); } };");
    return profile;
  }

  @AfterEach
  void stop() throws Exception {
    for (Node node : nodes) {
      node.process().kill();
      node.process().awaitEnd();
    }
  }

  @Test
  void itLinksToPagesAndToOthers() throws Exception {
    Node first = start("first");
    Node second = start("second");
    Tab chromium = STAGE.open(STAGE.profile());
    Tab firefox = STAGE.open(STAGE.firefoxProfile());
    for (Node node : nodes) {
      node.process().awaitReady(Bounds.SERVING);
    }
    List<Tab> tabs = List.of(chromium.joined(), firefox.joined());
    for (Node node : nodes) {
      for (Tab tab : tabs) {
        tab.awaitWebRtcTo(node.id());
        node.awaitWebRtcTo(tab.id());
      }
    }
    first.awaitWebRtcTo(second.id());

    firefox.put("from a page", "hello", Map.of("readers", "public"));
    assertThat(first.api().value("from a page", "").body()).isEqualTo("hello");
    assertThat(first.api().putValue("from a node", "?readers=public", "hello too").statusCode())
        .isEqualTo(200);
    chromium.awaitValue("from a node", "hello too");
    assertThat(second.api().value("from a node", "").body()).isEqualTo("hello too");

    chromium.subscribe("talk");
    firefox.subscribe("talk");
    assertThat(second.api().publish("talk", "one").join().statusCode()).isEqualTo(200);
    for (Tab tab : tabs) {
      tab.awaitReceived("talk", 1);
    }
    chromium.publish("talk", "two");
    await()
        .atMost(Bounds.ANSWERED)
        .untilAsserted(() -> assertThat(first.api().messages("talk").toString()).contains("two"));

    Tab shutIn = STAGE.open(pageWithoutPaths()).joined();
    assertThat(shutIn.failureOf("peer.send('" + first.id() + "', new Uint8Array(1))"))
        .isEqualTo("UNSUPPORTED");
    assertThat(first.transportsTo(shutIn.id())).containsExactly("relay");

    String killed = first.id();
    String stopped = second.id();
    first.process().kill();
    assertThat(second.process().interrupt(Bounds.ANSWERED)).isZero();
    for (Tab tab : tabs) {
      tab.awaitNoLinkTo(stopped, Bounds.GONE);
    }
    for (Tab tab : tabs) {
      tab.awaitNoLinkTo(killed, Bounds.SILENT_DEATH_FOUND);
    }
    try (Stream<Path> files = Files.walk(STAGE.folder().resolve("tmp"))) {
      assertThat(files.filter(file -> file.toString().endsWith(".so"))).isEmpty();
    }
  }

  @Test
  void withoutNativeCodeItIsRefusedAtOnce() throws Exception {
    Path elsewhere = Files.createDirectories(STAGE.folder().resolve("elsewhere"));
    Path jar =
        Files.createLink(
            elsewhere.resolve("peerloom.jar"),
            Path.of(System.getProperty("peerloom.jar")).toAbsolutePath());
    Path out = elsewhere.resolve("out.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                jar.toString(),
                "node",
                "--behind-nat",
                "--bootstrap",
                "ws://localhost:" + STAGE.server().port() + "/bootstrap",
                "--data-dir",
                elsewhere.resolve("data").toString(),
                "--api-port",
                "0")
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertThat(process.waitFor(Bounds.SERVING.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(Files.readString(out))
        .contains("peerloom-webrtc-")
        .contains(" is missing; put it into " + elsewhere);
  }
}
