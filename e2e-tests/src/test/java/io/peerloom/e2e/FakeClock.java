package io.peerloom.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A prefix that makes a command run with a wrong clock. It preloads the library instead of running
 * the program {@code faketime}, which would stay between this process and the one to be killed. The
 * monotonic clock is changed as well, or a JVM's timed waits would end at once.
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
