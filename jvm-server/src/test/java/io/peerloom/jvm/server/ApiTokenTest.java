package io.peerloom.jvm.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.peerloom.jvm.loop.JvmRuntime;
import io.peerloom.jvm.metrics.ServerMetrics;
import io.peerloom.jvm.net.PageOrigins;
import io.peerloom.jvm.net.TrustedProxies;
import io.peerloom.jvm.net.WebServer;
import io.peerloom.jvm.store.StartupFailure;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may use the HTTP API, the metrics and what the dashboard shows. */
final class ApiTokenTest {
  private static final String TOKEN = "0123456789abcdef-._~+/==";
  private static final String[] PROTECTED = {
    "/api/v1/peer",
    "/api/v1/server",
    "/api/v1/server/links",
    "/api/v1/values/a",
    "/api/v1/what",
    "/api/v1/",
    "/api/what",
    "/metrics"
  };
  private static final String[] OPEN = {"/healthz", "/dashboard", "/dashboard/dashboard.js", "/"};

  private final JvmRuntime runtime = new JvmRuntime();
  private final ServerMetrics metrics = new ServerMetrics();
  private final HttpClient client = HttpClient.newHttpClient();
  private WebServer server;

  private void start(ApiToken token) {
    WebServer.Builder builder = new WebServer.Builder(runtime.scheduler());
    server =
        builder
            .bind("0.0.0.0", 0)
            .with(new Health(() -> Readiness.READY))
            .with(new OperatorRoutes("node", metrics, token, PageOrigins.NONE, builder.threads()))
            .with(new HttpApi(() -> null, PageOrigins.NONE, builder.threads()))
            .with(new PageFiles(PageOrigins.NONE, TrustedProxies.LOCAL))
            .start();
  }

  @AfterEach
  void stop() {
    server.close();
    metrics.close();
    runtime.close();
  }

  private HttpResponse<String> get(String host, String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + host + ":" + server.port() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static void assertRefused(HttpResponse<String> answer, String reason) throws Exception {
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer ");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    var problem = new ObjectMapper().readTree(answer.body());
    assertThat(problem.get("code").asText()).isEqualTo("UNAUTHORIZED");
    assertThat(problem.get("detail").asText()).contains(reason);
  }

  @Test
  void onlyTheTokenOpensTheApi() throws Exception {
    start(ApiToken.of(TOKEN));
    for (String path : PROTECTED) {
      assertRefused(get("localhost", path), "missing");
      assertRefused(get("localhost", path, "Authorization", "Bearer"), "not the server's");
      assertRefused(get("localhost", path, "Authorization", "Basic " + TOKEN), "not the server's");
      assertRefused(
          get("localhost", path, "Authorization", "Bearer " + TOKEN + "a"), "not the server's");
      assertThat(get("localhost", path, "Authorization", "bearer " + TOKEN).statusCode())
          .isNotEqualTo(401);
    }
    for (String path : OPEN) {
      assertThat(get("localhost", path).statusCode()).as(path).isNotEqualTo(401);
    }
    HttpRequest put =
        HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/api/v1/values/a"))
            .PUT(HttpRequest.BodyPublishers.ofString("x"))
            .build();
    assertRefused(client.send(put, HttpResponse.BodyHandlers.ofString()), "missing");
  }

  @Test
  void thePathCannotBeDisguised() throws Exception {
    start(ApiToken.of(TOKEN));
    for (String path :
        new String[] {
          "/api/v1/peer/",
          "//api/v1/peer",
          "/%61pi/v1/server",
          "/api%2Fv1/server",
          "/./api/v1/peer",
          "/api;x/v1/peer",
          "/metrics/",
          "/metrics;x",
          "/%6Detrics",
          "/x/../metrics",
          "/METRICS"
        }) {
      String answer = RawHttp.answer(server.port(), "GET " + path, "Host: localhost");
      assertThat(answer).as(path).doesNotContain("HTTP/1.1 200");
    }
  }

  @Test
  void anyHostNameWillDoWithTheToken() throws Exception {
    start(ApiToken.of(TOKEN));
    String host = "Host: node.example.org";
    assertThat(
            RawHttp.status(
                server.port(), "GET /api/v1/server", host, "Authorization: Bearer " + TOKEN))
        .isEqualTo(200);
  }

  @Test
  void withoutATokenItIsForThisMachineOnly() throws Exception {
    start(null);
    assertThat(get("localhost", "/api/v1/server").statusCode()).isEqualTo(200);
    assertThat(get("localhost", "/metrics").statusCode()).isEqualTo(200);
    for (String header : new String[] {"X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"}) {
      assertRefused(get("localhost", "/metrics", header, "203.0.113.7"), "--api-token");
    }
    String other = otherAddress();
    for (String path : PROTECTED) {
      if (other != null) {
        assertRefused(get(other, path), "--api-token");
      }
    }
  }

  /** An address of this machine that is not loopback; null if it has none. */
  private static String otherAddress() throws Exception {
    for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      for (InetAddress address : Collections.list(each.getInetAddresses())) {
        if (address instanceof Inet4Address && !address.isLoopbackAddress()) {
          return address.getHostAddress();
        }
      }
    }
    return null;
  }

  @Test
  void badTokensSayWhatIsAllowed(@TempDir Path folder) throws Exception {
    start(null);
    for (String bad :
        new String[] {"", "short", "0123456789abcdef ", "ä".repeat(16), "a".repeat(513)}) {
      assertThatThrownBy(() -> ApiToken.of(bad))
          .isInstanceOf(StartupFailure.class)
          .hasMessageContaining("16 to 512 letters");
    }
    Path file = folder.resolve("token");
    assertThatThrownBy(() -> ApiToken.read(file)).hasMessageContaining(file + " cannot be read");
    Files.writeString(file, "\n" + TOKEN);
    assertThatThrownBy(() -> ApiToken.read(file)).hasMessageContaining("first line of " + file);
    Files.write(file, new byte[] {-1, -2});
    assertThatThrownBy(() -> ApiToken.read(file)).hasMessageContaining("first line of " + file);
    Files.writeString(file, TOKEN + "\r\nrest\n");
    assertThat(ApiToken.read(file).header()).isEqualTo("Bearer " + TOKEN);
  }
}
