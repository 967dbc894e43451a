package io.peerloom.jvm.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.jvm.limits.ServerLimits;
import io.peerloom.jvm.loop.JvmRuntime;
import io.peerloom.jvm.net.PageOrigins;
import io.peerloom.jvm.net.Reachability;
import io.peerloom.jvm.net.TrustedProxies;
import io.peerloom.jvm.net.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Senders that announce a body and do not send it. */
final class SlowSendersTest {
  /** More than the server has threads. */
  private static final int SENDERS = 200;

  private static final String[] RESOURCES = {"PUT /api/v1/values/a", "POST /api/v1/revocations"};

  private final JvmRuntime runtime = new JvmRuntime();
  private final List<Socket> senders = new ArrayList<>();
  private final WebServer server = start();

  private WebServer start() {
    WebServer.Builder builder = new WebServer.Builder(runtime.scheduler());
    return builder
        .reachable(new Reachability(List.of(), List.of(), TrustedProxies.LOCAL, null))
        .with(new Health(() -> Readiness.READY))
        .with(new HttpApi(() -> null, PageOrigins.NONE, builder.threads()))
        .start();
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket sender : senders) {
      sender.close();
    }
    server.close();
    runtime.close();
  }

  private void send(String head, String body) throws IOException {
    Socket sender = new Socket(InetAddress.getLoopbackAddress(), server.port());
    senders.add(sender);
    String request = head + "\r\nHost: a\r\nContent-Length: 10\r\n\r\n" + body;
    sender.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
  }

  private static String answer(Socket sender) throws IOException {
    return new String(sender.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /** Behind a proxy, which says from where each comes. */
  @Test
  void slowSendersOfOneAddressLeaveHalfOfThePlaces() throws Exception {
    String head = "PUT /api/v1/values/a HTTP/1.1\r\nX-Forwarded-For: ";
    for (int i = 0; i < ServerLimits.MAX_BODIES; i++) {
      send(head + "203.0.113.9", "slow");
    }
    int refused = ServerLimits.MAX_BODIES / 2;
    for (Socket sender : senders.subList(0, ServerLimits.MAX_BODIES)) {
      refused -= answer(sender).startsWith("HTTP/1.1 503 ") ? 1 : 0;
    }
    assertThat(refused).isZero();
  }

  @Test
  void slowSendersDelayNobody() throws Exception {
    for (int i = 0; i < SENDERS; i++) {
      send(RESOURCES[i % 2] + " HTTP/1.1", "slow");
    }
    for (String path : new String[] {"/healthz", "/readyz"}) {
      assertThat(RawHttp.status(server.port(), "GET " + path, "Host: a")).isEqualTo(200);
    }
    assertThat(RawHttp.status(server.port(), "GET /api/v1/peer", "Host: a")).isEqualTo(503);
    int late = 0;
    int refused = 0;
    for (Socket sender : senders) {
      // The server closes the connection: there is more of the body it will not wait for.
      String answer = answer(sender);
      assertThat(answer).contains("application/problem+json");
      late += answer.startsWith("HTTP/1.1 408 ") && answer.contains("TIMEOUT") ? 1 : 0;
      refused += answer.startsWith("HTTP/1.1 503 ") && answer.contains("OVERLOADED") ? 1 : 0;
    }
    assertThat(late + refused).isEqualTo(SENDERS);
    assertThat(late).isGreaterThanOrEqualTo(ServerLimits.MAX_BODIES);
    assertThat(refused).isPositive();
  }
}
