package io.peerloom.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** The real jar running as a server in its own process, with its output recorded. */
final class JarProcess {
  /** Running, and not ready, is one whose advertised address leads nowhere yet. */
  private static final Pattern READY = Pattern.compile("Peerloom is (ready|running): .*");

  private final Process process;
  private final Path log;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();

  private JarProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts a command and does not wait. */
  static JarProcess start(Path log, List<String> command) throws IOException {
    return start(log, command, System.getenv());
  }

  /** Starts a command with exactly that environment and does not wait. */
  static JarProcess start(Path log, List<String> command, Map<String, String> environment)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(log.getParent().toFile()).redirectErrorStream(true);
    builder.environment().keySet().retainAll(environment.keySet());
    builder.environment().putAll(environment);
    Process process = builder.start();
    JarProcess started = new JarProcess(process, log);
    Thread reader = new Thread(started::record, "output-of-" + log.getFileName());
    reader.setDaemon(true);
    reader.start();
    return started;
  }

  private void record() {
    try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        PrintWriter file = new PrintWriter(log.toFile(), StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        file.println(line);
        file.flush();
        if (READY.matcher(line).matches()) {
          ready.complete(null);
        }
      }
      ready.completeExceptionally(new IOException("it ended before it was ready"));
    } catch (IOException e) {
      ready.completeExceptionally(new UncheckedIOException(e));
    }
  }

  long pid() {
    return process.pid();
  }

  /** Waits until the server is ready, at most that long. */
  void awaitReady(Duration bound) throws InterruptedException {
    try {
      ready.get(bound.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      process.destroyForcibly().waitFor();
      throw new AssertionError("a server is not serving; see " + log, e);
    }
  }

  /** Kills the process, which cannot prepare for it; returns at once. */
  void kill() {
    process.destroyForcibly();
  }

  void awaitEnd() throws InterruptedException {
    process.waitFor();
  }

  /** Sends Ctrl-C, which must end it within that time; returns the exit code. */
  int interrupt(Duration bound) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
    if (!process.waitFor(bound.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("Ctrl-C did not end the server");
    }
    return process.exitValue();
  }
}
