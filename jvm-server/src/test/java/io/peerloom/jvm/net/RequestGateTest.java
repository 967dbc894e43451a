package io.peerloom.jvm.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.jvm.limits.ServerLimits;
import io.peerloom.jvm.loop.JvmRuntime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients of one address that take what they can, on a real port. */
final class RequestGateTest {
  private static final String CROWD = "203.0.113.9";
  private static final int SHARE = ServerLimits.MAX_REQUESTS / 2;

  private final JvmRuntime runtime = new JvmRuntime();
  private final List<Socket> sockets = new ArrayList<>();
  private final CountDownLatch release = new CountDownLatch(1);
  private final CountDownLatch busy = new CountDownLatch(SHARE);
  private final CountDownLatch full = new CountDownLatch(ServerLimits.MAX_REQUESTS);
  private final WebServer server =
      new WebServer.Builder(runtime.scheduler())
          .reachable(new Reachability(List.of(), List.of(), TrustedProxies.LOCAL, null))
          .with(
              config -> {
                config.routes.get("/fast", context -> context.result("ok"));
                config.routes.get("/healthz", context -> context.result("ok"));
                config.routes.get(
                    "/slow",
                    context -> {
                      busy.countDown();
                      full.countDown();
                      release.await();
                      context.result("at last");
                    });
              })
          .start();

  @AfterEach
  void stop() throws IOException {
    release.countDown();
    for (Socket socket : sockets) {
      socket.close();
    }
    server.close();
    runtime.close();
  }

  private Socket request(String path, String address) throws IOException {
    return request(path, address, "");
  }

  private Socket request(String path, String address, String more) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    sockets.add(socket);
    write(
        socket,
        "GET "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Forwarded-For: "
            + address
            + "\r\n"
            + more
            + "\r\n");
    return socket;
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String answer(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  @Test
  void aCrowdAtOneAddressLeavesRoomForOthersAndIsServedInTurn() throws Exception {
    List<Socket> crowd = new ArrayList<>();
    for (int i = 0; i < 3 * SHARE; i++) {
      crowd.add(request("/slow", CROWD));
    }
    assertThat(busy.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(answer(request("/fast", "198.51.100.1"))).contains(" 200 ", "ok");
    assertThat(answer(request("/fast", "2001:db8::1"))).contains(" 200 ", "ok");
    release.countDown();
    for (Socket one : crowd) {
      assertThat(answer(one)).contains(" 200 ", "at last");
    }
  }

  /**
   * The clients behind a proxy of this machine contradict it, or it names none that can be read.
   */
  @ParameterizedTest
  @CsvSource({"203.0.113.9,Forwarded: for=6.6.6.6", "unknown,", "127.0.0.1,"})
  void aCrowdWhoseAddressIsUnclearIsNotThisMachine(String address, String more) throws Exception {
    List<Socket> crowd = new ArrayList<>();
    for (int i = 0; i < 3 * SHARE; i++) {
      crowd.add(request("/slow", address, more == null ? "" : more + "\r\n"));
    }
    assertThat(busy.await(60, TimeUnit.SECONDS)).isTrue();
    Socket other = request("/fast", "198.51.100.1");
    other.setSoTimeout(60_000);
    assertThat(answer(other)).contains(" 200 ", "ok");
    release.countDown();
    for (Socket one : crowd) {
      assertThat(answer(one)).contains(" 200 ", "at last");
    }
  }

  /** Else whoever watches the process ends it when it is busy. */
  @Test
  void healthIsAnsweredWhileAllPlacesAreTaken() throws Exception {
    for (int i = 0; i < ServerLimits.MAX_REQUESTS; i++) {
      Socket own = new Socket(InetAddress.getLoopbackAddress(), server.port());
      sockets.add(own);
      write(own, "GET /slow HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }
    assertThat(full.await(60, TimeUnit.SECONDS)).as("this machine has no share").isTrue();
    Socket waiting = request("/fast", "198.51.100.1");
    Socket health = request("/healthz", "198.51.100.1");
    health.setSoTimeout(8_000);
    assertThat(answer(health)).contains(" 200 ", "ok");
    release.countDown();
    assertThat(answer(waiting)).contains(" 200 ", "ok");
  }

  /** A head that is never complete, a byte a second. */
  @Test
  void aSlowHeadEnds() throws Exception {
    try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      slow.setSoTimeout(1_000);
      write(slow, "GET /fast HTTP/1.1\r\nHost: localhost\r\nX: ");
      boolean ended = false;
      for (int second = 0; second < 90 && !ended; second++) {
        try {
          ended = slow.getInputStream().read() < 0;
        } catch (SocketTimeoutException stillOpen) {
          write(slow, "x");
        } catch (IOException reset) {
          ended = true;
        }
      }
      assertThat(ended).isTrue();
    }
  }
}
