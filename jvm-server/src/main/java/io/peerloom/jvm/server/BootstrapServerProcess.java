package io.peerloom.jvm.server;

import io.peerloom.core.membership.BootstrapServer;
import io.peerloom.jvm.loop.JvmRuntime;
import io.peerloom.jvm.loop.PeerLoop;
import io.peerloom.jvm.metrics.ServerMetrics;
import io.peerloom.jvm.net.OneShotWebSocketPort;
import io.peerloom.jvm.net.WebServer;
import java.util.List;
import java.util.Set;

/**
 * A process that is only a bootstrap server. It keeps no state between two requests, so it needs no
 * data directory.
 */
public final class BootstrapServerProcess implements ServerProcess {
  private final JvmRuntime runtime = new JvmRuntime();
  private final ServerMetrics metrics = new ServerMetrics();
  private final WebServer server;
  private WebServer api;
  private volatile BridgeWatch bridgeWatch;

  /** The same as below, without metrics and dashboard. */
  public BootstrapServerProcess(String bindAddress, int port, List<String> bridges) {
    this(bindAddress, port, bridges, null, null);
  }

  /**
   * Starts the server; it accepts WebSockets at every path.
   *
   * @param bridges WebSocket addresses of bridges, tried in turn
   * @param apiAddress of metrics and dashboard; null for none
   * @param token of metrics and dashboard; null where only this machine may use them
   * @throws io.peerloom.jvm.store.StartupFailure if it cannot, saying why
   */
  public BootstrapServerProcess(
      String bindAddress,
      int port,
      List<String> bridges,
      PeerProcess.Address apiAddress,
      ApiToken token) {
    try {
      if (apiAddress != null) {
        api = startApi(apiAddress, token);
      }
      server =
          new WebServer.Builder(runtime.scheduler())
              .bind(bindAddress, port)
              .with(new Health(this::isReady))
              .start();
    } catch (RuntimeException e) {
      closeApi();
      runtime.close();
      throw e;
    }
    runtime.countWith(metrics::meter);
    metrics.bridges(bridges);
    PeerLoop loop = runtime.newLoop("bootstrap");
    BootstrapServer bootstrap =
        new BootstrapServer(
            bridges,
            runtime.newEnv(loop, "bootstrap"),
            new OneShotWebSocketPort(loop, runtime.scheduler()));
    server.route(WebServer.ANY_PATH, loop, bootstrap::accept);
    bridgeWatch = new BridgeWatch(bootstrap, loop);
  }

  private boolean isReady() {
    return bridgeWatch != null && bridgeWatch.isAnyUp();
  }

  private WebServer startApi(PeerProcess.Address address, ApiToken token) {
    WebServer.Builder builder = new WebServer.Builder(runtime.scheduler());
    return OperatorRoutes.start(
        builder
            .bind(address.host(), address.port())
            .with(new Health(this::isReady))
            .with(new OperatorRoutes("bootstrap", metrics, token, Set.of(), builder.threads())));
  }

  /** The port of metrics and dashboard, also where the address left the choice to the system. */
  int apiPort() {
    return api.port();
  }

  private void closeApi() {
    if (api != null) {
      api.close();
    }
    metrics.close();
  }

  @Override
  public String address() {
    return "ws://localhost:" + server.port();
  }

  @Override
  public void close() {
    closeApi();
    server.close();
    runtime.close();
  }
}
