package io.peerloom.jvm.server;

import io.peerloom.jvm.PeerHost;
import io.peerloom.jvm.PeerOptions;
import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** What a test has started; ended in the reverse order. */
final class StartedServer implements AutoCloseable {
  private static final int FIRST_PORT = 10_000;
  private static final int PORTS = 10_000;
  private static final AtomicInteger NEXT_PORT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(PORTS));

  static final String LOOPBACK = "127.0.0.1";

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    return part;
  }

  /** A bridge of a network of its own, with an API where a port is named. */
  PeerProcess bridge(PeerHost host, PeerProcess.Address api) {
    return add(
        new PeerProcess(
            host,
            "bridge",
            () -> new PeerOptions().bridge(host.identity(PeerHost.ROOT)),
            List.of(),
            new PeerProcess.Address(LOOPBACK, 0),
            api));
  }

  /** A bootstrap server, with a bridge that it asks. */
  BootstrapServerProcess bootstrap(PeerHost bridgeHost) {
    String bridge = bridge(bridgeHost, null).address();
    return add(new BootstrapServerProcess(LOOPBACK, 0, List.of(bridge)));
  }

  /** Ends one before the others. */
  void end(AutoCloseable part) throws Exception {
    parts.remove(part);
    part.close();
  }

  @Override
  public void close() throws Exception {
    while (!parts.isEmpty()) {
      parts.pop().close();
    }
  }

  /** A free port, of those that the system gives to no connection that goes out. */
  static int freePort() throws IOException {
    while (true) {
      int port = FIRST_PORT + NEXT_PORT.getAndIncrement() % PORTS;
      try (ServerSocket free = new ServerSocket(port)) {
        return free.getLocalPort();
      } catch (BindException taken) {
        // The next one, then.
      }
    }
  }
}
