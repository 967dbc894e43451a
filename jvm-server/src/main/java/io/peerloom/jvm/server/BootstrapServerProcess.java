package io.peerloom.jvm.server;

import io.peerloom.core.membership.BootstrapServer;
import io.peerloom.jvm.loop.JvmRuntime;
import io.peerloom.jvm.loop.PeerLoop;
import io.peerloom.jvm.net.OneShotWebSocketPort;
import io.peerloom.jvm.net.WebServer;
import java.util.List;

/**
 * A process that is only a bootstrap server. It keeps no state between two requests, so it needs no
 * data directory.
 */
public final class BootstrapServerProcess implements ServerProcess {
  private final JvmRuntime runtime = new JvmRuntime();
  private final WebServer server;

  /**
   * Starts the server; it accepts WebSockets at every path.
   *
   * @param bridges WebSocket addresses of bridges, tried in turn
   * @throws io.peerloom.jvm.store.StartupFailure if it cannot, saying why
   */
  public BootstrapServerProcess(String bindAddress, int port, List<String> bridges) {
    try {
      server =
          new WebServer.Builder(runtime.scheduler())
              .bind(bindAddress, port)
              .with(new Health(() -> true))
              .start();
    } catch (RuntimeException e) {
      runtime.close();
      throw e;
    }
    PeerLoop loop = runtime.newLoop("bootstrap");
    BootstrapServer bootstrap =
        new BootstrapServer(
            bridges,
            runtime.newEnv(loop, "bootstrap"),
            new OneShotWebSocketPort(loop, runtime.scheduler()));
    server.route(WebServer.ANY_PATH, loop, bootstrap::accept);
  }

  @Override
  public String address() {
    return "ws://localhost:" + server.port();
  }

  @Override
  public void close() {
    server.close();
    runtime.close();
  }
}
