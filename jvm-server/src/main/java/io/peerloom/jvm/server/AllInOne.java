package io.peerloom.jvm.server;

import io.peerloom.core.base.Env;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.membership.BootstrapServer;
import io.peerloom.jvm.JvmPeer;
import io.peerloom.jvm.PeerHost;
import io.peerloom.jvm.PeerOptions;
import io.peerloom.jvm.loop.JvmRuntime;
import io.peerloom.jvm.loop.PeerLoop;
import io.peerloom.jvm.metrics.ServerMetrics;
import io.peerloom.jvm.net.OneShotWebSocketPort;
import io.peerloom.jvm.net.WebServer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A whole network on one machine, in one process, on one port: the bootstrap server, a bridge with
 * the root key, some Node-role peers, the page, and the HTTP API of the first node.
 *
 * <p>The parts share nothing but threads and a database: they dial each other over real sockets, as
 * they would on separate machines.
 */
public final class AllInOne implements ServerProcess {
  private static final String BRIDGE = "bridge";
  private static final String FIRST_NODE = "node1";

  private final PeerHost host;
  private final Map<String, JvmPeer> peers = new ConcurrentHashMap<>();
  private final ServerMetrics metrics = new ServerMetrics();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile boolean ready;

  /**
   * Starts all parts and waits until every peer has joined.
   *
   * @param port 0 for a free one
   * @throws io.peerloom.jvm.store.StartupFailure if it cannot, saying why
   */
  public AllInOne(String bindAddress, int port, int nodes, Path dataDirectory) {
    this(bindAddress, port, nodes, dataDirectory, null);
  }

  /**
   * The same with a token for the HTTP API, metrics and dashboard; with null, only this machine may
   * use them, wherever the port is bound: the first node's key is not lent to a network.
   */
  public AllInOne(String bindAddress, int port, int nodes, Path dataDirectory, ApiToken token) {
    this(bindAddress, port, nodes, PeerHost.open(dataDirectory), token);
  }

  /** The same with an open host, which {@link #close} closes. */
  AllInOne(String bindAddress, int port, int nodes, PeerHost host) {
    this(bindAddress, port, nodes, host, null);
  }

  private AllInOne(String bindAddress, int port, int nodes, PeerHost host, ApiToken token) {
    this.host = host;
    host.runtime().countWith(metrics::meter);
    try {
      HttpApi api = listen(bindAddress, port, token);
      IdentityKeys root = host.identity(PeerHost.ROOT);
      peers.put(
          BRIDGE, ServerProcess.await(BRIDGE, host.join(BRIDGE, new PeerOptions().bridge(root))));
      startBootstrapServer();
      joinNodes(nodes);
      api.joined(peers.get(FIRST_NODE));
      peers.forEach((name, peer) -> metrics.joined(name, peer, host));
      peers.values().forEach(peer -> ServerProcess.whenClosed(peer, () -> ended.complete(null)));
      ready = true;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private HttpApi listen(String bindAddress, int port, ApiToken token) {
    WebServer.Builder builder = new WebServer.Builder(host.runtime().scheduler());
    HttpApi api = new HttpApi(() -> peers.get(FIRST_NODE), Set.of(), builder.threads());
    host.listen(
        builder
            .bind(bindAddress, port)
            .with(new Health(() -> ready && !ended.isDone()))
            .with(new OperatorRoutes("all-in-one", metrics, token, Set.of(), builder.threads()))
            .with(api)
            .with(new PageFiles()));
    return api;
  }

  private void startBootstrapServer() {
    JvmRuntime runtime = host.runtime();
    PeerLoop loop = runtime.newLoop("bootstrap");
    Env env = runtime.newEnv(loop, "bootstrap");
    BootstrapServer bootstrap =
        new BootstrapServer(
            List.of(url(BRIDGE)), env, new OneShotWebSocketPort(loop, runtime.scheduler()));
    host.route("/bootstrap", loop, bootstrap::accept);
  }

  private void joinNodes(int nodes) {
    Map<String, CompletableFuture<JvmPeer>> joining = new LinkedHashMap<>();
    for (int i = 1; i <= nodes; i++) {
      PeerOptions options =
          new PeerOptions()
              .bootstrap(List.of(url("bootstrap")))
              .network(peers.get(BRIDGE).network());
      joining.put("node" + i, host.join("node" + i, options));
    }
    joining.forEach((name, join) -> peers.put(name, ServerProcess.await(name, join)));
  }

  private String url(String name) {
    return "ws://localhost:" + host.port() + "/" + name;
  }

  @Override
  public String address() {
    return "http://localhost:" + host.port();
  }

  @Override
  public CompletableFuture<Void> ended() {
    return ended;
  }

  @Override
  public void close() {
    ready = false;
    ServerProcess.leaveAll(peers.values());
    metrics.close();
    host.close();
  }
}
