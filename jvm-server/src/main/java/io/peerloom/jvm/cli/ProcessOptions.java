package io.peerloom.jvm.cli;

import io.peerloom.jvm.server.ServerProcess;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every server process. */
final class ProcessOptions {
  private static final int MAX_DRAIN_SECONDS = 3_600;

  @Option(
      names = "--drain-seconds",
      defaultValue = "5",
      paramLabel = "SECONDS",
      converter = DrainConverter.class,
      description =
          "How long linked peers have to go elsewhere once it is told to end, 0 for no time"
              + " (default: ${DEFAULT-VALUE}).")
  private int drainSeconds;

  /** Reads {@code --drain-seconds}. */
  static final class DrainConverter extends NumberConverter {
    DrainConverter() {
      super("a number", 0, MAX_DRAIN_SECONDS);
    }
  }

  @Mixin private Logging logging;

  /**
   * Runs a server process until it ends.
   *
   * @param role for the log
   * @return the exit code
   */
  int run(String role, Supplier<ServerProcess> start) {
    logging.apply();
    return new ServerRunner(logging, drainSeconds).run(role, start);
  }
}
