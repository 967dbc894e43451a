package io.peerloom.jvm.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.PeerloomException;
import io.peerloom.jvm.JvmTopic;
import io.peerloom.jvm.loop.JvmRuntime;
import io.peerloom.jvm.net.Reachability;
import io.peerloom.jvm.net.TrustedProxies;
import io.peerloom.jvm.net.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers of event streams that come by a proxy on this machine, on a real port. */
final class EventStreamSharesTest {
  private static final int STREAMS = 8;
  private static final String CROWD = "203.0.113.9";

  @TempDir private Path folder;

  private final JvmRuntime runtime = new JvmRuntime();
  private final List<Socket> sockets = new ArrayList<>();
  private AllInOne network;
  private WebServer server;

  @BeforeEach
  void start() {
    network = new AllInOne("127.0.0.1", 0, 1, folder);
    JvmTopic topic = network.peer("node1").topic("news");
    EventStreams streams = new EventStreams(STREAMS, new MessageRoom());
    server =
        new WebServer.Builder(runtime.scheduler())
            .reachable(new Reachability(List.of(), List.of(), TrustedProxies.LOCAL, null))
            .with(
                config -> {
                  config.routes.get("/news", context -> streams.serve(context, "news", topic));
                  config.routes.exception(
                      PeerloomException.class,
                      (failure, context) -> Problem.answer(context, failure));
                })
            .start();
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    server.close();
    runtime.close();
    network.close();
  }

  /** Asks for a stream, from behind the proxy or with null from this machine itself. */
  private Socket open(String from) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    sockets.add(socket);
    socket.setSoTimeout(60_000);
    String forwarded = from == null ? "" : "X-Forwarded-For: " + from + "\r\n";
    String request = "GET /news HTTP/1.1\r\nHost: localhost\r\n" + forwarded + "\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static int status(Socket socket) throws IOException {
    byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
    return Integer.parseInt(new String(line, StandardCharsets.US_ASCII).substring(9));
  }

  @Test
  void oneAddressLeavesHalfOfThemToOthers() throws Exception {
    List<Socket> crowd = new ArrayList<>();
    for (int i = 0; i < STREAMS; i++) {
      Socket stream = open(CROWD);
      int status = status(stream);
      assertThat(status).isEqualTo(i < STREAMS / 2 ? 200 : 503);
      crowd.add(stream);
    }
    assertThat(status(open("198.51.100.1"))).isEqualTo(200);
    assertThat(status(open("2001:db8::1"))).isEqualTo(200);

    for (Socket stream : crowd) {
      stream.close();
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    for (int taken = 0; taken < STREAMS / 2 - 1; ) {
      assertThat(System.nanoTime()).as("places that were given up").isLessThan(end);
      taken += status(open(CROWD)) == 200 ? 1 : 0;
    }
  }

  @Test
  void thisMachineIsLimitedInAllOnly() throws Exception {
    for (int i = 0; i < STREAMS; i++) {
      assertThat(status(open(null))).isEqualTo(200);
    }
    assertThat(status(open(null))).isEqualTo(503);
  }
}
