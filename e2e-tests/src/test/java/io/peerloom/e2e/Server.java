package io.peerloom.e2e;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** The all-in-one as a child process: the real jar on a free port, with everything it says kept. */
public final class Server implements AutoCloseable {
  private static final int FIRST_PORT = 20_000;
  private static final int PORTS = 12_000;
  private static final AtomicInteger NEXT_PORT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(PORTS));

  private final Path folder;
  private final Path dataDirectory;
  private final int port;
  private final List<String> javaOptions;
  private final List<String> options;
  private JarProcess process;
  private int starts;

  private Server(
      Path folder, Path dataDirectory, int port, List<String> javaOptions, List<String> options) {
    this.folder = folder;
    this.dataDirectory = dataDirectory;
    this.port = port;
    this.javaOptions = javaOptions;
    this.options = options;
  }

  /** Starts one on the data in that folder, if there are any, and waits until it serves. */
  public static Server start(Path folder) throws Exception {
    return start(folder, List.of());
  }

  /** Like {@link #start(Path)}, with further options. */
  public static Server start(Path folder, List<String> options) throws Exception {
    return start(folder, List.of(), options);
  }

  /**
   * Like {@link #start(Path)}, with further options.
   *
   * @param javaOptions of the JVM, which count instead of those that tests use
   */
  public static Server start(Path folder, List<String> javaOptions, List<String> options)
      throws Exception {
    Server server = new Server(folder, folder.resolve("data"), freePort(), javaOptions, options);
    server.start();
    return server;
  }

  /**
   * A port for a server that may die and come back. The system gives none of these to connections
   * that go out, which could be on it when the server returns.
   */
  static int freePort() throws IOException {
    while (true) {
      int port = FIRST_PORT + NEXT_PORT.getAndIncrement() % PORTS;
      try (ServerSocket socket = new ServerSocket(port)) {
        return socket.getLocalPort();
      } catch (BindException taken) {
        // The next one, then.
      }
    }
  }

  /** The first of so many free ports in a row. */
  static int freePorts(int count) throws IOException {
    int first = freePort();
    for (int last = first; last < first + count - 1; ) {
      int next = freePort();
      first = next == last + 1 ? first : next;
      last = next;
    }
    return first;
  }

  /** Starts the process (again) on the same port and data, and waits until it serves. */
  public void start() throws Exception {
    starts++;
    List<String> arguments =
        new ArrayList<>(
            List.of("--port", String.valueOf(port), "--data-dir", dataDirectory.toString()));
    arguments.addAll(options);
    process =
        JarProcess.start(
            folder.resolve("server-" + starts + ".log"), Program.command(javaOptions, arguments));
    process.awaitReady(Bounds.SERVING);
  }

  public int port() {
    return port;
  }

  /** Of its process. */
  public long pid() {
    return process.pid();
  }

  public String url() {
    return "http://localhost:" + port;
  }

  public Path dataDirectory() {
    return dataDirectory;
  }

  /** The end nobody can prepare for. */
  public void kill() throws InterruptedException {
    process.kill();
    process.awaitEnd();
  }

  /** Ctrl-C; the exit code. */
  int interrupt() throws Exception {
    return process.interrupt(Bounds.ANSWERED);
  }

  /** Deletes the data, as if the machine were a new one. */
  void forgetEverything() throws IOException {
    Folders.delete(dataDirectory);
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
