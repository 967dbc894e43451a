package io.peerloom.jvm.server;

import io.peerloom.jvm.JvmPeer;
import io.peerloom.jvm.PeerHost;
import io.peerloom.jvm.check.SelfTest;
import java.util.List;
import java.util.Map;

/**
 * What {@link ServerChecks} checks: a process and the servers that its options name.
 *
 * @param host of the peers; null for a bootstrap server
 * @param peers those that have joined, by their names
 * @param selfTest of the advertised addresses; null before the first
 * @param bootstraps as {@code --bootstrap}, or of the same process
 * @param bridges as {@code --bridge}
 * @param fixedPeers as {@code --peer}
 * @param ownBootstrap the addresses at which a bootstrap server in this process is advertised
 * @param advertises whether {@code --advertise} is given
 */
record CheckedServers(
    PeerHost host,
    Map<String, JvmPeer> peers,
    SelfTest selfTest,
    List<String> bootstraps,
    List<String> bridges,
    List<String> fixedPeers,
    List<String> ownBootstrap,
    boolean advertises) {

  /** The addresses that others are told, by the names of the peers. */
  Map<String, List<String>> advertised() {
    return host == null ? Map.of() : host.advertised();
  }

  /** Whether others are told addresses that lead nowhere from their machines. */
  boolean isLocalOnly() {
    return host != null && !advertises && host.listensEverywhere();
  }
}
