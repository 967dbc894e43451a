package io.peerloom.jvm.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.peerloom.jvm.loop.JvmRuntime;
import io.peerloom.jvm.metrics.ServerMetrics;
import io.peerloom.jvm.net.PageOrigins;
import io.peerloom.jvm.net.Reachability;
import io.peerloom.jvm.net.TrustedProxies;
import io.peerloom.jvm.net.WebServer;
import io.peerloom.jvm.store.StartupFailure;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a server says before its peer has joined, and what it refuses whether it has or not. */
final class WithoutPeerTest {
  private static final PageOrigins PAGES =
      PageOrigins.of(List.of("wss://node.example.org"), List.of("https://app.example"));

  private final JvmRuntime runtime = new JvmRuntime();
  private final ServerMetrics metrics = new ServerMetrics();
  private final AtomicBoolean ready = new AtomicBoolean();
  private final HttpClient client = HttpClient.newHttpClient();
  private WebServer server;

  @BeforeEach
  void start() {
    WebServer.Builder builder = new WebServer.Builder(runtime.scheduler());
    server =
        builder
            .reachable(Reachability.DEFAULT.at(List.of("wss://node.example.org/a")))
            .with(new Health(() -> ready.get() ? Readiness.READY : Readiness.STARTING))
            .with(new OperatorRoutes("node", metrics, null, PAGES, builder.threads()))
            .with(new HttpApi(() -> null, PAGES, builder.threads()))
            .with(new PageFiles(PAGES, TrustedProxies.LOCAL))
            .start();
  }

  @AfterEach
  void stop() {
    server.close();
    metrics.close();
    runtime.close();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private void assertProblem(HttpResponse<String> response, int status, String code)
      throws Exception {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode problem = new ObjectMapper().readTree(response.body());
    assertThat(problem.get("code").asText()).isEqualTo(code);
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    assertThat(problem.get("detail").asText()).isNotEmpty();
  }

  @Test
  void readinessFollowsThePeer() throws Exception {
    assertThat(send(request("/healthz")).statusCode()).isEqualTo(200);
    assertThat(send(request("/readyz")).statusCode()).isEqualTo(503);
    ready.set(true);
    assertThat(send(request("/readyz")).statusCode()).isEqualTo(200);
  }

  @Test
  void apiIsUnreachableUntilThePeerJoined() throws Exception {
    for (String path :
        new String[] {"peer", "links", "diagnostics", "values/a/b", "topics/t/messages"}) {
      assertProblem(send(request("/api/v1/" + path)), 503, "UNREACHABLE");
    }
  }

  @Test
  void unknownParametersAndPathsAreRefused() throws Exception {
    assertProblem(send(request("/api/v1/what")), 404, "NOT_FOUND");
    assertProblem(send(request("/api/v1/values/a?what=1")), 400, "INVALID_REQUEST");
    assertProblem(send(put("/api/v1/values/a?readers=all", "x")), 400, "INVALID_REQUEST");
    assertProblem(
        send(
            request("/api/v1/topics/a/messages?readers=me")
                .POST(HttpRequest.BodyPublishers.ofString("x"))),
        400,
        "INVALID_REQUEST");
    assertProblem(send(put("/api/v1/values/a?ttlSeconds=0", "x")), 400, "INVALID_REQUEST");
    assertProblem(send(put("/api/v1/values/a?ifSequence=x", "x")), 400, "INVALID_REQUEST");
    assertProblem(
        send(put("/api/v1/values/a", "x").header("Content-Type", "image/png")),
        400,
        "INVALID_REQUEST");
    assertProblem(
        send(put("/api/v1/values/a", "{").header("Content-Type", "application/json")),
        400,
        "INVALID_REQUEST");
    assertProblem(send(put("/api/v1/values/a", "x".repeat(200_000))), 413, "TOO_LARGE");
  }

  /** Fails if a client that waits with a body that is too large is asked to send it. */
  @Test
  void bodyThatIsTooLargeIsNotAskedFor() throws Exception {
    String answer =
        RawHttp.answer(
            server.port(),
            "PUT /api/v1/values/a",
            "Host: localhost",
            "Content-Length: 200000",
            "Expect: 100-continue");
    assertThat(answer).startsWith("HTTP/1.1 413 ");
  }

  @Test
  void refusesMethodsAResourceDoesNotHave() throws Exception {
    for (String method : new String[] {"PATCH", "OPTIONS", "POST"}) {
      HttpResponse<String> refused = send(method(method, "/api/v1/values/a"));
      assertProblem(refused, 405, "INVALID_REQUEST");
      assertThat(refused.headers().firstValue("Allow")).contains("DELETE, GET, HEAD, PUT");
    }
    assertThat(send(method("PUT", "/api/v1/topics/a/messages")).headers().firstValue("Allow"))
        .contains("GET, HEAD, POST");
    assertThat(send(method("PUT", "/api/v1/peer")).headers().firstValue("Allow"))
        .contains("GET, HEAD");
    assertProblem(send(method("OPTIONS", "/api/v1/what")), 404, "NOT_FOUND");
    assertProblem(send(method("FOO", "/api/v1/peer")), 501, "UNSUPPORTED");
    assertProblem(send(method("PATCH", "/healthz")), 405, "INVALID_REQUEST");
  }

  private HttpRequest.Builder method(String method, String path) {
    return request(path).method(method, HttpRequest.BodyPublishers.noBody());
  }

  @Test
  void methodIsThatOfTheFirstLine() throws Exception {
    assertThat(
            send(request("/api/v1/peer").header("X-HTTP-Method-Override", "DELETE").GET())
                .statusCode())
        .isEqualTo(send(request("/api/v1/peer").GET()).statusCode());
  }

  /** Fails if strangers can begin sessions, which stay in memory. */
  @Test
  void noRequestBeginsASession() throws Exception {
    String answer =
        RawHttp.answer(
            server.port(),
            "GET /what",
            "Host: localhost",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
            "Sec-WebSocket-Version: 8");
    assertThat(answer).startsWith("HTTP/1.1 404 ").doesNotContainIgnoringCase("Set-Cookie");
  }

  @Test
  void malformedPercentEncodingIsRefused() throws Exception {
    for (String path : new String[] {"%zz", "%ff", "%00", "%c3%28", "%", "a;b=%T9"}) {
      String answer = RawHttp.answer(server.port(), "GET /api/v1/values/" + path, "Host: a");
      assertThat(answer)
          .as(path)
          .startsWith("HTTP/1.1 400 ")
          .contains("application/problem+json", "\"code\":\"INVALID_REQUEST\"")
          .doesNotContain("\"detail\":\"Bad Request\"");
    }
    assertThat(RawHttp.answer(server.port(), "GET /healthz;%", "Host: a")).contains(" 400 ");
    String query = RawHttp.answer(server.port(), "GET /api/v1/values/a?%zz=1", "Host: a");
    assertThat(query).startsWith("HTTP/1.1 400 ").contains("\"code\":\"INVALID_REQUEST\"");
  }

  @Test
  void refusesAParameterThatComesTwice() throws Exception {
    assertProblem(
        send(put("/api/v1/values/a?readers=me&readers=public", "x")), 400, "INVALID_REQUEST");
    assertProblem(send(request("/api/v1/values/a?publisher=&publisher=")), 400, "INVALID_REQUEST");
    assertProblem(send(request("/api/v1/links?what=1")), 400, "INVALID_REQUEST");
  }

  private HttpRequest.Builder put(String path, String body) {
    return request(path).PUT(HttpRequest.BodyPublishers.ofString(body));
  }

  @Test
  void pageOfAnotherOriginMayNotWrite() throws Exception {
    String own = "http://localhost:" + server.port();
    assertProblem(
        send(put("/api/v1/values/a", "x").header("Origin", "https://evil.example")),
        403,
        "UNAUTHORIZED");
    assertProblem(send(put("/api/v1/values/a", "x").header("Origin", "null")), 403, "UNAUTHORIZED");
    assertProblem(
        send(put("/api/v1/values/a", "x").header("Sec-Fetch-Site", "cross-site")),
        403,
        "UNAUTHORIZED");
    assertProblem(send(put("/api/v1/values/a", "x").header("Origin", own)), 503, "UNREACHABLE");
    assertThat(send(request("/api/v1/peer")).headers().firstValue("Access-Control-Allow-Origin"))
        .isEmpty();
  }

  @Test
  void aReboundNameIsRefused() throws Exception {
    int port = server.port();
    for (String host :
        new String[] {"evil.example", "evil.example:" + port, "localhost.evil.example"}) {
      assertThat(RawHttp.status(port, "GET /api/v1/peer", "Host: " + host)).isEqualTo(403);
    }
    for (String host :
        new String[] {
          "localhost", "127.0.0.1:" + port, "[::1]:" + port, "node1", "NODE.example.org"
        }) {
      assertThat(RawHttp.status(port, "GET /api/v1/peer", "Host: " + host)).isEqualTo(503);
    }
  }

  @Test
  void requestWithoutHostIsRefused() throws Exception {
    assertThat(RawHttp.oldAnswer(server.port(), "GET /api/v1/peer"))
        .startsWith("HTTP/1.1 400 ")
        .contains("\"code\":\"INVALID_REQUEST\"", "a Host header is missing");
    assertThat(RawHttp.oldAnswer(server.port(), "GET /api/v1/peer", "Host: evil.example"))
        .startsWith("HTTP/1.1 403 ");
  }

  @Test
  void malformedLengthIsNotCalledAPath() throws Exception {
    assertThat(
            RawHttp.answer(server.port(), "PUT /api/v1/values/a", "Host: a", "Content-Length: -1"))
        .startsWith("HTTP/1.1 400 ")
        .contains("\"code\":\"INVALID_REQUEST\"", "another header");
  }

  @Test
  void numbersAndWordsHaveOneForm() throws Exception {
    for (String number :
        new String[] {
          "%D9%A3",
          "1%D9%A3",
          "%EF%BC%93",
          "%2B3",
          "0",
          "-1",
          "604801",
          "1.0",
          "1e3",
          "0x10",
          "060",
          "%203",
          "",
          "99999999999999999999"
        }) {
      String query = "?ttlSeconds=" + number;
      assertProblem(send(put("/api/v1/values/a" + query, "x")), 400, "INVALID_REQUEST");
      HttpRequest.Builder publish = request("/api/v1/topics/a/messages" + query);
      assertProblem(
          send(publish.POST(HttpRequest.BodyPublishers.ofString("x"))), 400, "INVALID_REQUEST");
    }
    for (String sequence : new String[] {"-1", "-0", "-00", "00", "01", "1.0"}) {
      String path = "/api/v1/values/a?ifSequence=" + sequence;
      assertProblem(send(put(path, "x")), 400, "INVALID_REQUEST");
    }
    assertProblem(send(put("/api/v1/values/a?readers=PUBLIC", "x")), 400, "INVALID_REQUEST");
    assertProblem(send(put("/api/v1/values/a?ttlSeconds=3", "x")), 503, "UNREACHABLE");
  }

  @Test
  void offersThePageAndNothingElse() throws Exception {
    HttpResponse<String> page = send(request("/"));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
    assertThat(page.headers().firstValue("Cache-Control")).contains("no-cache");
    HttpResponse<String> module = send(request("/peerloom.js"));
    assertThat(module.headers().firstValue("Content-Type"))
        .contains("text/javascript;charset=utf-8");
    assertThat(module.body()).contains("export");
    String tag = module.headers().firstValue("ETag").orElseThrow();
    for (String named : new String[] {tag, "W/" + tag, "\"other\", W/" + tag}) {
      HttpResponse<String> again = send(request("/peerloom.js").header("If-None-Match", named));
      assertThat(again.statusCode()).as(named).isEqualTo(304);
      assertThat(again.headers().firstValue("ETag")).contains(tag);
    }

    int port = server.port();
    for (String path :
        new String[] {
          "/logback.xml",
          "/../logback.xml",
          "/%2e%2e/logback.xml",
          "/..%2flogback.xml",
          "/web/index.html",
          "/./",
          "//",
          "/nothing.js",
          "/%00.js",
          "/.js"
        }) {
      assertThat(RawHttp.status(port, "GET " + path, "Host: localhost")).as(path).isIn(400, 404);
    }
  }

  @Test
  void moduleIsLoadedByAllowedOriginsOnly() throws Exception {
    String allow = "Access-Control-Allow-Origin";
    HttpResponse<String> module =
        send(request("/peerloom.js").header("Origin", "https://app.example"));
    assertThat(module.headers().firstValue(allow)).contains("https://app.example");
    assertThat(module.headers().firstValue("Vary")).contains("Origin");
    String tag = module.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> again =
        send(
            request("/peerloom.js")
                .header("Origin", "https://app.example")
                .header("If-None-Match", tag));
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.headers().firstValue(allow)).contains("https://app.example");
    for (String origin : new String[] {"https://other.example", "http://app.example", "null"}) {
      HttpResponse<String> other = send(request("/peerloom.js").header("Origin", origin));
      assertThat(other.statusCode()).isEqualTo(200);
      assertThat(other.headers().firstValue(allow)).as(origin).isEmpty();
      assertThat(other.headers().firstValue("Vary")).contains("Origin");
    }
    HttpResponse<String> api =
        send(request("/api/v1/peer").header("Origin", "https://app.example"));
    assertThat(api.headers().firstValue(allow)).isEmpty();
  }

  @Test
  void pageKnowsThePrefixThatAProxyRemoved() throws Exception {
    HttpResponse<String> plain = send(request("/"));
    assertThat(plain.body()).doesNotContain("<base").doesNotContainPattern("(href|src)=\"/");
    for (String prefix : new String[] {"/loom", "/a/b/"}) {
      HttpResponse<String> page = send(request("/").header("X-Forwarded-Prefix", prefix));
      String base = "<base href=\"" + prefix.replaceFirst("/$", "") + "/\" />";
      assertThat(page.body()).containsOnlyOnce(base);
      assertThat(page.headers().firstValue("ETag"))
          .isNotEqualTo(plain.headers().firstValue("ETag"));
    }
    for (String wrong : new String[] {"", "/", "loom", "//x", "/a\"><script>", "/../a", "/é"}) {
      String ascii = wrong.replace("é", "%C3%A9");
      assertThat(send(request("/").header("X-Forwarded-Prefix", ascii)).body())
          .as(wrong)
          .isEqualTo(plain.body());
    }
  }

  @Test
  void pagesOfAdvertisedAddressesMayWrite() throws Exception {
    String path = "/api/v1/values/a";
    HttpRequest.Builder own = put(path, "x").header("Origin", "https://node.example.org");
    assertProblem(send(own), 503, "UNREACHABLE");
    for (String other :
        new String[] {"http://node.example.org", "https://node.example.org:444", "https://e.org"}) {
      assertProblem(send(put(path, "x").header("Origin", other)), 403, "UNAUTHORIZED");
    }
  }

  @Test
  void headAnswersAsGet() throws Exception {
    for (String path :
        new String[] {
          "/",
          "/peerloom.js",
          "/nothing.js",
          "/nothing",
          "/healthz",
          "/readyz",
          "/api/v1/what",
          "/a/"
        }) {
      HttpResponse<String> get = send(request(path));
      HttpResponse<String> head = send(method("HEAD", path));
      assertThat(head.statusCode()).as(path).isEqualTo(get.statusCode());
      assertThat(head.body()).isEmpty();
      for (String header : new String[] {"Content-Type", "Content-Length", "ETag"}) {
        assertThat(head.headers().firstValue(header))
            .as(path + " " + header)
            .isEqualTo(get.headers().firstValue(header));
      }
    }
  }

  @Test
  void pagesRefuseOtherMethodsToo() throws Exception {
    for (String path : new String[] {"/", "/peerloom.js", "/healthz", "/metrics"}) {
      for (String method : new String[] {"POST", "OPTIONS", "DELETE", "TRACE"}) {
        HttpResponse<String> refused = send(method(method, path));
        assertProblem(refused, 405, "INVALID_REQUEST");
        assertThat(refused.headers().firstValue("Allow")).contains("GET, HEAD");
      }
    }
  }

  @Test
  void metricsFollowPrometheusRulesWithoutAPeer() throws Exception {
    HttpResponse<String> answer = send(request("/metrics"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValue("text/plain; version=0.0.4; charset=utf-8");
    assertThat(answer.body())
        .contains("peerloom_build_info{", "jvm_memory_used_bytes{", "process_cpu_seconds_total ");
    assertThat(PrometheusRules.broken(answer.body())).isEmpty();
  }

  @Test
  void listenFailureNamesItsCause() {
    assertThatThrownBy(
            () ->
                new WebServer.Builder(runtime.scheduler()).bind("127.0.0.1", server.port()).start())
        .isInstanceOf(StartupFailure.class)
        .hasMessage("port " + server.port() + " is in use");
    assertThatThrownBy(
            () -> new WebServer.Builder(runtime.scheduler()).bind("nowhere.invalid", 0).start())
        .isInstanceOf(StartupFailure.class)
        .hasMessage("cannot listen on nowhere.invalid:0: no such host");
  }
}
