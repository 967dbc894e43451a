package io.peerloom.jvm.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.peerloom.jvm.store.StartupFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ServerHandshake;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The HTTP API over a whole network in this process, joined over real sockets. */
final class AllInOneTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private AllInOne network;

  @BeforeEach
  void start() {
    network = new AllInOne("127.0.0.1", 0, 3, folder);
  }

  @AfterEach
  void stop() {
    network.close();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(network.address() + "/api/v1/" + path));
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  private JsonNode json(HttpRequest.Builder request) throws Exception {
    HttpResponse<byte[]> response = send(request);
    assertThat(response.statusCode())
        .as(new String(response.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
    return JSON.readTree(response.body());
  }

  private static String type(HttpResponse<?> response) {
    return response.headers().firstValue("Content-Type").orElse("");
  }

  @Test
  void peerResourceDescribesThePeer() throws Exception {
    JsonNode peer = json(request("peer"));
    assertThat(peer.get("id").asText()).hasSize(64);
    assertThat(peer.get("network").asText()).hasSize(64);
    assertThat(peer.get("state").asText()).isIn("connected", "degraded");
    JsonNode links = json(request("links"));
    assertThat(links).isNotEmpty();
    assertThat(links.get(0).get("transport").asText()).isEqualTo("websocket");
    assertThat(json(request("diagnostics")).isObject()).isTrue();
  }

  @Test
  void valuesAreStoredUnchanged() throws Exception {
    byte[] bytes = {0, (byte) 0xff, 7};
    check(
        "text", "text/plain", "grüß".getBytes(StandardCharsets.UTF_8), "text/plain;charset=utf-8");
    check(
        "json",
        "application/json",
        "{\"a\": 1}".getBytes(StandardCharsets.UTF_8),
        "application/json");
    check("bytes", "application/octet-stream", bytes, "application/octet-stream");
    check("a/b c%/..", null, "plain".getBytes(StandardCharsets.UTF_8), "text/plain;charset=utf-8");
    check("curl", "application/x-www-form-urlencoded", bytes, "application/octet-stream");
    assertThat(send(request("values/nothing")).statusCode()).isEqualTo(404);
    assertThat(send(request("values/nothing").method("HEAD", BodyPublishers.noBody())).statusCode())
        .isEqualTo(404);
  }

  private void check(String name, String sent, byte[] value, String received) throws Exception {
    String path = "values/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    HttpRequest.Builder put =
        request(path + "?readers=public").PUT(BodyPublishers.ofByteArray(value));
    JsonNode result = json(sent == null ? put : put.header("Content-Type", sent));
    assertThat(result.get("sequence").asLong()).isEqualTo(1);
    assertThat(result.get("holders").asInt()).isPositive();
    HttpResponse<byte[]> got = send(request(path));
    assertThat(got.statusCode()).isEqualTo(200);
    assertThat(got.body()).isEqualTo(value);
    assertThat(type(got)).isEqualTo(received);
    HttpResponse<byte[]> head = send(request(path).method("HEAD", BodyPublishers.noBody()));
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(value.length);
    assertThat(head.headers().firstValue("Peerloom-Publisher"))
        .isEqualTo(got.headers().firstValue("Peerloom-Publisher"));
    String publisher = got.headers().firstValue("Peerloom-Publisher").orElseThrow();
    assertThat(send(request(path + "?publisher=" + publisher)).body()).isEqualTo(value);
  }

  @Test
  void problemsCarryTheCoresCodes() throws Exception {
    HttpResponse<byte[]> large =
        send(request("values/big").PUT(BodyPublishers.ofByteArray(new byte[70_000])));
    assertThat(large.statusCode()).isEqualTo(413);
    assertThat(JSON.readTree(large.body()).get("code").asText()).isEqualTo("TOO_LARGE");
    json(request("values/once").PUT(BodyPublishers.ofString("1")));
    HttpResponse<byte[]> conflict =
        send(request("values/once?ifSequence=0").PUT(BodyPublishers.ofString("2")));
    assertThat(conflict.statusCode()).isEqualTo(409);
    assertThat(send(request("values/once?publisher=zz")).statusCode()).isEqualTo(400);
  }

  @Test
  void topicHistoryIsStoredAndStreamed() throws Exception {
    String path = "topics/all%2Fnews/messages";
    assertThat(json(request(path))).isEmpty();
    json(request(path).POST(BodyPublishers.ofString("one")));
    json(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("[2]")));
    json(
        request(path)
            .header("Content-Type", "application/octet-stream")
            .POST(BodyPublishers.ofByteArray(new byte[] {3})));
    JsonNode messages = json(request(path));
    assertThat(messages.get(0).get("value").asText()).isEqualTo("one");
    assertThat(messages.get(1).get("value").get(0).asInt()).isEqualTo(2);
    assertThat(messages.get(2).get("value").asText()).isEqualTo("Aw==");
    assertThat(messages.get(2).get("encoding").asText()).isEqualTo("base64");

    HttpResponse<InputStream> stream =
        client.send(
            request(path).header("Accept", "text/event-stream").build(),
            BodyHandlers.ofInputStream());
    assertThat(type(stream)).startsWith("text/event-stream");
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
      for (JsonNode message : messages) {
        assertThat(nextEvent(lines)).isEqualTo(message);
      }
      json(request(path).POST(BodyPublishers.ofString("live")));
      assertThat(nextEvent(lines).get("value").asText()).isEqualTo("live");
    }
  }

  private static JsonNode nextEvent(BufferedReader lines) throws Exception {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("data: ")) {
        return JSON.readTree(line.substring("data: ".length()));
      }
    }
    throw new AssertionError("the stream ended");
  }

  @Test
  void dataAndIdentitySurviveARestart() throws Exception {
    JsonNode before = json(request("peer"));
    json(request("values/kept?readers=public").PUT(BodyPublishers.ofString("still here")));
    json(request("values/sealed").PUT(BodyPublishers.ofString("mine")));
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(
          json(request("topics/t/messages").POST(BodyPublishers.ofString("m" + i)))
              .get("id")
              .asText());
    }
    network.close();
    network = new AllInOne("127.0.0.1", 0, 3, folder);
    JsonNode after = json(request("peer"));
    assertThat(after.get("publisher")).isEqualTo(before.get("publisher"));
    assertThat(after.get("network")).isEqualTo(before.get("network"));
    assertThat(send(request("values/kept")).body()).asString().isEqualTo("still here");
    assertThat(send(request("values/sealed")).body()).asString().isEqualTo("mine");
    List<String> kept = new ArrayList<>();
    json(request("topics/t/messages")).forEach(message -> kept.add(message.get("id").asText()));
    assertThat(kept).isEqualTo(ids);
  }

  /** The database's log has what is stored as it is. */
  @Test
  void messagesAreStoredEncryptedUnlessTheyArePublic() throws Exception {
    json(request("topics/t/messages").POST(BodyPublishers.ofString("not for those who store it")));
    json(
        request("topics/t/messages?readers=public")
            .POST(BodyPublishers.ofString("for everybody to read")));
    assertThat(json(request("topics/t/messages")))
        .extracting(message -> message.get("value").asText())
        .containsExactly("not for those who store it", "for everybody to read");
    assertThat(isOnDisk("for everybody to read")).isTrue();
    assertThat(isOnDisk("not for those who store it")).isFalse();
  }

  private boolean isOnDisk(String text) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void secondProcessOnSameDataOrPortIsRefused(@TempDir Path other) {
    assertThatThrownBy(() -> new AllInOne("127.0.0.1", 0, 1, folder))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("in use by another process");
    int port = URI.create(network.address()).getPort();
    Path untouched = other.resolve("data");
    assertThatThrownBy(() -> new AllInOne("127.0.0.1", port, 1, untouched))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("port " + port);
    assertThat(untouched).doesNotExist();
    // Nothing of the failed attempt holds its folder.
    new AllInOne("127.0.0.1", 0, 1, other).close();
  }

  @Test
  void garbageClosesTheSocketWithItsReason() throws Exception {
    // Neither is a frame: flags that do not exist, and nothing at all.
    for (byte[] garbage : new byte[][] {{9, 9, 9, 9}, {}}) {
      for (String endpoint : new String[] {"bootstrap", "bridge", "node1"}) {
        CompletableFuture<String> closed = new CompletableFuture<>();
        URI address = URI.create(network.address().replace("http", "ws") + "/" + endpoint);
        WebSocketClient socket =
            new WebSocketClient(address) {
              @Override
              public void onOpen(ServerHandshake handshake) {
                send(garbage);
              }

              @Override
              public void onMessage(String message) {}

              @Override
              public void onError(Exception e) {}

              @Override
              public void onClose(int status, String reason, boolean remote) {
                closed.complete(status + " " + reason);
              }
            };
        socket.connect();
        assertThat(closed.get(30, TimeUnit.SECONDS))
            .as(endpoint)
            .startsWith("4003 ")
            .contains(garbage.length == 0 ? "frame header" : "frame flags or length");
      }
    }
  }

  @Test
  void metricsCountTheLinksOfEveryPeer() throws Exception {
    HttpResponse<String> metrics =
        client.send(
            HttpRequest.newBuilder(URI.create(network.address() + "/metrics")).build(),
            BodyHandlers.ofString());
    assertThat(metrics.body())
        .contains("peerloom_links{kind=\"node\",peer=\"bridge\",transport=\"websocket\"} 3.0")
        .contains("peerloom_state{peer=\"node3\",state=\"closed\"} 0.0");
  }
}
