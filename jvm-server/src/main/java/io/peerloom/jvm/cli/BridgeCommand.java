package io.peerloom.jvm.cli;

import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.jvm.PeerHost;
import io.peerloom.jvm.PeerOptions;
import io.peerloom.jvm.server.NodeServer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code peerloom bridge}. The first one of a network, which names no other, makes the root key and
 * keeps it in its data directory.
 */
@Command(
    name = "bridge",
    description = "A bridge: introduces newcomers to the network and stores nothing.",
    mixinStandardHelpOptions = true)
final class BridgeCommand implements Callable<Integer> {
  @Option(
      names = "--host",
      defaultValue = "0.0.0.0",
      paramLabel = "ADDRESS",
      description = "Address to listen on (default: ${DEFAULT-VALUE}).")
  private String host;

  @Option(
      names = "--port",
      defaultValue = "9001",
      converter = PortConverter.class,
      description = "Port to listen on (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--bridge",
      split = ",",
      paramLabel = "URL",
      converter = WebSocketUrlConverter.class,
      description = "Address of another bridge of the network; none for its first bridge.")
  private List<String> bridges = List.of();

  @Option(
      names = "--advertise",
      split = ",",
      paramLabel = "URL",
      converter = WebSocketUrlConverter.class,
      description = "Address at which others reach it (default: ws://localhost:PORT).")
  private List<String> advertise = List.of();

  @Option(
      names = "--data-dir",
      defaultValue = "data",
      paramLabel = "FOLDER",
      description = "Folder for keys and data (default: ./${DEFAULT-VALUE}).")
  private Path dataDirectory;

  @Override
  public Integer call() {
    return ServerProcess.run(
        () -> {
          PeerHost peers = PeerHost.open(dataDirectory);
          IdentityKeys root = bridges.isEmpty() ? peers.identity("root") : null;
          return new NodeServer(
              peers,
              "bridge",
              new PeerOptions().bridge(root).peers(bridges),
              advertise,
              new NodeServer.Address(host, port),
              null);
        });
  }
}
