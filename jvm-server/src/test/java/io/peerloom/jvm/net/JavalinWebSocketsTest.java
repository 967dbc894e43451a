package io.peerloom.jvm.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.Transport;
import io.peerloom.core.connection.WebSocketPort;
import io.peerloom.jvm.limits.ServerLimits;
import io.peerloom.jvm.loop.JvmRuntime;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.handshake.ServerHandshake;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The accepting side, driven by another implementation of WebSocket than its own. */
final class JavalinWebSocketsTest {
  /** A binary frame of one byte, masked with zeros. */
  private static final byte[] MASKED_BYTE = {(byte) 0x82, (byte) 0x81, 0, 0, 0, 0, 7};

  private static final int UNPROVED = SocketShares.maxUnproved(JavalinWebSockets.MAX_SOCKETS);

  private final JvmRuntime runtime = new JvmRuntime();
  private final WebSocketServer server = new WebSocketServer(runtime);

  @AfterEach
  void stop() {
    server.close();
    runtime.close();
  }

  private final class Client extends WebSocketClient {
    final CompletableFuture<Integer> closeStatus = new CompletableFuture<>();

    Client(Map<String, String> headers) throws Exception {
      super(new URI(server.url()), new Draft_6455(), headers, 10_000);
      setConnectionLostTimeout(0);
      assertThat(connectBlocking(30, TimeUnit.SECONDS)).isTrue();
    }

    int awaitCloseStatus() throws Exception {
      return closeStatus.get(30, TimeUnit.SECONDS);
    }

    @Override
    public void onOpen(ServerHandshake handshake) {}

    @Override
    public void onMessage(String message) {}

    @Override
    public void onMessage(ByteBuffer bytes) {}

    @Override
    public void onError(Exception e) {}

    @Override
    public void onClose(int code, String reason, boolean remote) {
      closeStatus.complete(code);
    }
  }

  @Test
  void messageOverTheLimitClosesTheSocket() throws Exception {
    Client client = new Client(Map.of());
    WebSocketServer.Accepted accepted = server.awaitAccepted();
    accepted.transport().proved();
    RecordedEvents events = accepted.events();
    client.send(new byte[WebSocketPort.MAX_MESSAGE_BYTES]);
    assertThat(events.awaitMessage()).hasSize(WebSocketPort.MAX_MESSAGE_BYTES);
    client.send(new byte[WebSocketPort.MAX_MESSAGE_BYTES + 1]);
    assertThat(events.awaitClosed().code()).isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(client.awaitCloseStatus()).isEqualTo(CloseCodes.MESSAGE_TOO_BIG);
  }

  @Test
  void aTextMessageCloses() throws Exception {
    Client client = new Client(Map.of());
    RecordedEvents events = server.awaitAccepted().events();
    client.send("a text of more than one character");
    assertThat(events.awaitClosed().code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(client.awaitCloseStatus()).isEqualTo(CloseCodes.status(ErrorCode.INVALID_REQUEST));
  }

  @Test
  void aCutConnectionIsUnreachable() throws Exception {
    Client client = new Client(Map.of());
    RecordedEvents events = server.awaitAccepted().events();
    client.getSocket().setSoLinger(true, 0);
    client.getSocket().close();
    assertThat(events.awaitClosed().code()).isEqualTo(ErrorCode.UNREACHABLE);
  }

  @Test
  void aProxyOnThisMachineNamesTheClient() throws Exception {
    Client client = new Client(Map.of("X-Forwarded-For", "6.6.6.6, 203.0.113.9"));
    assertThat(server.awaitAccepted().remoteAddress()).isEqualTo("203.0.113.9");
    client.closeBlocking();
  }

  @Test
  void strangersSendShortMessages() throws Exception {
    Client client = new Client(Map.of());
    RecordedEvents events = server.awaitAccepted().events();
    client.send(new byte[Limits.MAX_STRANGER_BYTES]);
    assertThat(events.awaitMessage()).hasSize(Limits.MAX_STRANGER_BYTES);
    client.send(new byte[Limits.MAX_STRANGER_BYTES + 1]);
    assertThat(events.awaitClosed().code()).isEqualTo(ErrorCode.TOO_LARGE);
  }

  /** One address opens many sockets and says nothing: its own oldest are closed, no other's. */
  @Test
  void silentSocketsOfOneAddressGiveWay() throws Exception {
    List<Socket> crowd = new ArrayList<>();
    try (Socket honest = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      assertThat(upgrade(honest, "X-Forwarded-For: 203.0.113.8").readLine()).contains(" 101 ");
      RecordedEvents honestEvents = server.awaitAccepted().events();
      List<RecordedEvents> events = new ArrayList<>();
      for (int i = 0; i < UNPROVED; i++) {
        crowd.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
        String answer = upgrade(crowd.get(i), "X-Forwarded-For: 198.51.100.9").readLine();
        assertThat(answer).contains(" 101 ");
        events.add(server.awaitAccepted().events());
      }
      assertThat(events.get(0).awaitClosed()).isNotNull();
      honest.getOutputStream().write(MASKED_BYTE);
      assertThat(honestEvents.awaitMessage()).hasSize(1);
    } finally {
      for (Socket socket : crowd) {
        socket.close();
      }
    }
  }

  /** In a queue whose oldest gave way for each newcomer nobody would be answered. */
  @Test
  void whoHasAskedDoesNotGiveWayToTheNext() throws Exception {
    List<Socket> crowd = new ArrayList<>();
    String address = "X-Forwarded-For: 198.51.100.7";
    try (Socket waiting = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      assertThat(upgrade(waiting, address).readLine()).contains(" 101 ");
      WebSocketServer.Accepted first = server.awaitAccepted();
      server.loop.execute(first.transport()::asked);
      List<RecordedEvents> events = new ArrayList<>();
      for (int i = 0; i <= UNPROVED; i++) {
        crowd.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
        assertThat(upgrade(crowd.get(i), address).readLine()).contains(" 101 ");
        // A socket is answered before it is registered: only so they are in this order there.
        events.add(server.awaitAccepted().events());
      }
      assertThat(events.get(0).awaitClosed()).isNotNull();
      waiting.getOutputStream().write(MASKED_BYTE);
      assertThat(first.events().awaitMessage()).hasSize(1);
    } finally {
      for (Socket socket : crowd) {
        socket.close();
      }
    }
  }

  @Test
  void closedSocketsAreNotCounted() throws Exception {
    for (int i = 0; i < UNPROVED + 10; i++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
        assertThat(upgrade(socket, "X-Forwarded-For: 203.0.113.9").readLine()).contains(" 101 ");
        socket.setSoLinger(true, 0);
      }
      assertThat(server.awaitAccepted().events().awaitClosed().code())
          .isEqualTo(ErrorCode.UNREACHABLE);
    }
  }

  private static BufferedReader upgrade(Socket socket, String header) throws IOException {
    socket
        .getOutputStream()
        .write(
            Bytes.utf8(
                """
                GET /peer HTTP/1.1\r
                Host: localhost\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                %s\r
                \r
                """
                    .formatted(header)));
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
  }

  @Test
  void compressionIsDeclined() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      BufferedReader lines = upgrade(socket, "Sec-WebSocket-Extensions: permessage-deflate");
      assertThat(lines.readLine()).contains(" 101 ");
      for (String line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
        assertThat(line).doesNotContainIgnoringCase("Sec-WebSocket-Extensions");
      }
    }
  }

  /** While the loop is busy no more than a window is taken from the socket; then all comes. */
  @Test
  void aBusyLoopSlowsTheSenderDown() throws Exception {
    Client client = new Client(Map.of());
    WebSocketServer.Accepted accepted = server.awaitAccepted();
    accepted.transport().proved();
    CountDownLatch busy = new CountDownLatch(1);
    server.loop.execute(() -> awaitUninterruptibly(busy));
    int count = 4000;
    byte[] message = new byte[16 << 10];
    for (int i = 0; i < count; i++) {
      client.send(message);
    }
    // 64 MB were sent; had the server taken them, the client would have nothing left to send.
    assertThat(client.hasBufferedData()).isTrue();
    busy.countDown();
    for (int i = 0; i < count; i++) {
      assertThat(accepted.events().awaitMessage()).hasSize(message.length);
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aReceiverThatTakesNothingLosesTheSocket() throws Exception {
    SharedWebSocketClient shared = new SharedWebSocketClient();
    shared.rules().trust(server.url());
    RecordedEvents events = new RecordedEvents();
    CountDownLatch busy = new CountDownLatch(1);
    var loop = runtime.newLoop("slow");
    CompletableFuture<Transport> dialled = new CompletableFuture<>();
    loop.execute(
        () -> {
          dialled.complete(
              new JettyWebSocketPort(shared, loop, runtime.scheduler()).dial(server.url(), events));
        });
    events.awaitOpened();
    dialled.get(10, TimeUnit.SECONDS).proved();
    WebSocketServer.Accepted accepted = server.awaitAccepted();
    loop.execute(() -> awaitUninterruptibly(busy));
    byte[] message = new byte[64 << 10];
    server.loop.execute(
        () -> {
          // More than every buffer on the way takes.
          for (int i = 0; i < 1000; i++) {
            accepted.transport().send(Lane.BULK, message);
            assertThat(accepted.transport().bufferedBytes())
                .isLessThan(ServerLimits.MAX_SOCKET_OUTPUT_BYTES + 1001 * message.length);
          }
        });
    assertThat(accepted.events().awaitClosed().code()).isEqualTo(ErrorCode.OVERLOADED);
    busy.countDown();
    shared.close();
  }
}
