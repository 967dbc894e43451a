package io.peerloom.jvm.cli;

import io.peerloom.jvm.server.PeerProcess;
import picocli.CommandLine.Option;

/** Where a server listens. The initial values of the fields are the defaults. */
final class ListenAddress {
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

  ListenAddress(String host, int port) {
    this.host = host;
    this.port = port;
  }

  String host() {
    return host;
  }

  int port() {
    return port;
  }

  PeerProcess.Address address() {
    return new PeerProcess.Address(host, port);
  }
}
