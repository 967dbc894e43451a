package io.peerloom.jvm.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.crypto.IdentityBundle;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.core.crypto.PeerCard;
import io.peerloom.core.crypto.SignedEnvelope;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageCodec;
import io.peerloom.jvm.cli.Main;
import io.peerloom.jvm.crypto.JvmCrypto;
import io.peerloom.jvm.crypto.JvmIdentity;
import io.peerloom.jvm.net.Identification;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Strangers at a server process with a heap of 256 MB: silent sockets, messages without an end, and
 * forged handshakes. Each time values are stored meanwhile, and the process lives on.
 */
final class StrangerFloodTest {
  private static final int SILENT = Integer.getInteger("peerloom.flood.silent", 1_500);
  private static final int SECONDS = Integer.getInteger("peerloom.flood.seconds", 5);

  @TempDir private Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Socket> sockets = new ArrayList<>();
  private int port;
  private Process process;

  @BeforeEach
  void start() throws Exception {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--port",
                Integer.toString(port),
                "--data-dir",
                folder.resolve("data").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!isReady()) {
      assertThat(System.nanoTime()).as(Files.readString(folder.resolve("log"))).isLessThan(until);
      process.waitFor(200, TimeUnit.MILLISECONDS);
    }
  }

  @AfterEach
  void stop() throws Exception {
    for (Socket socket : sockets) {
      socket.close();
    }
    process.destroy();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  private boolean isReady() {
    try {
      return status(HttpRequest.newBuilder(at("readyz")).build()) == 200;
    } catch (IOException starting) {
      return false;
    }
  }

  private URI at(String path) {
    return URI.create("http://localhost:" + port + "/" + path);
  }

  private int status(HttpRequest request) throws IOException {
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** Stores values one after the other for some seconds; all are acknowledged. */
  private void assertPutsSucceed(String during) throws Exception {
    List<Long> millis = new ArrayList<>();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (System.nanoTime() < until) {
      long begun = System.nanoTime();
      URI uri = at("api/v1/values/" + during + millis.size());
      assertThat(status(HttpRequest.newBuilder(uri).PUT(BodyPublishers.ofString("v")).build()))
          .isBetween(200, 204);
      millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
    }
    millis.sort(null);
    System.out.println(
        during
            + ": "
            + millis.size()
            + " puts, p50 "
            + millis.get(millis.size() / 2)
            + " ms, p99 "
            + millis.get(millis.size() * 99 / 100)
            + " ms");
    assertThat(process.isAlive()).as(Files.readString(folder.resolve("log"))).isTrue();
  }

  private Socket upgraded() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(10_000);
    socket
        .getOutputStream()
        .write(
            Bytes.utf8(
                "GET /node1 HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                    + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
    int matched = 0;
    while (matched < 4) {
      int read = socket.getInputStream().read();
      if (read < 0) {
        socket.close();
        throw new IOException("refused");
      }
      matched = read == "\r\n\r\n".charAt(matched) ? matched + 1 : read == '\r' ? 1 : 0;
    }
    return socket;
  }

  private static boolean isClosedByServer(Socket socket) throws IOException {
    try {
      while (socket.getInputStream().read() >= 0) {
        // What it says before.
      }
      return true;
    } catch (SocketException reset) {
      return true;
    } catch (SocketTimeoutException open) {
      return false;
    }
  }

  /** A binary WebSocket message, masked with zeros. */
  private static void send(Socket socket, int opcode, byte[] payload) throws IOException {
    OutputStream out = socket.getOutputStream();
    byte[] head = {
      (byte) opcode,
      (byte) (0x80 | 126),
      (byte) (payload.length >> 8),
      (byte) payload.length,
      0,
      0,
      0,
      0
    };
    out.write(Bytes.concat(head, payload));
  }

  private static byte[] frame(Message message) {
    byte[] encoded = MessageCodec.encode(message);
    return Bytes.concat(
        new byte[] {0, (byte) (encoded.length >> 8), (byte) encoded.length}, encoded);
  }

  private static Message receive(Socket socket) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    if (in.readUnsignedByte() != 0x82) {
      throw new IOException("closed");
    }
    int length = in.readUnsignedByte();
    byte[] payload = new byte[length == 126 ? in.readUnsignedShort() : length];
    in.readFully(payload);
    return MessageCodec.decode(Bytes.slice(payload, 3, payload.length));
  }

  @Test
  void silentSockets() throws Exception {
    for (int i = 0; i < SILENT; i++) {
      try {
        sockets.add(upgraded());
      } catch (IOException refused) {
        // As many as the server takes.
      }
    }
    assertThat(sockets).hasSizeGreaterThan(SILENT / 10);
    assertPutsSucceed("silent");
  }

  @Test
  void silentConnections() throws Exception {
    for (int i = 0; i < SILENT; i++) {
      sockets.add(new Socket(InetAddress.getLoopbackAddress(), port));
    }
    assertPutsSucceed("connections");
  }

  @Test
  void messagesWithoutEnd() throws Exception {
    for (int i = 0; i < 256; i++) {
      Socket socket = upgraded();
      sockets.add(socket);
      try {
        for (int part = 0; part < 32; part++) {
          // The first fragment of a message, and more of it: a frame of each lane with more to
          // come.
          byte[] payload = new byte[30_000];
          payload[0] = (byte) (part % 2 == 0 ? 2 : 3);
          payload[1] = 0x3f;
          send(socket, part == 0 ? 0x02 : 0x00, payload);
        }
      } catch (IOException closed) {
        // The server has closed it.
      }
    }
    assertPutsSucceed("fragments");
    for (Socket socket : sockets) {
      assertThat(isClosedByServer(socket)).isTrue();
    }
  }

  @Test
  void forgedHandshakes() throws Exception {
    byte[] network = network();
    assertPutsSucceed("calm");
    AtomicBoolean over = new AtomicBoolean();
    int[] forged = new int[4];
    List<Thread> forgers = new ArrayList<>();
    for (int i = 0; i < forged.length; i++) {
      int number = i;
      Thread forger =
          new Thread(
              () -> {
                byte[] proof = proof(network);
                byte[] key = new JvmCrypto().generateEphemeral().value().publicKey();
                while (!over.get()) {
                  forged[number] += forge(network, key, proof) ? 1 : 0;
                }
              });
      forger.setDaemon(true);
      forger.start();
      forgers.add(forger);
    }
    assertPutsSucceed("forged");
    over.set(true);
    for (Thread forger : forgers) {
      forger.join();
    }
    assertThat(forged[0]).isPositive();
    System.out.println("forged handshakes: " + (forged[0] + forged[1] + forged[2] + forged[3]));
  }

  private byte[] network() throws Exception {
    HttpRequest check =
        HttpRequest.newBuilder(at("node1")).header(Identification.ASKED, "1").build();
    String header =
        client
            .send(check, BodyHandlers.discarding())
            .headers()
            .firstValue(Identification.ANSWERED)
            .orElseThrow();
    return Bytes.fromHex(Identification.parse(header).orElseThrow().network());
  }

  /** A handshake whose proof passes every check but that of its signature. */
  private boolean forge(byte[] network, byte[] key, byte[] proof) {
    try (Socket socket = upgraded()) {
      String origin = "ws://localhost:" + port + "/node1";
      send(
          socket,
          0x82,
          frame(new LinkMessage.Hello(1, 1, network, key, new byte[16], origin, List.of())));
      boolean answered = receive(socket) instanceof LinkMessage.HelloAnswer;
      send(socket, 0x82, frame(new LinkMessage.HelloProof(proof)));
      receive(socket);
      return answered;
    } catch (IOException closed) {
      return false;
    }
  }

  private static byte[] proof(byte[] network) {
    JvmIdentity keys = new JvmCrypto().newIdentity();
    long now = System.currentTimeMillis();
    byte[] token =
        MembershipToken.issue(
                keys,
                new byte[0],
                network,
                keys.identityPublicKey(),
                new byte[MembershipToken.SALT_BYTES],
                false,
                now,
                now + 3_600_000)
            .value()
            .envelope()
            .encoded();
    byte[] bundle = IdentityBundle.of(keys, network).value().envelope().encoded();
    byte[] card =
        new PeerCard(bundle, token, 0, new byte[8], PeerKind.BROWSER, true, List.of()).encode();
    CborWriter body = new CborWriter();
    body.array(3).bytes(keys.identityPublicKey()).uint(0).bytes(card);
    byte[] otherTranscript = new byte[64];
    return SignedEnvelope.sign(
            SignedEnvelope.Type.PROOF, network, otherTranscript, body.toBytes(), keys)
        .value()
        .encoded();
  }
}
