package io.peerloom.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.Peer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a program has on its class path when it uses the Java API. */
final class LibraryTest {
  private static final String CONFIGURATION =
      "logback(-test)?\\.(xml|groovy|scmo)|log4j2?(-test)?\\.(xml|properties|ya?ml|json)"
          + "|(simplelogger|logging|commons-logging)\\.properties";

  @Test
  void bringsNoLoggingConfigurationOrProvider() throws Exception {
    for (Class<?> type : List.of(JvmPeer.class, Peer.class)) {
      URI place = type.getProtectionDomain().getCodeSource().getLocation().toURI();
      Path path = Path.of(place);
      if (Files.isDirectory(path)) {
        assertQuiet(path);
      } else {
        try (FileSystem jar = FileSystems.newFileSystem(path)) {
          assertQuiet(jar.getPath("/"));
        }
      }
    }
  }

  private static void assertQuiet(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      assertThat(files.filter(Files::isRegularFile))
          .isNotEmpty()
          .noneMatch(file -> file.getFileName().toString().matches(CONFIGURATION))
          .noneMatch(file -> file.toString().contains("org.slf4j"));
    }
  }
}
