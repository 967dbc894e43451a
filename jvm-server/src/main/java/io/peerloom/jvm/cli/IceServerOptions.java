package io.peerloom.jvm.cli;

import io.peerloom.core.base.PeerloomException;
import io.peerloom.jvm.PeerOptions;
import io.peerloom.jvm.net.IceAddress;
import io.peerloom.jvm.store.StartupFailure;
import java.util.List;
import picocli.CommandLine.Option;

/** The STUN and TURN servers that a bridge names to pages. */
final class IceServerOptions {
  @Option(
      names = "--ice-server",
      split = ",",
      paramLabel = "URL",
      converter = IceServerConverter.class,
      description =
          "STUN or TURN server of the network, which pages get with their admission: stun:HOST,"
              + " turn:HOST:PORT?transport=tcp.")
  private List<IceAddress> servers = List.of();

  @Option(
      names = "--turn-secret",
      defaultValue = "",
      paramLabel = "SECRET",
      description =
          "Secret of the TURN servers (coturn: static-auth-secret), from which each page gets"
              + " credentials for a day. Better as PEERLOOM_TURN_SECRET: other users may see"
              + " options (ps).")
  private String secret;

  /** The options of a bridge with these servers. */
  PeerOptions in(PeerOptions bridge) {
    try {
      return servers.isEmpty() && secret.isEmpty()
          ? bridge
          : bridge.iceServers(servers.stream().map(IceAddress::url).toList(), secret);
    } catch (PeerloomException e) {
      throw new StartupFailure("--ice-server and --turn-secret: " + e.getMessage());
    }
  }
}
