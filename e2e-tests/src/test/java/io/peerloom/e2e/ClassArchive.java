package io.peerloom.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An archive of the server's loaded classes (JVM class data sharing), written by a server that runs
 * for a moment. It halves the cost of the many JVMs of these tests. Each JVM with tests makes its
 * own.
 */
final class ClassArchive {
  private static final Path FILE = make();

  private ClassArchive() {}

  /** The archive; a JVM that cannot use it runs without. */
  static Path file() {
    return FILE;
  }

  private static Path make() {
    Path artifacts = Path.of(System.getProperty("peerloom.artifacts"));
    // Several JVMs with tests run side by side.
    Path folder = artifacts.resolveSibling("class-archive-" + ProcessHandle.current().pid());
    Path file = folder.resolve("server.jsa");
    try {
      Files.createDirectories(folder);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      JarProcess server =
          JarProcess.start(
              folder.resolve("server.log"),
              Program.java(
                  "-XX:ArchiveClassesAtExit=" + file,
                  List.of("--port", "0", "--data-dir", folder.resolve("data").toString())));
      server.awaitReady(Bounds.SERVING);
      server.interrupt(Bounds.SERVING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return file;
  }

  private static void delete(Path folder) {
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      System.err.println("the archive of classes stays in " + folder + ": " + e);
    }
  }
}
