package io.peerloom.jvm.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.peerloom.core.api.Value;
import io.peerloom.jvm.HostilePublisher;
import io.peerloom.jvm.JvmPeer;
import io.peerloom.jvm.PeerHost;
import io.peerloom.jvm.PeerOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes in over HTTP comes out as it was, or is refused. */
final class ValuesOverHttpTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;

  private static AllInOne network;
  private static int port;

  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void start() {
    network = new AllInOne("127.0.0.1", 0, 2, folder);
    port = URI.create(network.address()).getPort();
  }

  @AfterAll
  static void stop() {
    network.close();
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(network.address() + "/api/v1/" + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> put(String name, String value, String... headers) throws Exception {
    HttpRequest.Builder put =
        request("values/" + name + "?readers=public").PUT(BodyPublishers.ofString(value));
    return send(headers.length == 0 ? put : put.headers(headers));
  }

  private void assertPut(String name, String value, String... headers) throws Exception {
    HttpResponse<String> put = put(name, value, headers);
    assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
  }

  private String get(String name) throws Exception {
    HttpResponse<String> got = send(request("values/" + name));
    return got.statusCode() == 200 ? got.body() : JSON.readTree(got.body()).get("code").asText();
  }

  private void assertRefused(HttpResponse<String> refused, int status, String code)
      throws Exception {
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
    JsonNode problem = JSON.readTree(refused.body());
    assertThat(problem.get("code").asText()).isEqualTo(code);
    assertThat(problem.get("detail").asText()).isNotEmpty();
  }

  // ---- names

  @Test
  void pathsAreNotNormalised() throws Exception {
    List<String> names =
        List.of(
            "dir",
            "dir/",
            "dir%2F%2F",
            "%2Fdir",
            "dir;a=1",
            "dir;",
            "dir.",
            "dir+",
            "dir%20",
            "Dir",
            "dir%3F",
            "dir%23",
            "dir%25",
            "dir%252F",
            "dir/a",
            "dir/a/",
            "dir/a.json",
            "%2E",
            "%2E%2E",
            "a%2F%2E%2E%2Fdir",
            "...",
            "dir%C3%A4",
            "dira%CC%88",
            "messages",
            "a/messages",
            "dir%E2%80%AE",
            "dir%F0%9F%A7%B5");
    for (String name : names) {
      assertPut(name, name);
    }
    for (String name : names) {
      assertThat(get(name)).isEqualTo(name);
    }
    assertThat(get("dir%2f")).as("the same as dir/").isEqualTo("dir/");
    assertThat(get("d%69r")).as("the same as dir").isEqualTo("dir");
  }

  @Test
  void pathsThatProxiesRewriteAreRefused() throws Exception {
    for (String path :
        new String[] {
          "values/a/../b", "values/..", "values/.", "values/a/./b", "values/a/..", "values//a",
          "values/a//b", "values/%c3", "values/%ED%A0%80", "values/%C0%AF", "values/%zz",
              "values/%",
          "values/%\u00d9\u00a3\u00d9\u00a3", "values/%0", "values/a%00", "topics/../messages",
              "topics/a/../b/messages"
        }) {
      String answer = RawHttp.answer(port, "GET /api/v1/" + path, "Host: a");
      assertThat(answer)
          .as(path)
          .startsWith("HTTP/1.1 400 ")
          .contains("\"code\":\"INVALID_REQUEST\"");
    }
    // Bytes that are not percent-encoded, as curl sends what is typed.
    assertThat(RawHttp.status(port, "GET /api/v1/values/\u00c3\u00a4", "Host: a")).isEqualTo(400);
    for (String path :
        new String[] {"values", "values/", "topics//messages", "topics/a/messages/", "peer/"}) {
      assertThat(RawHttp.status(port, "GET /api/v1/" + path, "Host: a")).as(path).isIn(400, 404);
    }
  }

  // ---- JSON and text

  private HttpResponse<String> putJson(String name, byte[] body, String type) throws Exception {
    return send(
        request("values/" + name + "?readers=public")
            .header("Content-Type", type)
            .PUT(BodyPublishers.ofByteArray(body)));
  }

  @Test
  void textMustBeUtf8() throws Exception {
    for (String charset : new String[] {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32"}) {
      byte[] body = "{\"a\":1}".getBytes(Charset.forName(charset));
      assertRefused(putJson("utf", body, "application/json"), 400, "INVALID_REQUEST");
    }
    byte[] ascii = "{}".getBytes(StandardCharsets.US_ASCII);
    for (String type :
        new String[] {
          "application/json; charset=utf-16",
          "text/plain; charset=iso-8859-1",
          "text/plain;charset=\"windows-1252\"",
          "text/plain; a=b; CHARSET = latin1"
        }) {
      assertRefused(putJson("utf", ascii, type), 400, "INVALID_REQUEST");
    }
    for (String type :
        new String[] {"application/json; charset=UTF-8", "text/plain; charset=\"utf-8\""}) {
      assertThat(putJson("utf", ascii, type).statusCode()).isEqualTo(200);
    }
    byte[] marked = "\uFEFF{}".getBytes(StandardCharsets.UTF_8);
    assertRefused(putJson("utf", marked, "application/json"), 400, "INVALID_REQUEST");
    assertRefused(
        putJson("utf", new byte[] {'"', (byte) 0xff, '"'}, "application/json"),
        400,
        "INVALID_REQUEST");
  }

  @Test
  void jsonIsStoredUnchanged() throws Exception {
    String path = "topics/numbers/messages";
    List<String> texts =
        List.of(
            "3.1415926535897932384626433",
            "9007199254740993",
            "-0",
            "-0.0",
            "1.50",
            "1E+2",
            "123456789012345678901234567890",
            "0.1000000000000000055511151231257827",
            "0." + "1".repeat(999),
            "{\"a\":1,\"a\":2}",
            "\"\\ud800\"",
            "\"\\u00e4 \\/ \\u2028\"",
            "[" + "[".repeat(998) + "]".repeat(998) + "]",
            "{\r\n  \"a\" : [ 1,\n\t2 ]\n}");
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      assertThat(putJson("json", bytes, "application/json").statusCode()).isEqualTo(200);
      assertThat(get("json")).isEqualTo(text);
      HttpResponse<String> published =
          send(
              request(path)
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofByteArray(bytes)));
      assertThat(published.statusCode()).as(published.body()).isEqualTo(200);
    }
    String history = send(request(path)).body();
    try (BufferedReader stream = stream(path, null)) {
      for (String text : texts) {
        String value = "\"value\":" + text.replace('\r', ' ').replace('\n', ' ') + "}";
        assertThat(history).contains(value);
        assertThat(nextData(stream)).endsWith(value);
      }
    }
  }

  @Test
  void jsonBeyondReadersLimitsIsRefused() throws Exception {
    for (String text :
        new String[] {
          "1e400",
          "[-1e400]",
          "1" + "0".repeat(400),
          "1" + "0".repeat(5000),
          "0." + "1".repeat(1000),
          "1." + "1".repeat(999) + "e1",
          "[1." + "0".repeat(1000) + "]",
          "[".repeat(2000) + "]".repeat(2000),
          "NaN",
          "Infinity",
          "{} {}",
          "1 2",
          "[1,]",
          "{a:1}",
          "'a'",
          "01",
          "+1",
          "//\n1",
          "\"\n\"",
          "[",
          "",
          " "
        }) {
      HttpResponse<String> refused =
          putJson("bad", text.getBytes(StandardCharsets.UTF_8), "application/json");
      assertRefused(refused, 400, "INVALID_REQUEST");
    }
    assertThat(get("bad")).isEqualTo("NOT_FOUND");
  }

  /** Nothing but its publisher's side could have refused it. */
  @Test
  void falselyDeclaredTextIsServedAsBytes() throws Exception {
    byte[] cut = {'a', (byte) 0xc3};
    List<Value> values =
        List.of(
            new Value(Value.JSON, "{bad".getBytes(StandardCharsets.US_ASCII)),
            new Value(Value.JSON, "1 2".getBytes(StandardCharsets.US_ASCII)),
            new Value(Value.JSON, new byte[0]),
            new Value(Value.JSON, new byte[] {'"', (byte) 0xff, '"'}),
            new Value(Value.TEXT, cut),
            new Value(9, "{}".getBytes(StandardCharsets.US_ASCII)));
    try (PeerHost host = PeerHost.open(folder.resolve("hostile"))) {
      host.listen("127.0.0.1", 0);
      PeerOptions options =
          new PeerOptions().bootstrap(List.of("ws://localhost:" + port + "/bootstrap"));
      JvmPeer hostile = host.join("peer", options).get(30, TimeUnit.SECONDS);
      for (int i = 0; i < values.size(); i++) {
        HostilePublisher.put(hostile, "hostile" + i, values.get(i)).get(30, TimeUnit.SECONDS);
        HostilePublisher.publish(hostile, "hostile", values.get(i)).get(30, TimeUnit.SECONDS);
        HttpResponse<byte[]> got =
            client.send(request("values/hostile" + i).build(), BodyHandlers.ofByteArray());
        assertThat(got.body()).isEqualTo(values.get(i).bytes());
        assertThat(got.headers().firstValue("Content-Type"))
            .as(values.get(i).toString())
            .contains("application/octet-stream");
      }
      for (JsonNode message : JSON.readTree(send(request("topics/hostile/messages")).body())) {
        assertThat(message.path("encoding").asText()).as(message.toString()).isEqualTo("base64");
      }
    }
  }

  // ---- conditions

  private static String tag(HttpResponse<?> response) {
    return response.headers().firstValue("ETag").orElseThrow();
  }

  @Test
  void ifMatchReplacesOnlyTheNamedValue() throws Exception {
    HttpResponse<String> first = put("etag", "one");
    HttpResponse<String> seen = send(request("values/etag"));
    assertThat(tag(seen)).isEqualTo(tag(first));
    HttpResponse<String> second = put("etag", "two", "If-Match", tag(seen));
    assertThat(second.statusCode()).as(second.body()).isEqualTo(200);
    assertThat(tag(second)).isNotEqualTo(tag(first));
    assertRefused(put("etag", "three", "If-Match", tag(seen)), 412, "CONFLICT");
    assertRefused(put("etag", "three", "If-Match", "\"what\""), 412, "CONFLICT");
    assertRefused(put("etag", "three", "If-Match", "W/" + tag(second)), 412, "CONFLICT");
    assertRefused(put("no-etag", "x", "If-Match", tag(second)), 412, "CONFLICT");
    assertThat(get("etag")).isEqualTo("two");
  }

  @Test
  void ifMatchComparesWithinTheSameReaders() throws Exception {
    HttpResponse<String> open = put("both", "for all");
    HttpRequest.Builder sealed = request("values/both").PUT(BodyPublishers.ofString("mine"));
    String mine = tag(send(sealed));
    assertRefused(put("both", "x", "If-Match", mine), 412, "CONFLICT");
    HttpResponse<String> next = put("both", "for all, again", "If-Match", tag(open));
    assertThat(next.statusCode()).as(next.body()).isEqualTo(200);
    HttpRequest.Builder other = request("values/both").PUT(BodyPublishers.ofString("x"));
    assertRefused(send(other.header("If-Match", tag(next))), 412, "CONFLICT");
    assertThat(send(sealed.header("If-Match", mine)).statusCode()).isEqualTo(200);
  }

  @Test
  void ifNoneMatchCreatesOnly() throws Exception {
    assertThat(put("created", "one", "If-None-Match", "*").statusCode()).isEqualTo(200);
    assertRefused(put("created", "two", "If-None-Match", "*"), 412, "CONFLICT");
    assertThat(get("created")).isEqualTo("one");
  }

  @Test
  void deletionsTakeTheConditionsOfPuts() throws Exception {
    String tag = tag(put("deleted", "one"));
    String other = tag(put("deleted", "two"));
    assertRefused(delete("deleted", "If-Match", tag), 400, "INVALID_REQUEST");
    assertRefused(delete("deleted?readers=public", "If-None-Match", "*"), 400, "INVALID_REQUEST");
    assertRefused(delete("deleted?ttlSeconds=1"), 400, "INVALID_REQUEST");
    assertRefused(delete("deleted?readers=all"), 400, "INVALID_REQUEST");
    assertRefused(delete("deleted", "Range", "bytes=0-3"), 400, "INVALID_REQUEST");
    assertRefused(delete("deleted?readers=public", "If-Match", tag), 412, "CONFLICT");
    assertThat(get("deleted")).isEqualTo("two");
    assertThat(delete("deleted?readers=public", "If-Match", other).statusCode()).isEqualTo(204);
    assertThat(get("deleted")).isEqualTo("NOT_FOUND");
    assertRefused(delete("deleted?readers=public", "If-Match", other), 412, "CONFLICT");
    assertThat(delete("deleted").statusCode()).isEqualTo(204);
    assertThat(put("deleted", "three", "If-None-Match", "*").statusCode()).isEqualTo(200);
    assertThat(get("deleted")).isEqualTo("three");
  }

  private HttpResponse<String> delete(String resource, String... headers) throws Exception {
    HttpRequest.Builder request = request("values/" + resource);
    return send((headers.length > 0 ? request.headers(headers) : request).DELETE());
  }

  @Test
  void unsupportedConditionsAreRefused() throws Exception {
    String[][] headers = {
      {"If-Match", "*"},
      {"If-Match", "\"1-0123456789abcdef\", \"2-0123456789abcdef\""},
      {"If-Match", "unquoted"},
      {"If-None-Match", "\"1-0123456789abcdef\""},
      {"If-Match", "\"1-0123456789abcdef\"", "If-None-Match", "*"},
      {"Content-Range", "bytes 0-3/10"},
      {"Range", "bytes=0-3"},
      {"If-Range", "\"1-0123456789abcdef\""},
      {"If-Modified-Since", "Thu, 26 Nov 2026 00:00:00 GMT"},
      {"If-Unmodified-Since", "Thu, 26 Nov 2026 00:00:00 GMT"},
    };
    for (String[] header : headers) {
      assertRefused(put("conditions", "x", header), 400, "INVALID_REQUEST");
      assertRefused(
          send(request("topics/c/messages").headers(header).POST(BodyPublishers.ofString("x"))),
          400,
          "INVALID_REQUEST");
    }
    assertRefused(put("conditions", "x", "Content-Encoding", "gzip"), 415, "INVALID_REQUEST");
    assertThat(get("conditions")).isEqualTo("NOT_FOUND");
    HttpRequest.Builder both =
        request("values/conditions?ifSequence=0").header("If-None-Match", "*");
    assertRefused(send(both.PUT(BodyPublishers.ofString("x"))), 400, "INVALID_REQUEST");
    assertThat(put("conditions", "x", "Content-Encoding", "identity").statusCode()).isEqualTo(200);
    String expecting =
        RawHttp.answer(
            port, "PUT /api/v1/values/e", "Host: a", "Expect: what", "Content-Length: 0");
    assertThat(expecting).startsWith("HTTP/1.1 417 ");
    String coded =
        RawHttp.answer(port, "PUT /api/v1/values/e", "Host: a", "Transfer-Encoding: gzip, chunked");
    assertThat(coded).startsWith("HTTP/1.1 501 ").contains("\"code\":\"UNSUPPORTED\"");
  }

  @Test
  void conditionalGetAnswersNotModified() throws Exception {
    String tag = tag(put("cached", "one"));
    for (String named : new String[] {tag, "W/" + tag, "\"a\", W/" + tag, "*"}) {
      HttpResponse<String> cached = send(request("values/cached").header("If-None-Match", named));
      assertThat(cached.statusCode()).as(named).isEqualTo(304);
      assertThat(tag(cached)).isEqualTo(tag);
    }
    assertThat(send(request("values/cached").header("If-Match", tag)).statusCode()).isEqualTo(200);
    assertRefused(send(request("values/cached").header("If-Match", "\"x\"")), 412, "CONFLICT");
    HttpResponse<String> part = send(request("values/cached").header("Range", "bytes=0-0"));
    assertThat(part.statusCode()).isEqualTo(200);
    assertThat(part.body()).isEqualTo("one");
    String before = tag(put("cached", "one"));
    assertThat(before).as("the same bytes, written again").isNotEqualTo(tag);
  }

  // ---- event streams

  private BufferedReader stream(String path, String lastId) throws Exception {
    HttpRequest.Builder request = request(path).header("Accept", "text/event-stream");
    if (lastId != null) {
      request.header("Last-Event-ID", lastId);
    }
    HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  private static String nextData(BufferedReader lines) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("data: ")) {
        return line.substring("data: ".length());
      }
    }
    throw new AssertionError("the stream ended");
  }

  private String publish(String path, String text) throws Exception {
    HttpResponse<String> published = send(request(path).POST(BodyPublishers.ofString(text)));
    assertThat(published.statusCode()).as(published.body()).isEqualTo(200);
    return JSON.readTree(published.body()).get("id").asText();
  }

  @Test
  void streamResumesAfterLastEventId() throws Exception {
    String path = "topics/continued/messages";
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(publish(path, "m" + i));
    }
    try (BufferedReader first = stream(path, null)) {
      assertThat(nextData(first)).contains(ids.get(0));
    }
    ids.add(publish(path, "meanwhile"));
    try (BufferedReader again = stream(path, ids.get(2))) {
      assertThat(nextData(again)).contains(ids.get(3));
      assertThat(nextData(again)).contains(ids.get(4));
      assertThat(nextData(again)).contains(ids.get(5));
      ids.add(publish(path, "live"));
      assertThat(nextData(again)).contains(ids.get(6));
    }
    try (BufferedReader last = stream(path, ids.get(6))) {
      ids.add(publish(path, "later"));
      assertThat(nextData(last)).contains(ids.get(7));
    }
    try (BufferedReader unknown = stream(path, "0".repeat(32))) {
      assertThat(nextData(unknown)).as("whole history").contains(ids.get(0));
    }
  }

  @Test
  void closedStreamFreesItsPlace() throws Exception {
    String request = "GET /api/v1/topics/many/messages HTTP/1.1\r\nHost: a\r\n";
    for (int round = 0; round < 3; round++) {
      List<Socket> sockets = new ArrayList<>();
      for (int i = 0; i < 62; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket
            .getOutputStream()
            .write(
                (request + "Accept: text/event-stream\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        sockets.add(socket);
      }
      for (Socket socket : sockets) {
        BufferedReader answer =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        assertThat(answer.readLine()).as("round " + round).startsWith("HTTP/1.1 200 ");
      }
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }
}
