package io.peerloom.e2e.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A WebSocket (RFC 6455) of somebody who writes what they like and reads nothing. */
final class RawSocket {
  private static final int ANSWER_MILLIS = 5_000;
  private static final int FINAL_BINARY = 0x82;
  private static final int MASKED = 0x80;
  private static final int LENGTH_16 = 126;

  private final Socket socket;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);

  RawSocket(Socket socket) {
    this.socket = socket;
  }

  /** Adds the request for a WebSocket at a path, with further lines for its head. */
  RawSocket upgrade(String path, String more) throws IOException {
    String request =
        "GET "
            + path
            + " HTTP/1.1\r\nHost: localhost:"
            + socket.getPort()
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n"
            + more
            + "\r\n";
    out.write(request.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /** Adds a message of up to 64 KiB; the mask is zero. */
  RawSocket message(byte[] message) throws IOException {
    return part(message, message.length);
  }

  /** Adds the beginning of a message that says it is longer. */
  RawSocket part(byte[] bytes, int announced) throws IOException {
    out.write(new byte[] {(byte) FINAL_BINARY, (byte) (MASKED | LENGTH_16)});
    out.write(new byte[] {(byte) (announced >> 8), (byte) announced, 0, 0, 0, 0});
    out.write(bytes);
    return this;
  }

  /** Writes what was added. */
  void send() throws IOException {
    socket.getOutputStream().write(out.toByteArray());
    out.reset();
  }

  /** Whether the server has made a WebSocket of it. */
  boolean isUpgraded() throws IOException {
    socket.setSoTimeout(ANSWER_MILLIS);
    byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 101".length());
    return new String(status, StandardCharsets.ISO_8859_1).endsWith(" 101");
  }

  void close() {
    try {
      socket.close();
    } catch (IOException closed) {
      // It is of no use any more, closed or not.
    }
  }
}
