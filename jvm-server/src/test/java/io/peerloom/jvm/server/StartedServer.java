package io.peerloom.jvm.server;

import io.peerloom.jvm.PeerHost;
import io.peerloom.jvm.PeerOptions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What a test has started; ended in the reverse order. */
final class StartedServer implements AutoCloseable {
  static final String LOOPBACK = "127.0.0.1";

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    return part;
  }

  /** A bridge of a network of its own, with an API where an address is named. */
  PeerProcess bridge(PeerHost host, PeerProcess.Address api) {
    return add(
        new PeerProcess(
            host,
            "bridge",
            () -> new PeerOptions().bridge(host.rootedBridgeKey("bridge")),
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
}
