package io.peerloom.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a command is put behind so that its clock is wrong. The library is named and not its program
 * {@code faketime}, which stays between this process and the one that is to be killed; and the
 * monotonic clock moves, too, or a JVM's timed waits end at once.
 */
final class FakeClock {
  private static final Path LIBRARIES = Path.of("/usr/lib");
  private static final String LIBRARY = "faketime/libfaketimeMT.so.1";

  private FakeClock() {}

  static List<String> of(Duration offset) throws IOException {
    String fake = String.format(Locale.ROOT, "FAKETIME=%+d", offset.toSeconds());
    return List.of("env", "LD_PRELOAD=" + library(), fake);
  }

  private static Path library() throws IOException {
    try (Stream<Path> architectures = Files.list(LIBRARIES)) {
      return architectures
          .map(architecture -> architecture.resolve(LIBRARY))
          .filter(Files::exists)
          .findFirst()
          .orElseThrow(() -> new AssertionError("faketime is missing"));
    }
  }
}
