package io.peerloom.jvm.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerloom.jvm.PeerHost;
import io.peerloom.jvm.PeerOptions;
import io.peerloom.jvm.store.StartupFailure;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bootstrap server, bridge and nodes as separate processes, each with its port and data directory.
 */
final class SeparateProcessesTest {

  @TempDir private Path folder;

  private final StartedServer started = new StartedServer();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() throws Exception {
    started.close();
  }

  private PeerProcess node(String name, PeerOptions options) {
    return node(name, options, 0);
  }

  private PeerProcess node(String name, PeerOptions options, int apiPort) {
    return started.add(
        new PeerProcess(
            PeerHost.open(folder.resolve(name)),
            "node",
            () -> options,
            List.of(),
            new PeerProcess.Address(StartedServer.LOOPBACK, 0),
            new PeerProcess.Address(StartedServer.LOOPBACK, apiPort)));
  }

  private HttpResponse<String> send(PeerProcess node, String path, String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + node.apiPort() + path));
    if (body != null) {
      request.PUT(BodyPublishers.ofString(body));
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void takenPortFailsBeforeTheFolderIsTouched() throws Exception {
    PeerOptions options = new PeerOptions().bootstrap(List.of("ws://localhost:1"));
    try (ServerSocket taken = new ServerSocket(0)) {
      assertThatThrownBy(() -> node("data", options, taken.getLocalPort()))
          .isInstanceOf(StartupFailure.class)
          .hasMessage(
              "the HTTP API cannot start: port "
                  + taken.getLocalPort()
                  + " is in use; choose with --api-host, --api-port");
    }
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void separateProcessesFormOneNetwork() throws Exception {
    BootstrapServerProcess bootstrap = started.bootstrap(PeerHost.open(folder.resolve("bridge")));
    PeerOptions options = new PeerOptions().bootstrap(List.of(bootstrap.address()));
    PeerProcess first = node("1", options);
    PeerProcess second = node("2", options);
    PeerProcess third =
        node(
            "3",
            new PeerOptions()
                .bootstrap(List.of(bootstrap.address()))
                .peers(List.of(first.address())));

    HttpResponse<String> put = send(first, "/api/v1/values/shared?readers=public", "over there");
    assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
    // The third may not be linked yet; one disk would not be enough.
    assertThat(put.body()).containsPattern("\"holders\":[23]");
    assertThat(send(second, "/api/v1/values/shared", null).body()).isEqualTo("over there");
    assertThat(send(third, "/api/v1/values/shared", null).body()).isEqualTo("over there");
    assertThat(send(third, "/readyz", null).statusCode()).isEqualTo(200);
  }

  /** R1.2: what was once a network goes on without its front door. */
  @Test
  void nodesLinkWithoutABootstrapServer() throws Exception {
    PeerHost bridge = PeerHost.open(folder.resolve("bridge"));
    BootstrapServerProcess bootstrap = started.bootstrap(bridge);
    PeerOptions newcomer = new PeerOptions().bootstrap(List.of(bootstrap.address()));
    for (String name : List.of("1", "2")) {
      started.end(node(name, newcomer));
    }
    started.close();

    PeerProcess first = node("1", new PeerOptions());
    assertThat(send(first, "/readyz", null).statusCode()).isEqualTo(200);
    PeerProcess second = node("2", new PeerOptions().peers(List.of(first.address())));
    assertThat(second.peer().links().get()).hasSize(1);
    HttpResponse<String> put = send(first, "/api/v1/values/private?readers=public", "between us");
    assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
    assertThat(send(second, "/api/v1/values/private", null).body()).isEqualTo("between us");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }

  /** The keys are in the folder: two that run on copies of one would be one peer in two places. */
  @Test
  void nodeOnACopiedFolderIsRefused() throws Exception {
    BootstrapServerProcess bootstrap = started.bootstrap(PeerHost.open(folder.resolve("bridge")));
    PeerOptions options = new PeerOptions().bootstrap(List.of(bootstrap.address()));
    node("1", options);
    PeerProcess original = node("2", options);
    started.end(original);
    copy(folder.resolve("2"), folder.resolve("copy"));
    PeerProcess again = node("2", options);

    assertThatThrownBy(() -> node("copy", options))
        .hasStackTraceContaining("INSTANCE_TAKEN")
        .hasStackTraceContaining("copy");
    assertThat(send(again, "/readyz", null).statusCode()).isEqualTo(200);
  }

  @Test
  void readinessEndsWhenThePeerLeaves() throws Exception {
    PeerProcess bridge =
        started.bridge(
            PeerHost.open(folder.resolve("root")),
            new PeerProcess.Address(StartedServer.LOOPBACK, 0));
    assertThat(bridge.ended()).isNotDone();
    String ready = bridge.address().replace("ws:", "http:") + "/readyz";
    HttpRequest request = HttpRequest.newBuilder(URI.create(ready)).build();
    assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(200);
    var unused = bridge.peer().leave();
    bridge.ended().get(30, TimeUnit.SECONDS);
    assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(503);
  }
}
