package io.peerloom.benchmarks;

import io.peerloom.core.api.LinkInfo;
import io.peerloom.jvm.JvmPeer;
import io.peerloom.jvm.PeerHost;
import io.peerloom.jvm.PeerOptions;
import io.peerloom.jvm.server.BootstrapServerProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A network of peers in this JVM that share nothing but the JVM: a bootstrap server, a bridge, and
 * peers with a port, threads, a data directory and a database each, over real sockets. Each data
 * directory is a failure domain, so an acknowledged write is one that several disks' owners hold.
 */
final class JvmNetwork implements AutoCloseable {
  static final int JOIN_SECONDS = 60;

  private static final int SETTLE_SECONDS = 120;

  /** Peers that join at the same moment; more would only wait for each other's CPU. */
  private static final int JOINING_AT_ONCE = 8;

  /** A large network is settled when no peer's links have changed for this long. */
  private static final int QUIET_SECONDS = 3;

  private static final int FEWEST_LINKS = 8;
  private static final int POLL_MILLIS = 100;

  private final PeerHost bridgeHost;
  private final JvmPeer bridge;
  private final BootstrapServerProcess bootstrap;
  private final List<JvmPeer> peers = new ArrayList<>();

  /**
   * Starts a network and waits until it has settled: all peers are linked to all others, or each
   * has links enough and no more come.
   */
  JvmNetwork(Path folder, int size) throws InterruptedException {
    bridgeHost = PeerHost.open(folder.resolve("bridge"));
    bridgeHost.listen("127.0.0.1", 0);
    PeerOptions options = new PeerOptions().bridge(bridgeHost.rootedBridgeKey("bridge"));
    bridge = Await.get(bridgeHost.join("bridge", options), JOIN_SECONDS);
    bootstrap =
        new BootstrapServerProcess(
            "127.0.0.1", 0, List.of("ws://localhost:" + bridgeHost.port() + "/bridge"));
    for (int joined = 0; joined < size; joined += JOINING_AT_ONCE) {
      List<CompletableFuture<JvmPeer>> joining = new ArrayList<>();
      for (int i = joined; i < Math.min(size, joined + JOINING_AT_ONCE); i++) {
        joining.add(JvmPeer.join(folder.resolve("peer" + (i + 1)), newcomer()));
      }
      for (CompletableFuture<JvmPeer> join : joining) {
        peers.add(Await.get(join, JOIN_SECONDS));
      }
    }
    settle(size);
    OperationsAgent.requireAll();
  }

  private void settle(int size) throws InterruptedException {
    List<Integer> links = links();
    long since = System.nanoTime();
    long end = since + TimeUnit.SECONDS.toNanos(SETTLE_SECONDS);
    while (Collections.min(links) < size - 1) {
      if (System.nanoTime() > end) {
        throw new MeasurementFailure(
            "links of the peers " + links + " after " + SETTLE_SECONDS + " s");
      }
      Thread.sleep(POLL_MILLIS);
      List<Integer> now = links();
      if (!now.equals(links)) {
        links = now;
        since = System.nanoTime();
      } else if (Collections.min(links) >= FEWEST_LINKS
          && System.nanoTime() - since > TimeUnit.SECONDS.toNanos(QUIET_SECONDS)) {
        return;
      }
    }
  }

  /** How anyone joins this network. */
  PeerOptions newcomer() {
    return new PeerOptions().bootstrap(List.of(bootstrap.address()));
  }

  List<JvmPeer> peers() {
    return peers;
  }

  /** Links that count: those to anything but bridges. */
  static int counted(List<LinkInfo> links) {
    return (int) links.stream().filter(link -> !link.kind().equals("bridge")).count();
  }

  /** The links of each peer. */
  List<Integer> links() {
    return peers.stream().map(peer -> counted(peer.links().join())).toList();
  }

  @Override
  public void close() throws InterruptedException {
    List<CompletableFuture<Void>> leaving = peers.stream().map(JvmPeer::leave).toList();
    for (CompletableFuture<Void> leave : leaving) {
      Await.get(leave, JOIN_SECONDS);
    }
    bootstrap.close();
    Await.get(bridge.leave(), JOIN_SECONDS);
    bridgeHost.close();
  }
}
