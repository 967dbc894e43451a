package io.peerloom.jvm.cli;

import io.peerloom.jvm.server.FrontDoor;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code peerloom bootstrap}. */
@Command(
    name = "bootstrap",
    description = "A bootstrap server: the public front door of a network.",
    mixinStandardHelpOptions = true)
final class BootstrapCommand implements Callable<Integer> {
  @Option(
      names = "--host",
      defaultValue = "0.0.0.0",
      paramLabel = "ADDRESS",
      description = "Address to listen on (default: ${DEFAULT-VALUE}).")
  private String host;

  @Option(
      names = "--port",
      defaultValue = "9000",
      converter = PortConverter.class,
      description = "Port to listen on (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--bridge",
      required = true,
      split = ",",
      paramLabel = "URL",
      converter = WebSocketUrlConverter.class,
      description = "Address of a bridge; several are asked in turn.")
  private List<String> bridges;

  @Override
  public Integer call() {
    return ServerProcess.run(() -> new FrontDoor(host, port, bridges));
  }
}
