package io.peerloom.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The all-in-one as a child process: the real jar on a free port, with everything it says kept. */
final class Server implements AutoCloseable {
  private final Path folder;
  private final Path dataDirectory;
  private final int port;
  private Process process;
  private int starts;

  private Server(Path folder, Path dataDirectory, int port) {
    this.folder = folder;
    this.dataDirectory = dataDirectory;
    this.port = port;
  }

  /** Starts one and waits until it serves. */
  static Server start(Path folder) throws Exception {
    Server server = new Server(folder, folder.resolve("data"), freePort());
    server.start();
    return server;
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Starts the process (again) on the same port and data, and waits until it serves. */
  void start() throws Exception {
    starts++;
    process =
        new ProcessBuilder(
                Program.command(
                    List.of(
                        "--port", String.valueOf(port), "--data-dir", dataDirectory.toString())))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    CompletableFuture<Void> ready = new CompletableFuture<>();
    Process started = process;
    Path log = folder.resolve("server-" + starts + ".log");
    Thread reader = new Thread(() -> record(started, log, ready), "server-output");
    reader.setDaemon(true);
    reader.start();
    try {
      ready.get(Bounds.SERVING.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      process.destroyForcibly();
      throw new AssertionError("the server is not serving; see " + log, e);
    }
  }

  private void record(Process process, Path log, CompletableFuture<Void> ready) {
    try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        PrintWriter file = new PrintWriter(log.toFile(), StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        file.println(line);
        file.flush();
        if (line.contains(url())) {
          ready.complete(null);
        }
      }
      ready.completeExceptionally(new IOException("it ended before it was ready"));
    } catch (IOException e) {
      ready.completeExceptionally(new UncheckedIOException(e));
    }
  }

  String url() {
    return "http://localhost:" + port;
  }

  Path dataDirectory() {
    return dataDirectory;
  }

  /** The end nobody can prepare for. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Ctrl-C; the exit code. */
  int interrupt() throws Exception {
    new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
    if (!process.waitFor(Bounds.ANSWERED.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("Ctrl-C did not end the server");
    }
    return process.exitValue();
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
