package io.peerloom.jvm.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.jvm.limits.ServerLimits;
import io.peerloom.jvm.loop.JvmRuntime;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every port keeps to, whatever is served on it. */
final class WebServerTest {
  private final JvmRuntime runtime = new JvmRuntime();
  private final CountDownLatch release = new CountDownLatch(1);
  private final CountDownLatch busy = new CountDownLatch(ServerLimits.MAX_REQUESTS);
  private final HttpClient client = HttpClient.newHttpClient();
  private Server jetty;
  private final WebServer server =
      new WebServer.Builder(runtime.scheduler())
          .with(
              config -> {
                config.jetty.modifyServer(used -> jetty = used);
                config.routes.get("/healthz", context -> context.result("ok"));
                config.routes.get(
                    "/slow",
                    context -> {
                      busy.countDown();
                      release.await();
                      context.result("at last");
                    });
                config.routes.get(
                    "/bug",
                    context -> {
                      throw new IllegalStateException("inside");
                    });
              })
          .start();

  @AfterEach
  void stop() {
    release.countDown();
    server.close();
    runtime.close();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
        .timeout(Duration.ofSeconds(60));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void healthAnswersUnderFullLoad() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
    for (int i = 0; i < 2 * ServerLimits.MAX_REQUESTS; i++) {
      all.add(client.sendAsync(request("/slow").build(), BodyHandlers.ofString()));
    }
    assertThat(busy.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(send(request("/healthz")).body()).isEqualTo("ok");
    assertThat(all).noneMatch(CompletableFuture::isDone);
    release.countDown();
    for (CompletableFuture<HttpResponse<String>> one : all) {
      assertThat(one.get(30, TimeUnit.SECONDS).body()).isEqualTo("at last");
    }
  }

  /** Of a crowd that comes at once nobody's first packet is dropped. */
  @Test
  void crowdWaitsToBeAccepted() {
    assertThat(jetty.getConnectors())
        .isNotEmpty()
        .allSatisfy(
            connector ->
                assertThat(((ServerConnector) connector).getAcceptQueueSize())
                    .isEqualTo(ServerLimits.MAX_ACCEPT_QUEUE));
  }

  @Test
  void everyRefusalIsAProblemDocument() throws Exception {
    assertProblem(send(request("/nothing")), 404, "NOT_FOUND");
    assertProblem(send(request("/bug")), 500, "INTERNAL");
    HttpResponse<String> patch =
        send(request("/slow").method("PATCH", HttpRequest.BodyPublishers.noBody()));
    assertProblem(patch, 405, "INVALID_REQUEST");
    assertThat(patch.headers().firstValue("Allow")).contains("GET");
  }

  private static void assertProblem(HttpResponse<String> response, int status, String code) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(response.body()).contains("\"code\":\"" + code + "\"").doesNotContain("inside");
  }
}
