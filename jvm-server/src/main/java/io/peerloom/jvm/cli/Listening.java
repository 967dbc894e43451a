package io.peerloom.jvm.cli;

import io.peerloom.jvm.server.NodeServer;
import picocli.CommandLine.Option;

/** Where a server listens. What the fields start with is the default. */
final class Listening {
  static final String EVERYWHERE = "0.0.0.0";

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Address to listen on (default: ${DEFAULT-VALUE}).")
  private String host;

  @Option(
      names = "--port",
      converter = PortConverter.class,
      description = "Port to listen on (default: ${DEFAULT-VALUE}).")
  private int port;

  Listening(String host, int port) {
    this.host = host;
    this.port = port;
  }

  String host() {
    return host;
  }

  int port() {
    return port;
  }

  NodeServer.Address address() {
    return new NodeServer.Address(host, port);
  }
}
