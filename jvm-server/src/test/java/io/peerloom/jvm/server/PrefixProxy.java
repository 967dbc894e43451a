package io.peerloom.jvm.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A reverse proxy on this machine that removes a prefix, as nginx does with {@code location
 * /prefix/}: one request a connection, or a WebSocket.
 */
final class PrefixProxy implements AutoCloseable {
  private final String prefix;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Semaphore arrived = new Semaphore(0);
  private volatile String upstream;

  PrefixProxy(String prefix) throws IOException {
    this.prefix = prefix;
    server = new ServerSocket(0, 50, InetAddress.getByName(StartedServer.LOOPBACK));
    start(this::acceptAll);
  }

  /** What others see: {@code 127.0.0.1:PORT/prefix}. */
  String address() {
    return StartedServer.LOOPBACK + ":" + server.getLocalPort() + prefix;
  }

  /** Leads to host and port from now on. */
  void leadTo(String hostAndPort) {
    upstream = hostAndPort;
  }

  /** The request lines that came through, with their prefix. */
  List<String> requests() {
    return requests;
  }

  /** Waits for so many requests more than were waited for before; false if they do not come. */
  boolean awaitRequests(int count, Duration most) throws InterruptedException {
    return arrived.tryAcquire(count, most.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "prefix-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void acceptAll() {
    try {
      while (true) {
        Socket client = server.accept();
        start(() -> serve(client));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket client) {
    String target = upstream;
    try (client) {
      open.add(client);
      String head = readHead(client.getInputStream());
      String line = head.substring(0, head.indexOf("\r\n"));
      requests.add(line);
      arrived.release();
      if (target == null || !line.contains(" " + prefix)) {
        client.getOutputStream().write(bytes("HTTP/1.1 502 Bad Gateway\r\n\r\n"));
        return;
      }
      int colon = target.lastIndexOf(':');
      try (Socket server =
          new Socket(target.substring(0, colon), Integer.parseInt(target.substring(colon + 1)))) {
        open.add(server);
        String passed =
            line.replaceFirst(" " + prefix + "/?", " /")
                + "\r\nX-Forwarded-Prefix: "
                + prefix
                + "\r\nX-Forwarded-For: 203.0.113.7"
                + (head.toLowerCase(Locale.ROOT).contains("upgrade:")
                    ? ""
                    : "\r\nConnection: close")
                + head.substring(line.length());
        server.getOutputStream().write(bytes(passed));
        start(() -> copy(client, server));
        copy(server, client);
      }
    } catch (IOException broken) {
      // Both ends are closed.
    } finally {
      open.remove(client);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String readHead(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (true) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("ended within the head");
      }
      head.write(next);
      if (next == '\n' && head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        return head.toString(StandardCharsets.ISO_8859_1);
      }
    }
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      byte[] buffer = new byte[8192];
      for (int read = from.getInputStream().read(buffer);
          read >= 0;
          read = from.getInputStream().read(buffer)) {
        to.getOutputStream().write(buffer, 0, read);
      }
    } catch (IOException broken) {
      // Both ends are closed.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
