package io.peerloom.jvm.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerloom.jvm.loop.JvmRuntime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Clients that take their time, or many connections, on a real port whose bounds are so small that
 * a test meets them. Only 127.0.0.1 counts as this machine; 127.0.1.1 and so on are others.
 */
final class RequestBoundsTest {
  private static final int CONNECTIONS = 8;
  private static final int LARGE_BYTES = 64 << 20;
  private static final String HERE = "127.0.0.1";
  private static final String CROWD = "127.0.1.1";

  private final JvmRuntime runtime = new JvmRuntime();
  private final List<Socket> sockets = new ArrayList<>();
  private final CountDownLatch lasting = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private WebServer server;

  private void start(long headSeconds, long requestSeconds) {
    server =
        new WebServer.Builder(runtime.scheduler())
            .bounded(
                new RequestGate.Bounds(
                    CONNECTIONS,
                    TimeUnit.SECONDS.toNanos(headSeconds),
                    TimeUnit.SECONDS.toNanos(requestSeconds),
                    address -> address.getHostAddress().equals(HERE)))
            .with(
                config -> {
                  config.routes.get("/fast", context -> context.result("ok"));
                  config.routes.get("/large", context -> context.result(new byte[LARGE_BYTES]));
                  config.routes.get(
                      "/slow",
                      context -> {
                        release.await();
                        context.result("at last");
                      });
                  config.routes.get(
                      "/stuck",
                      context -> {
                        long since = System.nanoTime();
                        context.attribute(RequestGate.LASTING, (LongSupplier) () -> since);
                        release.await();
                      });
                  config.routes.get(
                      "/lasting",
                      context -> {
                        context.attribute(RequestGate.LASTING, (LongSupplier) System::nanoTime);
                        lasting.countDown();
                        release.await();
                        context.result("at last");
                      });
                })
            .start();
  }

  @AfterEach
  void stop() throws IOException {
    release.countDown();
    for (Socket socket : sockets) {
      socket.close();
    }
    server.close();
    runtime.close();
  }

  private Socket connect(String from) throws IOException {
    Socket socket = new Socket();
    sockets.add(socket);
    socket.setReceiveBufferSize(16 << 10);
    socket.setSoTimeout(60_000);
    socket.bind(new InetSocketAddress(from, 0));
    socket.connect(new InetSocketAddress(InetAddress.getByName(HERE), server.port()));
    return socket;
  }

  private static void ask(Socket socket, String path) throws IOException {
    String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
  }

  private Socket asked(String path) throws IOException {
    Socket socket = connect(HERE);
    ask(socket, path);
    return socket;
  }

  /** Reads until the server has closed the connection; returns the bytes. */
  private static long readToEnd(Socket socket) throws IOException {
    byte[] part = new byte[64 << 10];
    long bytes = 0;
    try {
      for (int read = 0; read >= 0; read = socket.getInputStream().read(part)) {
        bytes += read;
      }
    } catch (SocketException reset) {
      // Closed while something was on its way.
    }
    return bytes;
  }

  private static String status(Socket socket) throws IOException {
    return new String(
        socket.getInputStream().readNBytes("HTTP/1.1 200".length()), StandardCharsets.US_ASCII);
  }

  /** Whether an answer comes; else the server has closed the connection. */
  private static boolean isServed(Socket socket) throws IOException {
    try {
      ask(socket, "/fast");
      return status(socket).equals("HTTP/1.1 200");
    } catch (SocketException closed) {
      return false;
    }
  }

  private static void assertOpen(Socket socket) throws IOException {
    socket.setSoTimeout(1);
    assertThatThrownBy(() -> socket.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    socket.setSoTimeout(60_000);
  }

  @Test
  void aRequestThatTakesTooLongEnds() throws Exception {
    start(60, 1);
    assertThat(readToEnd(asked("/slow"))).isZero();
    assertThat(isServed(connect(HERE))).isTrue();
  }

  @Test
  void aStreamWhoseReaderTakesNothingEnds() throws Exception {
    start(60, 1);
    assertThat(readToEnd(asked("/stuck"))).isZero();
  }

  @Test
  void aReaderThatDoesNotReadEnds() throws Exception {
    start(60, 1);
    Socket lazy = asked("/large");
    assertThat(readToEnd(asked("/slow"))).as("one that began later has ended").isZero();
    assertThat(readToEnd(lazy)).isLessThan(LARGE_BYTES);
  }

  /** An event stream, and a socket of a peer. */
  @Test
  void whatIsToLastStays() throws Exception {
    start(1, 1);
    server.route("/peer", Runnable::run, (transport, from) -> new RecordedEvents());
    Socket stream = asked("/lasting");
    assertThat(lasting.await(60, TimeUnit.SECONDS)).isTrue();
    Socket peer = connect(HERE);
    peer.getOutputStream()
        .write(
            ("GET /peer HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                    + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    assertThat(status(peer)).isEqualTo("HTTP/1.1 101");
    assertThat(readToEnd(asked("/slow"))).as("one that began later has ended").isZero();
    assertThat(readToEnd(connect(HERE))).as("nor does silence last").isZero();
    assertOpen(stream);
    release.countDown();
    assertThat(status(stream)).isEqualTo("HTTP/1.1 200");
  }

  @Test
  void connectionsAreSharedByAddress() throws Exception {
    start(60, 60);
    List<Socket> crowd = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      Socket socket = connect(CROWD);
      if (isServed(socket)) {
        crowd.add(socket);
      }
    }
    assertThat(crowd).hasSize(CONNECTIONS / 2);
    assertThat(isServed(connect("127.0.2.1"))).as("another address").isTrue();
    for (int i = CONNECTIONS / 2 + 1; i < CONNECTIONS; i++) {
      assertThat(isServed(connect(HERE))).as("this machine, as long as there is room").isTrue();
    }
    assertThat(isServed(connect(HERE))).as("this machine, without room").isFalse();
    assertThat(isServed(connect(CROWD))).isFalse();
  }

  /** A connection that gets its place as soon as the server sees that another one has ended. */
  private Socket served(int round) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (true) {
      Socket socket = connect(CROWD);
      if (isServed(socket)) {
        return socket;
      }
      socket.close();
      assertThat(System.nanoTime()).as("a place in round %d", round).isLessThan(end);
    }
  }

  @Test
  void closedConnectionsFreeTheirPlaces() throws Exception {
    start(60, 60);
    for (int round = 0; round < 5; round++) {
      List<Socket> crowd = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS / 2; i++) {
        crowd.add(served(round));
      }
      for (Socket socket : crowd) {
        String last = "GET /fast HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(last.getBytes(StandardCharsets.US_ASCII));
        readToEnd(socket);
        socket.close();
      }
    }
  }
}
