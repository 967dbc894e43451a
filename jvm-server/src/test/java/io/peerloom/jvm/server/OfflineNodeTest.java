package io.peerloom.jvm.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.peerloom.core.api.LinkInfo;
import io.peerloom.core.api.PeerListener;
import io.peerloom.core.api.QueueOutcome;
import io.peerloom.jvm.JvmPeer;
import io.peerloom.jvm.PeerHost;
import io.peerloom.jvm.PeerOptions;
import io.peerloom.jvm.net.PageOrigins;
import io.peerloom.jvm.net.WebServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node whose only neighbour is gone without a goodbye says so instead of answering "nothing". */
final class OfflineNodeTest {

  @TempDir private Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private final StartedServer started = new StartedServer();
  private String api;
  private JvmPeer node;
  private PeerOptions options;

  @BeforeEach
  void cutOff() throws Exception {
    BootstrapServerProcess bootstrap = started.bootstrap(PeerHost.open(folder.resolve("bridge")));
    options = new PeerOptions().bootstrap(List.of(bootstrap.address() + "/bootstrap"));
    PeerHost otherHost = started.add(PeerHost.open(folder.resolve("other")));
    otherHost.listen(StartedServer.LOOPBACK, 0);
    JvmPeer other = otherHost.join("peer", options).get(30, TimeUnit.SECONDS);
    PeerHost host = started.add(PeerHost.open(folder.resolve("node")));
    host.listen(StartedServer.LOOPBACK, 0);
    node = host.join("peer", options).get(30, TimeUnit.SECONDS);
    CompletableFuture<Void> linked = new CompletableFuture<>();
    CompletableFuture<Void> unlinked = new CompletableFuture<>();
    node.addListener(
        new PeerListener() {
          @Override
          public void onLink(LinkInfo link) {
            if (link.id().equals(other.id())) {
              linked.complete(null);
            }
          }

          @Override
          public void onUnlink(LinkInfo link) {
            if (link.id().equals(other.id())) {
              unlinked.complete(null);
            }
          }
        });
    if (node.links().get().stream().noneMatch(link -> link.id().equals(other.id()))) {
      linked.get(30, TimeUnit.SECONDS);
    }
    WebServer.Builder builder = new WebServer.Builder(host.runtime().scheduler());
    HttpApi routes = new HttpApi(() -> node, PageOrigins.NONE, builder.threads());
    WebServer server = started.add(builder.with(routes).start());
    routes.joined(node);
    api = "http://localhost:" + server.port() + "/api/v1/";
    assertThat(send(put("kept")).statusCode()).isEqualTo(200);
    otherHost.close();
    unlinked.get(30, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() throws Exception {
    started.close();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(api + path));
  }

  private HttpRequest.Builder put(String name) {
    return request("values/" + name + "?readers=public").PUT(BodyPublishers.ofString("value"));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private void assertOffline(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer = send(request);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    assertThat(new ObjectMapper().readTree(answer.body()).get("code").asText())
        .isEqualTo("UNREACHABLE");
  }

  @Test
  void offlineNodeNeitherAcknowledgesNorDenies() throws Exception {
    assertOffline(put("new"));
    assertOffline(request("values/nothing"));
    assertThat(send(request("values/kept")).body()).as("its own copy").isEqualTo("value");
    assertOffline(request("topics/t/messages").POST(BodyPublishers.ofString("message")));
    assertOffline(request("topics/t/messages"));
  }

  private String queued(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer = send(request);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    assertThat(answer.headers().firstValue("ETag")).isEmpty();
    return new ObjectMapper().readTree(answer.body()).get("queuedAs").asText();
  }

  private String list() throws Exception {
    return send(request("queue")).body();
  }

  @Test
  void queuedDeletionsAreOfEachValue() throws Exception {
    assertOffline(request("values/kept").DELETE());
    HttpResponse<String> both = send(request("values/kept?whenOffline=queue").DELETE());
    assertThat(both.statusCode()).as(both.body()).isEqualTo(202);
    JsonNode ids = new ObjectMapper().readTree(both.body()).get("queuedAs");
    assertThat(ids).hasSize(2);
    assertThat(list())
        .contains("{\"id\":\"" + ids.get(0).asText() + "\",\"kind\":\"delete\",\"name\":\"kept\"")
        .contains(ids.get(1).asText());
    assertThat(send(request("values/kept?whenOffline=later").DELETE()).statusCode()).isEqualTo(400);
  }

  @Test
  void queuedWritesAreListedAndCancellable() throws Exception {
    String put =
        queued(
            request("values/later?readers=public&whenOffline=queue")
                .PUT(BodyPublishers.ofString("value")));
    String published =
        queued(
            request("topics/t/messages?whenOffline=queue")
                .POST(BodyPublishers.ofString("message")));
    assertThat(list())
        .contains("{\"id\":\"" + put + "\",\"kind\":\"put\",\"name\":\"later\"")
        .contains("{\"id\":\"" + published + "\",\"kind\":\"publish\",\"name\":\"t\"")
        .endsWith("\"done\":[]}");
    assertThat(send(request("queue/" + put).DELETE()).statusCode()).isEqualTo(204);
    assertThat(send(request("queue/" + put).DELETE()).statusCode()).isEqualTo(404);
    assertThat(list()).doesNotContain(put).contains(published);

    PeerHost back = started.add(PeerHost.open(folder.resolve("other")));
    back.listen(StartedServer.LOOPBACK, 0);
    var unused = back.join("peer", options);
    CompletableFuture<String> done = new CompletableFuture<>();
    node.addListener(
        new PeerListener() {
          @Override
          public void onQueueOutcome(QueueOutcome outcome) {
            done.complete(outcome.write().id());
          }
        });
    assertThat(done.get(60, TimeUnit.SECONDS)).isEqualTo(published);
    assertThat(list())
        .startsWith("{\"waiting\":[],\"done\":[{\"id\":\"" + published + "\"")
        .contains("\"holders\":2");
  }
}
