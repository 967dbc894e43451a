package io.peerloom.benchmarks;

import io.peerloom.core.LinkInfo;
import io.peerloom.jvm.JvmPeer;
import io.peerloom.jvm.PeerHost;
import io.peerloom.jvm.PeerOptions;
import io.peerloom.jvm.server.FrontDoor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A network of peers in this JVM that know nothing of sharing it: a bootstrap server, a bridge, and
 * peers with a port, threads, a data directory and a database each, over real sockets. Each data
 * directory is a failure domain, so an acknowledged write is one that several disks' owners hold.
 */
final class JvmNetwork implements AutoCloseable {
  static final int JOIN_SECONDS = 60;

  private static final int SETTLE_SECONDS = 60;

  private final PeerHost bridgeHost;
  private final JvmPeer bridge;
  private final FrontDoor frontDoor;
  private final List<JvmPeer> peers = new ArrayList<>();

  /** Starts a network and waits until all peers are linked to all others. */
  JvmNetwork(Path folder, int size) throws InterruptedException {
    bridgeHost = PeerHost.open(folder.resolve("bridge"));
    bridgeHost.listen("127.0.0.1", 0);
    PeerOptions options = new PeerOptions().bridge(bridgeHost.identity("root"));
    bridge = Waiting.get(bridgeHost.join("bridge", options), JOIN_SECONDS);
    frontDoor =
        new FrontDoor("127.0.0.1", 0, List.of("ws://localhost:" + bridgeHost.port() + "/bridge"));
    List<CompletableFuture<JvmPeer>> joining = new ArrayList<>();
    for (int i = 1; i <= size; i++) {
      joining.add(JvmPeer.join(folder.resolve("peer" + i), newcomer()));
    }
    for (CompletableFuture<JvmPeer> join : joining) {
      peers.add(Waiting.get(join, JOIN_SECONDS));
    }
    if (!Waiting.until(() -> fewestLinks() >= size - 1, SETTLE_SECONDS)) {
      throw new MeasurementFailure(
          "only " + fewestLinks() + " links at a peer after " + SETTLE_SECONDS + " s");
    }
  }

  /** How anyone joins this network. */
  PeerOptions newcomer() {
    return new PeerOptions().bootstrap(List.of(frontDoor.address()));
  }

  List<JvmPeer> peers() {
    return peers;
  }

  /** Links that count: those to anything but bridges. */
  static int counted(List<LinkInfo> links) {
    return (int) links.stream().filter(link -> !link.kind().equals("bridge")).count();
  }

  private int fewestLinks() {
    return peers.stream().mapToInt(peer -> counted(peer.links().join())).min().orElse(0);
  }

  @Override
  public void close() throws InterruptedException {
    for (JvmPeer peer : peers) {
      Waiting.get(peer.leave(), JOIN_SECONDS);
    }
    frontDoor.close();
    Waiting.get(bridge.leave(), JOIN_SECONDS);
    bridgeHost.close();
  }
}
