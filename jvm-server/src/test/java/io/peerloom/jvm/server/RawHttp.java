package io.peerloom.jvm.server;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Requests byte by byte, for headers that an HTTP client would not let a test choose. */
final class RawHttp {
  private RawHttp() {}

  /** The status of the answer to a request with these header lines. */
  static int status(int port, String requestLine, String... headers) throws IOException {
    return Integer.parseInt(answer(port, requestLine, headers).split(" ", 3)[1]);
  }

  /** The whole answer, headers too. */
  static String answer(int port, String requestLine, String... headers) throws IOException {
    return exchange(port, requestLine + " HTTP/1.1", headers);
  }

  /** The whole answer to a request of HTTP/1.0. */
  static String oldAnswer(int port, String requestLine, String... headers) throws IOException {
    return exchange(port, requestLine + " HTTP/1.0", headers);
  }

  /** The status of the answer to a WebSocket's handshake; closes the connection then. */
  static int upgradeStatus(int port, String requestLine, String... headers) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String request =
          requestLine
              + " HTTP/1.1\r\n"
              + String.join("\r\n", headers)
              + "\r\nConnection: Upgrade\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      byte[] statusLine = socket.getInputStream().readNBytes("HTTP/1.1 101".length());
      return Integer.parseInt(new String(statusLine, StandardCharsets.ISO_8859_1).split(" ", 3)[1]);
    }
  }

  private static String exchange(int port, String firstLine, String... headers) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      StringBuilder request = new StringBuilder(firstLine).append("\r\n");
      for (String header : headers) {
        request.append(header).append("\r\n");
      }
      request.append("Connection: close\r\n\r\n");
      OutputStream out = socket.getOutputStream();
      out.write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
