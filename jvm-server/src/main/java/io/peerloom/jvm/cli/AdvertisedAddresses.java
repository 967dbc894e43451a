package io.peerloom.jvm.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** The addresses at which others reach a peer, which may differ from where it listens. */
final class AdvertisedAddresses {
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
