package io.peerloom.jvm.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.jvm.loop.JvmRuntime;
import io.peerloom.jvm.net.PageOrigins;
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

  @Test
  void slowSendersDelayNobody() throws Exception {
    for (int i = 0; i < SENDERS; i++) {
      Socket sender = new Socket(InetAddress.getLoopbackAddress(), server.port());
      senders.add(sender);
      sender
          .getOutputStream()
          .write(
              (RESOURCES[i % 2] + " HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nslow")
                  .getBytes(StandardCharsets.US_ASCII));
    }
    for (String path : new String[] {"/healthz", "/readyz"}) {
      assertThat(RawHttp.status(server.port(), "GET " + path, "Host: a")).isEqualTo(200);
    }
    assertThat(RawHttp.status(server.port(), "GET /api/v1/peer", "Host: a")).isEqualTo(503);
    int late = 0;
    int refused = 0;
    for (Socket sender : senders) {
      // The server closes the connection: there is more of the body it will not wait for.
      String answer =
          new String(sender.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(answer).contains("application/problem+json");
      late += answer.startsWith("HTTP/1.1 408 ") && answer.contains("TIMEOUT") ? 1 : 0;
      refused += answer.startsWith("HTTP/1.1 503 ") && answer.contains("OVERLOADED") ? 1 : 0;
    }
    assertThat(late + refused).isEqualTo(SENDERS);
    assertThat(late).isGreaterThanOrEqualTo(Bodies.MAX_AT_ONCE);
    assertThat(refused).isPositive();
  }
}
