package io.peerloom.jvm.server;

import io.peerloom.jvm.JvmPeer;
import io.peerloom.jvm.PeerHost;
import io.peerloom.jvm.PeerOptions;
import io.peerloom.jvm.check.SelfTest;
import io.peerloom.jvm.metrics.ServerMetrics;
import io.peerloom.jvm.net.Reachability;
import io.peerloom.jvm.net.WebServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A process with one node or bridge: WebSockets on a port that others reach, and the HTTP API on
 * another, by default reachable only from this machine.
 */
public final class PeerProcess implements ServerProcess {
  private final PeerHost host;
  private WebServer api;
  private HttpApi routes;
  private final ServerMetrics metrics = new ServerMetrics();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile SelfTest addresses;
  private volatile PeerOptions chosen;
  private volatile JvmPeer peer;
  private volatile boolean draining;

  /** The address on which a process listens. */
  public record Address(String host, int port) {}

  /** The same as below, with an HTTP API that only this machine may use, or none. */
  public PeerProcess(
      PeerHost host,
      String name,
      Supplier<PeerOptions> options,
      List<String> advertise,
      Address socketAddress,
      Address apiAddress) {
    this(host, name, options, Reachability.DEFAULT.at(advertise), socketAddress, apiAddress, null);
  }

  /**
   * Starts the peer and waits until it has joined.
   *
   * @param options called once the ports are bound, because it may create the data directory
   * @param reachability how others reach the peer; where no address is advertised, at the one at
   *     which it listens
   * @param socketAddress null for a peer that nobody can dial
   * @param apiAddress null for no HTTP API
   * @param token of the HTTP API; null where only this machine may use it
   * @throws io.peerloom.jvm.store.StartupFailure if it cannot, saying why
   */
  public PeerProcess(
      PeerHost host,
      String name,
      Supplier<PeerOptions> options,
      Reachability reachability,
      Address socketAddress,
      Address apiAddress,
      ApiToken token) {
    this.host = host;
    host.runtime().countWith(metrics::meter);
    try {
      if (socketAddress != null) {
        host.listen(
            new WebServer.Builder(host.runtime().scheduler())
                .bind(socketAddress.host(), socketAddress.port())
                .reachable(reachability)
                .onRefusal(metrics::socketRefused)
                .with(new Health(this::readiness)));
      }
      if (apiAddress != null) {
        api = startApi(name, apiAddress, token, reachability);
      }
      chosen = options.get();
      PeerOptions joining = chosen.advertise(reachability.advertised()).anyPath();
      peer = ServerProcess.await(name, host.join(name, joining));
      ServerProcess.warnUnlessReachable(host, reachability);
      ServerProcess.whenClosed(peer, () -> ended.complete(null));
      metrics.joined(name, peer, host);
      addresses = AddressTests.start(host, Map.of(name, peer), metrics);
      if (routes != null) {
        routes.joined(peer);
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public Readiness readiness() {
    if (draining) {
      return Readiness.DRAINING;
    }
    return peer != null && !ended.isDone()
        ? AddressTests.readiness(addresses).unlessStorageRefuses(host.storageRefusal())
        : Readiness.STARTING;
  }

  @Override
  public CompletableFuture<Void> drain() {
    draining = true;
    return peer.drain();
  }

  @Override
  public CompletableFuture<Void> ended() {
    return ended;
  }

  JvmPeer peer() {
    return peer;
  }

  ServerMetrics metrics() {
    return metrics;
  }

  /** The port of the HTTP API, also where the address left the choice to the system. */
  public int apiPort() {
    return api.port();
  }

  private WebServer startApi(
      String name, Address address, ApiToken token, Reachability reachability) {
    WebServer.Builder builder = new WebServer.Builder(host.runtime().scheduler());
    routes = new HttpApi(() -> peer, reachability.pages(), builder.threads());
    return OperatorRoutes.start(
        builder
            .bind(address.host(), address.port())
            .reachable(reachability.ofApi(ApiGate.isLoopback(address.host())))
            .with(new Health(this::readiness))
            .with(new OperatorRoutes(name, metrics, token, reachability.pages(), builder.threads()))
            .with(new ServerChecks(reachability.pages(), () -> checked(name, reachability)))
            .with(routes));
  }

  private CheckedServers checked(String name, Reachability reachability) {
    boolean isBridge = chosen != null && chosen.isBridge();
    List<String> named = chosen == null ? List.of() : chosen.peers();
    return new CheckedServers(
        host,
        peer == null ? Map.of() : Map.of(name, peer),
        addresses,
        chosen == null ? List.of() : chosen.bootstrap(),
        isBridge ? named : List.of(),
        isBridge ? List.of() : named,
        List.of(),
        !reachability.advertised().isEmpty());
  }

  /** Host and port at which this machine reaches it. */
  String localAuthority() {
    return host.localAuthority();
  }

  @Override
  public String address() {
    String addresses =
        advertised().values().stream().flatMap(List::stream).collect(Collectors.joining(" "));
    return addresses.isEmpty() ? "a node without an address, behind a NAT" : addresses;
  }

  @Override
  public Map<String, List<String>> advertised() {
    return host.advertised();
  }

  @Override
  public void close() {
    if (addresses != null) {
      addresses.close();
    }
    if (api != null) {
      api.close();
    }
    if (peer != null) {
      ServerProcess.leaveAll(List.of(peer));
    }
    metrics.close();
    host.close();
  }
}
