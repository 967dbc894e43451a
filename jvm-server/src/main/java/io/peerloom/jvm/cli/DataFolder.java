package io.peerloom.jvm.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a process keeps what must outlive it. */
final class DataFolder {
  @Option(
      names = "--data-dir",
      defaultValue = "data",
      paramLabel = "FOLDER",
      description = "Folder for keys and data (default: ./${DEFAULT-VALUE}).")
  private Path folder;

  Path path() {
    return folder;
  }
}
