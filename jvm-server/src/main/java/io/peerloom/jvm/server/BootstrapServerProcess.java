package io.peerloom.jvm.server;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Env;
import io.peerloom.core.membership.BootstrapServer;
import io.peerloom.jvm.crypto.JvmIdentity;
import io.peerloom.jvm.logs.EventLog;
import io.peerloom.jvm.loop.JvmRuntime;
import io.peerloom.jvm.loop.PeerLoop;
import io.peerloom.jvm.metrics.ServerMetrics;
import io.peerloom.jvm.net.JavalinWebSockets;
import io.peerloom.jvm.net.OneShotWebSocketPort;
import io.peerloom.jvm.net.Reachability;
import io.peerloom.jvm.net.WebServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.event.Level;

/**
 * A process that is only a bootstrap server. It keeps no state between two requests, so it needs no
 * data directory.
 */
public final class BootstrapServerProcess implements ServerProcess {
  private static final String NAME = "bootstrap";
  private static final EventLog LOG = EventLog.of(NAME);

  private final JvmRuntime runtime = new JvmRuntime();
  private final ServerMetrics metrics = new ServerMetrics();
  private final List<String> advertised;
  private final WebServer server;
  private final BootstrapServer bootstrap;
  private final PeerLoop loop = runtime.newLoop(NAME);
  private volatile boolean draining;
  private WebServer api;
  private volatile BridgeWatch bridgeWatch;

  /** The same as below, without metrics and dashboard. */
  public BootstrapServerProcess(String bindAddress, int port, List<String> bridges) {
    this(bindAddress, port, bridges, Reachability.DEFAULT, null, null);
  }

  /**
   * Starts the server; it accepts WebSockets at every path.
   *
   * @param bridges WebSocket addresses of bridges, tried in turn
   * @param reachability how others reach the server
   * @param apiAddress of metrics and dashboard; null for none
   * @param token of metrics and dashboard; null where only this machine may use them
   * @throws io.peerloom.jvm.store.StartupFailure if it cannot, saying why
   */
  public BootstrapServerProcess(
      String bindAddress,
      int port,
      List<String> bridges,
      Reachability reachability,
      PeerProcess.Address apiAddress,
      ApiToken token) {
    try {
      if (apiAddress != null) {
        api = startApi(apiAddress, bridges, reachability, token);
      }
      server =
          new WebServer.Builder(runtime.scheduler())
              .bind(bindAddress, port)
              .reachable(reachability)
              .onRefusal(metrics::socketRefused)
              .with(new Health(this::readiness))
              .start();
    } catch (RuntimeException e) {
      closeApi();
      runtime.close();
      throw e;
    }
    runtime.countWith(metrics::meter);
    metrics.bridges(bridges);
    advertised =
        reachability.advertised().isEmpty()
            ? List.of(server.defaultAddress())
            : reachability.advertised();
    Env env = runtime.newEnv(loop, NAME);
    bootstrap =
        new BootstrapServer(
            bridges,
            env,
            new OneShotWebSocketPort(loop, runtime.scheduler()),
            JavalinWebSockets.MAX_NEWCOMERS);
    server.route(WebServer.ANY_PATH, loop, bootstrap::accept);
    server.describe(WebServer.ANY_PATH, NAME, "", "");
    bridgeWatch = new BridgeWatch(bootstrap, env, loop);
    bridgeWatch.awaitAsked();
  }

  @Override
  public Readiness readiness() {
    if (draining) {
      return Readiness.DRAINING;
    }
    if (bridgeWatch == null) {
      return Readiness.STARTING;
    }
    if (bridgeWatch.isAnyUp()) {
      return Readiness.READY;
    }
    return bridgeWatch.isAsked()
        ? new Readiness(false, "no bridge can be reached: " + bridgeWatch.codes())
        : Readiness.STARTING;
  }

  /** Signs what it forwards, so that bridges that were told its key recognize it. */
  public void identifyBy(JvmIdentity identity) {
    String key = Bytes.hex(runtime.hash().sha256(identity.identityPublicKey()));
    LOG.event(Level.INFO, "bootstrap.key", "key", key);
    loop.execute(() -> bootstrap.identifyBy(identity, runtime.hash()));
  }

  @Override
  public CompletableFuture<Void> drain() {
    draining = true;
    return ServerProcess.drain(bootstrap, loop);
  }

  private WebServer startApi(
      PeerProcess.Address address,
      List<String> bridges,
      Reachability reachability,
      ApiToken token) {
    CheckedServers checked =
        new CheckedServers(
            null,
            Map.of(),
            null,
            List.of(),
            bridges,
            List.of(),
            reachability.advertised(),
            !reachability.advertised().isEmpty());
    WebServer.Builder builder = new WebServer.Builder(runtime.scheduler());
    return OperatorRoutes.start(
        builder
            .bind(address.host(), address.port())
            .reachable(reachability.ofApi(ApiGate.isLoopback(address.host())))
            .with(new Health(this::readiness))
            .with(new ServerChecks(reachability.pages(), () -> checked))
            .with(
                new OperatorRoutes(NAME, metrics, token, reachability.pages(), builder.threads())));
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
    return String.join(" ", advertised);
  }

  @Override
  public Map<String, List<String>> advertised() {
    return Map.of(NAME, advertised);
  }

  @Override
  public void close() {
    closeApi();
    server.close();
    runtime.close();
  }
}
