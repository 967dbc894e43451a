package io.peerloom.jvm.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.BugDetectors;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes come as requests, the API answers them as done or as the client's fault, promptly,
 * or closes the connection: none is a fault of the server. How to fuzz on: CONTRIBUTING.md.
 */
class HttpRequestsFuzz {
  private static final int MUTANTS = 1_500;
  private static final int MAX_REQUEST_BYTES = 4_000;
  private static final int ANSWER_MILLIS = 20_000;

  /** From 500 on, these alone are for faults of the request. */
  private static final int NO_SUCH_METHOD = 501;

  private static final int NO_SUCH_VERSION = 505;

  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");
  private static final String VALUE = "/api/v1/values/name";
  private static final String MESSAGES = "/api/v1/topics/news/messages";
  private static final String ID = "0123456789abcdef".repeat(4);

  private static final String[] SEEDS = {
    "GET /api/v1/peer",
    "GET /api/v1/links",
    "GET /api/v1/queue",
    "DELETE /api/v1/queue/7",
    "GET /api/v1/diagnostics",
    "POST /api/v1/invitations?expiresInSeconds=60&uses=2&depth=1&invitee=" + ID,
    "POST /api/v1/invitations?bootstrap=ws%3A%2F%2Flocalhost%3A1%2Fbootstrap&page=http://a.example",
    "POST /api/v1/revocations?withInvited=true&target=" + ID,
    "PUT " + VALUE + "?readers=public&ttlSeconds=60&whenOffline=queue",
    "PUT " + VALUE + "?ifSequence=1&readers=public",
    "PUT " + VALUE + "\r\nIf-None-Match: *",
    "PUT /api/v1/values/%F0%9F%98%80%2Fa+b?readers=%6De",
    "GET " + VALUE + ";b=%T9",
    "PUT " + VALUE + "\r\nIf-Match: \"" + ID + "-12\"\r\nContent-Type: application/json",
    "GET "
        + VALUE
        + "?publisher="
        + ID
        + "\r\nIf-None-Match: \""
        + ID
        + "-12\"\r\nRange: bytes=0-1",
    "DELETE " + VALUE + "?readers=me&ifSequence=9",
    "POST " + MESSAGES + "?readers=public&whenOffline=queue",
    "GET " + MESSAGES,
    "GET " + MESSAGES + "\r\nAccept: text/event-stream\r\nLast-Event-ID: 0123456789abcdef",
    "GET " + MESSAGES + "\r\nAccept: text/event-stream",
    "GET /dashboard/",
    "GET /metrics",
    "GET /api/v1/values/%F0%9F%98%80%2Fa+b",
  };

  private static final String[] PIECES = {
    "%00",
    "%",
    "%zz",
    "%F0%9F",
    "..",
    "//",
    "?",
    "&",
    "=",
    "\0",
    "\r\n",
    "\n",
    ":",
    ";",
    "\u00ff",
    "-1",
    "0",
    "9223372036854775808",
    "1e9",
    "NaN",
    "\"",
    "W/\"\"",
    "*",
    ",",
    "true",
    "null",
    "{}",
    "Content-Length: 1\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Expect: 100-continue\r\n",
    "ifSequence",
    "ttlSeconds",
    "publisher",
    "readers",
  };

  private static AllInOne network;
  private static int port;

  /** Requests without a fault. */
  static List<byte[]> seeds() {
    return Stream.of(SEEDS).map(seed -> bytes(whole(seed))).toList();
  }

  static Stream<byte[]> requests() {
    Random random = new Random(1);
    List<byte[]> all = new ArrayList<>(seeds());
    for (int i = 0; i < MUTANTS; i++) {
      StringBuilder mutant = new StringBuilder(whole(SEEDS[random.nextInt(SEEDS.length)]));
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        int at = random.nextInt(mutant.length());
        switch (random.nextInt(4)) {
          case 0 -> mutant.deleteCharAt(at);
          case 1 -> mutant.setCharAt(at, (char) random.nextInt(256));
          default -> mutant.insert(at, PIECES[random.nextInt(PIECES.length)]);
        }
      }
      all.add(bytes(mutant.toString()));
    }
    return all.stream();
  }

  private static String whole(String seed) {
    int line = seed.indexOf("\r\n");
    String first = line < 0 ? seed : seed.substring(0, line);
    String headers = line < 0 ? "" : seed.substring(line);
    String body = seed.startsWith("P") ? "some text" : "";
    return first
        + (" HTTP/1.1\r\nHost: localhost:" + port + headers + "\r\nConnection: close\r\n")
        + ("Content-Length: " + body.length() + "\r\n\r\n" + body);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @BeforeAll
  static void start(@TempDir Path folder) {
    network = new AllInOne("127.0.0.1", 0, 1, folder);
    port = URI.create(network.address()).getPort();
  }

  @AfterAll
  static void stop() {
    network.close();
  }

  @MethodSource("requests")
  @FuzzTest(maxDuration = "10m")
  void noRequestIsTheServersFault(byte[] request) throws IOException {
    // No request may make the server connect to anybody but itself. Its peers also do so between
    // two requests, so what is allowed is not taken back.
    var unused = BugDetectors.allowNetworkConnections((host, to) -> to == port);
    check(request);
  }

  /** The same without Jazzer. */
  static void check(byte[] request) throws IOException {
    if (request.length > MAX_REQUEST_BYTES) {
      return;
    }
    String answer = answer(request);
    Matcher status = STATUS.matcher(answer);
    assertThat(answer.isEmpty() || status.lookingAt()).as(answer).isTrue();
    if (!answer.isEmpty()) {
      int code = Integer.parseInt(status.group(1));
      assertThat(code < 500 || code == NO_SUCH_METHOD || code == NO_SUCH_VERSION)
          .as(answer)
          .isTrue();
    }
  }

  /** The first line of the answer to what may be no request; empty where the server hung up. */
  static String answer(byte[] request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(ANSWER_MILLIS);
      socket.getOutputStream().write(request);
      socket.shutdownOutput();
      InputStream in = socket.getInputStream();
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int next = in.read(); next >= 0 && next != '\r'; next = in.read()) {
        line.write(next);
      }
      return line.toString(StandardCharsets.ISO_8859_1);
    } catch (SocketTimeoutException late) {
      throw new AssertionError("no answer", late);
    } catch (SocketException closed) {
      return "";
    }
  }
}
