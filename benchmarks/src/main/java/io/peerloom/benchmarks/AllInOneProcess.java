package io.peerloom.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The real jar as a child process, on a free port and an empty folder, until it is closed. */
final class AllInOneProcess implements AutoCloseable {
  private static final int READY_SECONDS = 60;
  private static final int END_SECONDS = 10;
  private static final double KIB_PER_MB = 1e6 / 1024;

  private final String url;
  private final Process process;

  AllInOneProcess(Setting setting, String name) throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Path folder = setting.freshFolder(name);
    url = "http://localhost:" + port;
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // As ./run starts it.
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-jar",
                setting.jar().toString(),
                "--port",
                String.valueOf(port),
                "--data-dir",
                folder.resolve("data").toString())
            .redirectError(folder.resolve("server.log").toFile())
            .start();
    CompletableFuture<Void> ready = new CompletableFuture<>();
    Thread reader = new Thread(() -> read(ready), "all-in-one-output");
    reader.setDaemon(true);
    reader.start();
    try {
      Await.get(ready, READY_SECONDS);
    } catch (MeasurementFailure e) {
      close();
      throw new MeasurementFailure("the all-in-one does not serve: " + e.getMessage());
    }
  }

  private void read(CompletableFuture<Void> ready) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.contains(url)) {
          ready.complete(null);
        }
      }
    } catch (IOException e) {
      ready.completeExceptionally(e);
    }
    ready.completeExceptionally(new IOException("it ended"));
  }

  String url() {
    return url;
  }

  /** Resident memory in megabytes (10^6 bytes), as the kernel counts it. */
  double residentMegabytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / KIB_PER_MB;
      }
    }
    throw new MeasurementFailure("the all-in-one has ended");
  }

  /** The same as the only sample of a figure. */
  Samples resident() throws IOException {
    Samples samples = new Samples();
    samples.add(residentMegabytes());
    return samples;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
