package io.peerloom.jvm.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --root} of the commands that cannot do without the network's root key. */
final class RootKeyOption {
  @Option(
      names = "--root",
      required = true,
      paramLabel = "FILE",
      converter = DataFolder.PathConverter.class,
      description = "The network's root key.")
  private Path file;

  Path file() {
    return file;
  }
}
