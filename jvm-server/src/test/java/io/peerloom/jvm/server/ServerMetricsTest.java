package io.peerloom.jvm.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.peerloom.jvm.PeerHost;
import io.peerloom.jvm.PeerOptions;
import io.peerloom.jvm.net.Reachability;
import io.peerloom.jvm.net.TrustedProxies;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metrics, dashboard and its JSON at the servers of all roles, which run as on three machines. */
final class ServerMetricsTest {
  private static final PeerProcess.Address FREE =
      new PeerProcess.Address(StartedServer.LOOPBACK, 0);

  @TempDir private Path folder;

  private final StartedServer started = new StartedServer();
  private final HttpClient client = HttpClient.newHttpClient();
  private PeerProcess bridge;
  private BootstrapServerProcess bootstrap;
  private PeerProcess node;

  @BeforeEach
  void start() {
    bridge = started.bridge(PeerHost.open(folder.resolve("bridge")), FREE);
    bootstrap =
        started.add(
            new BootstrapServerProcess(
                StartedServer.LOOPBACK,
                0,
                List.of(bridge.address()),
                Reachability.DEFAULT,
                FREE,
                null));
    node =
        started.add(
            new PeerProcess(
                PeerHost.open(folder.resolve("node")),
                "node",
                () -> new PeerOptions().bootstrap(List.of(bootstrap.address())),
                new Reachability(
                    List.of(), List.of("https://good.example"), TrustedProxies.LOCAL, null),
                FREE,
                FREE,
                null));
  }

  @AfterEach
  void stop() throws Exception {
    started.close();
  }

  private HttpResponse<String> get(int port, String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(),
        BodyHandlers.ofString());
  }

  private String metrics(int port) throws Exception {
    HttpResponse<String> answer = get(port, "/metrics");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(PrometheusRules.broken(answer.body())).isEmpty();
    assertAcceptedByPromtool(answer.body());
    return answer.body();
  }

  private JsonNode json(int port, String path) throws Exception {
    HttpResponse<String> answer = get(port, "/api/v1/server" + path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body());
  }

  /** The real checker, where it is installed; {@link PrometheusRules} has its rules. */
  private void assertAcceptedByPromtool(String metrics) throws Exception {
    Process promtool;
    try {
      Path file = Files.writeString(folder.resolve("metrics.txt"), metrics);
      promtool =
          new ProcessBuilder("promtool", "check", "metrics")
              .redirectInput(file.toFile())
              .redirectErrorStream(true)
              .start();
    } catch (IOException notInstalled) {
      return;
    }
    String said = new String(promtool.getInputStream().readAllBytes());
    assertThat(promtool.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(promtool.exitValue()).as(said).isZero();
  }

  private static void assertSample(String metrics, String pattern) {
    assertThat(metrics).containsPattern(Pattern.compile("^" + pattern + "$", Pattern.MULTILINE));
  }

  @Test
  void everyRoleCountsWhatItDoes() throws Exception {
    HttpResponse<String> put =
        client.send(
            HttpRequest.newBuilder(
                    URI.create(
                        "http://localhost:" + node.apiPort() + "/api/v1/values/a?readers=public"))
                .PUT(BodyPublishers.ofString("value"))
                .build(),
            BodyHandlers.ofString());
    assertThat(put.statusCode()).isEqualTo(200);

    String refused =
        RawHttp.answer(
            URI.create(node.address()).getPort(),
            "GET /",
            "Host: localhost",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
            "Origin: https://evil.example");
    assertThat(refused).startsWith("HTTP/1.1 403");

    String ofNode = metrics(node.apiPort());
    assertSample(ofNode, "peerloom_sockets_refused_total\\{limit=\"origin\"\\} 1.0");
    assertSample(
        ofNode, "peerloom_links\\{kind=\"bridge\",peer=\"node\",transport=\"websocket\"\\} 1.0");
    assertSample(ofNode, "peerloom_state\\{peer=\"node\",state=\"closed\"\\} 0.0");
    assertSample(ofNode, "peerloom_bootstrap_requests_total\\{outcome=\"OK\",peer=\"node\"\\} .*");
    assertSample(ofNode, "peerloom_traffic_bytes_total\\{direction=\"sent\",peer=\"node\"\\} .*");
    assertSample(ofNode, "peerloom_stored_bytes\\{peer=\"node\"\\} .*");
    assertSample(ofNode, "disk_free_bytes\\{.*\\} .*");

    String ofBridge = metrics(bridge.apiPort());
    // A year, less what the test has taken; a member's lasts 30 days.
    assertSample(ofBridge, "peerloom_token_remaining_seconds\\{peer=\"bridge\"\\} 3.1535.*E7");
    assertSample(ofNode, "peerloom_token_remaining_seconds\\{peer=\"node\"\\} 2591.*");
    assertSample(ofBridge, "peerloom_admissions_total\\{outcome=\"OK\",peer=\"bridge\"\\} .*");
    assertSample(
        ofBridge,
        "peerloom_links_opened_total"
            + "\\{direction=\"in\",kind=\"node\",peer=\"bridge\",transport=\"websocket\"\\} 1.0");
    assertSample(
        ofBridge,
        "peerloom_requests_served_seconds_bucket"
            + "\\{peer=\"bridge\",type=\"FindNode\",le=\"0.5\"\\} .*");

    String ofBootstrap = metrics(bootstrap.apiPort());
    assertSample(
        ofBootstrap, "peerloom_admissions_total\\{outcome=\"OK\",peer=\"bootstrap\"\\} .*");
    assertSample(ofBootstrap, "peerloom_bridge_up\\{bridge=\"" + bridge.address() + "\"\\} 1.0");
    assertThat(ofBootstrap).contains("jvm_threads_live_threads ", "process_uptime_seconds ");
  }

  @Test
  void theDashboardsJsonDescribesTheServer() throws Exception {
    JsonNode server = json(node.apiPort(), "");
    assertThat(server.get("role").asText()).isEqualTo("node");
    JsonNode peer = server.get("peers").get(0);
    assertThat(peer.get("id").asText()).hasSize(64);
    assertThat(peer.get("links").asInt()).isEqualTo(1);
    assertThat(peer.get("linksByKind").get("bridge").asInt()).isEqualTo(1);
    assertThat(peer.get("sentBytes").asLong()).isPositive();
    assertThat(server.get("bridges").get(0).get("state").asText()).isEqualTo("linked");
    JsonNode links = json(bridge.apiPort(), "/links");
    assertThat(links.get("total").asInt()).isEqualTo(1);
    assertThat(links.get("links").get(0).get("id")).isEqualTo(peer.get("id"));
    assertThat(json(node.apiPort(), "/topics").get("total").asInt()).isZero();
    assertThat(json(node.apiPort(), "/history").get("samples").isArray()).isTrue();

    // Nobody is left who would ask the bootstrap server: it looks by itself.
    started.end(node);
    started.end(bridge);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    JsonNode gone = json(bootstrap.apiPort(), "").get("bridges").get(0);
    while (!gone.get("state").asText().equals("does not answer")) {
      assertThat(System.nanoTime()).as(gone.toString()).isLessThan(end);
      gone = json(bootstrap.apiPort(), "").get("bridges").get(0);
    }
    assertThat(gone.get("address").asText()).isEqualTo(bridge.address());
    assertThat(gone.get("code").asText()).isEqualTo("REFUSED");
    assertSample(metrics(bootstrap.apiPort()), "peerloom_bridge_up\\{.*\\} 0.0");
  }

  @Test
  void theDashboardIsServedWithRelativeAddresses() throws Exception {
    for (int port : new int[] {node.apiPort(), bridge.apiPort(), bootstrap.apiPort()}) {
      HttpResponse<String> page = get(port, "/dashboard");
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body()).doesNotContain("src=\"/", "href=\"/");
      assertThat(get(port, "/dashboard/dashboard.js").body()).doesNotContain("'/api", "`/api");
      HttpResponse<String> slash = get(port, "/dashboard/");
      assertThat(slash.statusCode()).isEqualTo(302);
      assertThat(slash.headers().firstValue("Location")).hasValue("../dashboard");
    }
  }
}
