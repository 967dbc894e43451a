package io.peerloom.jvm.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.Transport;
import io.peerloom.core.connection.WebSocketPort;
import io.peerloom.jvm.loop.JvmRuntime;
import io.peerloom.jvm.loop.PeerLoop;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both ports against a real server, and against what real networks do. */
final class WebSocketPortTest {
  enum Kind {
    JETTY,
    ONE_SHOT
  }

  private final JvmRuntime runtime = new JvmRuntime();
  private final SharedWebSocketClient client = new SharedWebSocketClient();
  private final PeerLoop loop = runtime.newLoop("client");
  private final RecordedEvents events = new RecordedEvents();
  private WebSocketServer server;

  @BeforeEach
  void start() {
    server = new WebSocketServer(runtime);
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
    runtime.close();
  }

  private WebSocketPort port(Kind kind) {
    return kind == Kind.JETTY
        ? new JettyWebSocketPort(client, loop, runtime.scheduler())
        : new OneShotWebSocketPort(loop, runtime.scheduler());
  }

  private Transport dial(Kind kind, String url) throws InterruptedException {
    WebSocketPort port = port(kind);
    Transport[] dialled = new Transport[1];
    boolean[] early = new boolean[1];
    onLoop(
        () -> {
          client.rules().trust(url);
          dialled[0] = port.dial(url, events);
          early[0] = !events.isEmpty();
        });
    assertThat(early[0]).as("an event inside the call").isFalse();
    return dialled[0];
  }

  private void onLoop(Runnable task) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    loop.execute(
        () -> {
          task.run();
          done.countDown();
        });
    assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void carriesMessagesBothWaysInOrder(Kind kind) throws Exception {
    Transport dialled = dial(kind, server.url());
    events.awaitOpened();
    WebSocketServer.Accepted accepted = server.awaitAccepted();
    assertThat(accepted.remoteAddress()).isEqualTo("127.0.0.1");
    int count = 5000;
    loop.execute(() -> sendNumbers(dialled, count));
    server.loop.execute(() -> sendNumbers(accepted.transport(), count));
    for (int i = 0; i < count; i++) {
      assertThat(accepted.events().awaitMessage()).isEqualTo(Bytes.bigEndian(i));
      assertThat(events.awaitMessage()).isEqualTo(Bytes.bigEndian(i));
    }
  }

  private static void sendNumbers(Transport transport, int count) {
    for (int i = 0; i < count; i++) {
      transport.send(i % 2 == 0 ? Lane.CONTROL : Lane.BULK, Bytes.bigEndian(i));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCodeTravelsWithTheClose(Kind kind) throws Exception {
    Transport dialled = dial(kind, server.url());
    events.awaitOpened();
    WebSocketServer.Accepted accepted = server.awaitAccepted();
    loop.execute(
        () -> {
          dialled.send(Lane.CONTROL, new byte[] {7});
          dialled.close(ErrorCode.GLARE, "ü".repeat(200));
          dialled.close(ErrorCode.CLOSED, "again");
          dialled.send(Lane.CONTROL, new byte[] {8});
        });
    assertThat(events.awaitClosed().code()).isEqualTo(ErrorCode.GLARE);
    assertThat(accepted.events().awaitMessage()).containsExactly(7);
    RecordedEvents.Closed closed = accepted.events().awaitClosed();
    assertThat(closed.code()).isEqualTo(ErrorCode.GLARE);
    assertThat(closed.reason()).isEqualTo("ü".repeat(61));
    onLoop(() -> {});
    assertThat(events.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void closedPortIsRefused(Kind kind) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    dial(kind, "ws://127.0.0.1:" + port + "/peer");
    assertThat(events.awaitClosed().code()).isEqualTo(ErrorCode.REFUSED);
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerWithoutUpgradeIsRefused(Kind kind) throws Exception {
    dial(kind, "ws://127.0.0.1:" + server.port() + "/nobody");
    assertThat(events.awaitClosed().code()).isEqualTo(ErrorCode.REFUSED);
    dial(kind, "ws://127.0.0.1:" + server.port() + "/plain");
    assertThat(events.awaitClosed().code()).isEqualTo(ErrorCode.REFUSED);
  }

  @ParameterizedTest
  @EnumSource
  void unknownHostIsUnreachable(Kind kind) throws Exception {
    dial(kind, "ws://nowhere.invalid/peer");
    assertThat(events.awaitClosed().code()).isEqualTo(ErrorCode.UNREACHABLE);
  }

  @ParameterizedTest
  @EnumSource
  void aMalformedAddressIsInvalid(Kind kind) throws Exception {
    for (String address :
        new String[] {
          "",
          "ws://",
          "http://localhost/",
          "ws://a b/",
          "ws://host:0/",
          "ws://host:99999/",
          "ws://user@host/",
          "ws://host/#part",
          "ws:host",
          "ws://" + "a".repeat(600)
        }) {
      dial(kind, address);
      assertThat(events.awaitClosed().code()).as(address).isEqualTo(ErrorCode.INVALID_REQUEST);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aServerThatNeverAnswersTimesOut(Kind kind) throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      dial(kind, "ws://127.0.0.1:" + silent.getLocalPort() + "/peer");
      assertThat(events.awaitClosed().code()).isEqualTo(ErrorCode.TIMEOUT);
    }
  }

  @ParameterizedTest
  @EnumSource
  void abandonedDialReportsNothing(Kind kind) throws Exception {
    WebSocketPort port = port(kind);
    onLoop(() -> port.dial(server.url(), events).close(ErrorCode.GLARE, "yielded"));
    assertThat(events.awaitClosed().code()).isEqualTo(ErrorCode.GLARE);
    // The next one is all that is heard of.
    dial(kind, server.url());
    events.awaitOpened();
    onLoop(() -> {});
    assertThat(events.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void deadServerIsDetected(Kind kind) throws Exception {
    dial(kind, server.url());
    events.awaitOpened();
    server.close();
    assertThat(events.awaitClosed().code()).isIn(ErrorCode.CLOSED, ErrorCode.UNREACHABLE);
  }
}
