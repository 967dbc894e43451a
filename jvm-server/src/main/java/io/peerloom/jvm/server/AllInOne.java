package io.peerloom.jvm.server;

import io.peerloom.core.base.Env;
import io.peerloom.core.base.Limits;
import io.peerloom.core.membership.BootstrapServer;
import io.peerloom.jvm.JvmPeer;
import io.peerloom.jvm.PeerHost;
import io.peerloom.jvm.PeerOptions;
import io.peerloom.jvm.check.SelfTest;
import io.peerloom.jvm.loop.JvmRuntime;
import io.peerloom.jvm.loop.PeerLoop;
import io.peerloom.jvm.metrics.ServerMetrics;
import io.peerloom.jvm.net.AdvertisedAddress;
import io.peerloom.jvm.net.JavalinWebSockets;
import io.peerloom.jvm.net.OneShotWebSocketPort;
import io.peerloom.jvm.net.Reachability;
import io.peerloom.jvm.net.WebServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * A whole network on one machine, in one process, on one port: the bootstrap server, a bridge, some
 * Node-role peers, the page, and the HTTP API of the first node. It makes the network's root key
 * and signs the bridge's with it.
 *
 * <p>The parts share nothing but threads and a database: they dial each other over real sockets, as
 * they would on separate machines.
 */
public final class AllInOne implements ServerProcess {
  private static final String BOOTSTRAP = "bootstrap";
  private static final String BRIDGE = "bridge";
  private static final String FIRST_NODE = "node1";

  private final PeerHost host;
  private final Reachability reachability;
  private final Map<String, JvmPeer> peers = new ConcurrentHashMap<>();
  private final ServerMetrics metrics = new ServerMetrics();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile SelfTest addresses;
  private volatile boolean ready;
  private volatile boolean draining;
  private BootstrapServer bootstrap;
  private PeerLoop bootstrapLoop;

  /**
   * Starts all parts and waits until every peer has joined.
   *
   * @param port 0 for a free one
   * @throws io.peerloom.jvm.store.StartupFailure if it cannot, saying why
   */
  public AllInOne(String bindAddress, int port, int nodes, Path dataDirectory) {
    this(
        bindAddress,
        port,
        nodes,
        dataDirectory,
        Reachability.DEFAULT,
        null,
        Limits.MAX_STORED_BYTES,
        UnaryOperator.identity());
  }

  /**
   * Like {@link #AllInOne(String, int, int, Path)}, reached by others at further addresses.
   *
   * @param reachability its addresses are bases, to which {@code /node1} and so on are added
   * @param token of the HTTP API, metrics and dashboard; with null, only this machine may use them,
   *     wherever the port is bound: the first node's key is not lent to a network
   * @param storeQuotaBytes how many bytes of records each node holds, {@link
   *     PeerOptions#storeQuota}
   * @param ofBridge adds to the bridge's options
   */
  public AllInOne(
      String bindAddress,
      int port,
      int nodes,
      Path dataDirectory,
      Reachability reachability,
      ApiToken token,
      long storeQuotaBytes,
      UnaryOperator<PeerOptions> ofBridge) {
    this(
        bindAddress,
        port,
        nodes,
        PeerHost.open(dataDirectory),
        reachability,
        token,
        storeQuotaBytes,
        ofBridge);
  }

  /** The same with an open host, which {@link #close} closes. */
  AllInOne(String bindAddress, int port, int nodes, PeerHost host) {
    this(
        bindAddress,
        port,
        nodes,
        host,
        Reachability.DEFAULT,
        null,
        Limits.MAX_STORED_BYTES,
        UnaryOperator.identity());
  }

  private AllInOne(
      String bindAddress,
      int port,
      int nodes,
      PeerHost host,
      Reachability reachability,
      ApiToken token,
      long storeQuotaBytes,
      UnaryOperator<PeerOptions> ofBridge) {
    this.host = host;
    this.reachability = reachability;
    host.runtime().countWith(metrics::meter);
    try {
      HttpApi api = listen(bindAddress, port, token);
      PeerOptions bridge =
          new PeerOptions().advertise(urls(BRIDGE)).bridge(host.rootedBridgeKey(BRIDGE));
      peers.put(BRIDGE, ServerProcess.await(BRIDGE, host.join(BRIDGE, ofBridge.apply(bridge))));
      startBootstrapServer();
      joinNodes(nodes, storeQuotaBytes);
      api.joined(peers.get(FIRST_NODE));
      peers.forEach((name, peer) -> metrics.joined(name, peer, host));
      peers.values().forEach(peer -> ServerProcess.whenClosed(peer, () -> ended.complete(null)));
      ServerProcess.warnUnlessReachable(host, reachability);
      addresses = AddressTests.start(host, peers, metrics);
      ready = true;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private HttpApi listen(String bindAddress, int port, ApiToken token) {
    WebServer.Builder builder = new WebServer.Builder(host.runtime().scheduler());
    HttpApi api = new HttpApi(() -> peers.get(FIRST_NODE), reachability.pages(), builder.threads());
    host.listen(
        builder
            .bind(bindAddress, port)
            .reachable(reachability)
            .onRefusal(metrics::socketRefused)
            .with(new Health(this::readiness))
            .with(
                new OperatorRoutes(
                    "all-in-one", metrics, token, reachability.pages(), builder.threads()))
            .with(new ServerChecks(reachability.pages(), this::checked))
            .with(api)
            .with(new PageFiles(reachability.pages(), reachability.proxies())));
    return api;
  }

  private CheckedServers checked() {
    return new CheckedServers(
        host,
        new TreeMap<>(peers),
        addresses,
        ready ? List.of(localUrl(BOOTSTRAP)) : List.of(),
        List.of(),
        List.of(),
        urls(BOOTSTRAP),
        !reachability.advertised().isEmpty());
  }

  private void startBootstrapServer() {
    JvmRuntime runtime = host.runtime();
    PeerLoop loop = runtime.newLoop("bootstrap");
    bootstrapLoop = loop;
    Env env = runtime.newEnv(loop, "bootstrap");
    bootstrap =
        new BootstrapServer(
            List.of(localUrl(BRIDGE)),
            env,
            new OneShotWebSocketPort(loop, runtime.scheduler()),
            JavalinWebSockets.MAX_NEWCOMERS);
    host.route("/" + BOOTSTRAP, loop, bootstrap::accept);
    host.server().describe("/" + BOOTSTRAP, BOOTSTRAP, "", peers.get(BRIDGE).network());
  }

  @Override
  public Readiness readiness() {
    if (draining) {
      return Readiness.DRAINING;
    }
    return ready && !ended.isDone()
        ? AddressTests.readiness(addresses).unlessStorageRefuses(host.storageRefusal())
        : Readiness.STARTING;
  }

  @Override
  public CompletableFuture<Void> drain() {
    draining = true;
    List<CompletableFuture<Void>> all = new ArrayList<>();
    all.add(ServerProcess.drain(bootstrap, bootstrapLoop));
    peers.values().forEach(peer -> all.add(peer.drain()));
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
  }

  private void joinNodes(int nodes, long storeQuotaBytes) {
    Map<String, CompletableFuture<JvmPeer>> joining = new LinkedHashMap<>();
    String invitation = host.ownInvitation(nodes, List.of(localUrl(BOOTSTRAP)));
    for (int i = 1; i <= nodes; i++) {
      String name = "node" + i;
      PeerOptions options =
          new PeerOptions()
              .bootstrap(List.of(localUrl(BOOTSTRAP)))
              .advertise(urls(name))
              .network(peers.get(BRIDGE).network())
              .storeQuota(storeQuotaBytes);
      if (invitation != null) {
        options.invitation(invitation);
      }
      joining.put(name, host.join(name, options));
    }
    joining.forEach((name, join) -> peers.put(name, ServerProcess.await(name, join)));
  }

  /** Where this process itself reaches a part, whatever leads to it from elsewhere. */
  private String localUrl(String name) {
    return "ws://" + host.localAuthority() + "/" + name;
  }

  /** The advertised addresses of a part; none where it is reached where it listens. */
  private List<String> urls(String name) {
    return reachability.advertised().stream().map(base -> base + "/" + name).toList();
  }

  @Override
  public Map<String, List<String>> advertised() {
    Map<String, List<String>> all = new TreeMap<>(host.advertised());
    List<String> bootstrap = urls(BOOTSTRAP);
    all.put(
        BOOTSTRAP,
        bootstrap.isEmpty() ? List.of(host.defaultAddress() + "/" + BOOTSTRAP) : bootstrap);
    return all;
  }

  /** Host and port at which this machine reaches it. */
  String localAuthority() {
    return host.localAuthority();
  }

  JvmPeer peer(String name) {
    return peers.get(name);
  }

  String network() {
    return peers.get(BRIDGE).network();
  }

  @Override
  public String address() {
    return AdvertisedAddress.page(
        reachability.advertised().isEmpty()
            ? host.defaultAddress()
            : reachability.advertised().get(0));
  }

  @Override
  public CompletableFuture<Void> ended() {
    return ended;
  }

  @Override
  public void close() {
    if (addresses != null) {
      addresses.close();
    }
    ready = false;
    ServerProcess.leaveAll(peers.values());
    metrics.close();
    host.close();
  }
}
