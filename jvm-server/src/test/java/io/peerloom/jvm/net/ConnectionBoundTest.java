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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections beyond the bound, of this machine and of others, on a real port. */
final class ConnectionBoundTest {
  private static final int BOUND = 16;

  private final JvmRuntime runtime = new JvmRuntime();
  private final List<Socket> sockets = new ArrayList<>();
  private WebServer server;

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    server.close();
    runtime.close();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(10_000);
    sockets.add(socket);
    return socket;
  }

  /** Of many that ask for nothing the oldest give way, and who asks is served. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void silentConnectionsGiveWay(boolean isOwnMachine) throws Exception {
    server =
        new WebServer.Builder(runtime.scheduler())
            .bounded(
                new RequestGate.Bounds(
                    BOUND,
                    TimeUnit.HOURS.toNanos(1),
                    ServerLimits.REQUEST_NANOS,
                    address -> isOwnMachine))
            .with(config -> config.routes.get("/fast", context -> context.result("ok")))
            .start();
    for (int i = 0; i < 4 * BOUND; i++) {
      connect();
    }
    // Which of them are the latest is known to the server alone: its threads open them.
    List<Socket> open = new ArrayList<>(sockets);
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (open.size() > BOUND / 4 && System.nanoTime() < until) {
      open.removeIf(ConnectionBoundTest::hasEnded);
    }
    assertThat(open).hasSize(BOUND / 4);
    Socket last = connect();
    last.getOutputStream()
        .write(
            "GET /fast HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                .getBytes(StandardCharsets.ISO_8859_1));
    assertThat(new String(last.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
        .contains(" 200 ");
  }

  private static boolean hasEnded(Socket socket) {
    try {
      socket.setSoTimeout(20);
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException open) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }
}
