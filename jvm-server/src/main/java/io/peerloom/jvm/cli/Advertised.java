package io.peerloom.jvm.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** How others reach a peer, which is not always where it listens. */
final class Advertised {
  @Option(
      names = "--advertise",
      split = ",",
      paramLabel = "URL",
      converter = WebSocketUrlConverter.class,
      description = "Address at which others reach it (default: ws://localhost:PORT).")
  private List<String> urls = List.of();

  List<String> urls() {
    return urls;
  }
}
