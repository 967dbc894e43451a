package io.peerloom.jvm.cli;

import io.peerloom.jvm.server.ApiGate;
import io.peerloom.jvm.server.ApiToken;
import io.peerloom.jvm.server.PeerProcess;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Where a server offers its operator the HTTP API, metrics and dashboard, and who may use them.
 * Beyond this machine only those with the token: whoever reaches the port acts with the peer's key.
 */
final class ApiListenAddress {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--api-host",
      paramLabel = "ADDRESS",
      description =
          "Address of the HTTP API, metrics and dashboard (default: ${DEFAULT-VALUE});"
              + " beyond this machine they need a token.")
  private String host = "127.0.0.1";

  @Option(
      names = "--api-port",
      converter = PortConverter.class,
      description = "Port of the HTTP API, metrics and dashboard (default: ${DEFAULT-VALUE}).")
  private int port;

  @Mixin private ApiTokenOptions tokens;

  /** On this machine, at that port unless told otherwise. */
  ApiListenAddress(int port) {
    this.port = port;
  }

  PeerProcess.Address address() {
    return new PeerProcess.Address(host, port);
  }

  /** The token, or null where none is needed; a usage error where one is missing. */
  ApiToken token() {
    ApiToken token = tokens.token(command);
    if (token == null && !ApiGate.isLoopback(host)) {
      throw new ParameterException(
          command.commandLine(),
          "--api-host "
              + host
              + " can be reached from other machines: give a token with --api-token-file or"
              + " --api-token");
    }
    return token;
  }
}
