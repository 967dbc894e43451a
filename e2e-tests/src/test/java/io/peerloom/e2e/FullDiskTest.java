package io.peerloom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A server whose disk is full to the last byte: a small file system in a mount namespace (root).
 * Nothing that was acknowledged before or meanwhile is gone, not even when the process is killed,
 * and everything works again once there is space.
 */
class FullDiskTest {
  private static final int DISK_MB = 128;
  private static final int VALUE_BYTES = 50_000;

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> acknowledged = new ArrayList<>();
  private Path folder;
  private Process namespace;
  private JarProcess server;
  private int port;
  private int starts;

  @BeforeEach
  void mount() throws Exception {
    folder = Path.of(System.getProperty("peerloom.artifacts"), "FullDiskTest");
    Folders.delete(folder);
    Files.createDirectories(folder.resolve("disk"));
    String script = "mount -t tmpfs -o size=" + DISK_MB + "m disk \"$0\" && echo && exec cat";
    namespace =
        new ProcessBuilder(
                "unshare", "--mount", "bash", "-c", script, folder.resolve("disk").toString())
            .redirectError(folder.resolve("mount.log").toFile())
            .start();
    assertThat(namespace.getInputStream().read()).as("mounted").isEqualTo('\n');
    port = Server.freePort();
    start();
  }

  @AfterEach
  void unmount() throws Exception {
    server.kill();
    server.awaitEnd();
    namespace.destroyForcibly().waitFor();
  }

  private void start() throws Exception {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("nsenter", "--mount", "--target", String.valueOf(namespace.pid())));
    Path data = folder.resolve("disk").resolve("data");
    command.addAll(
        Program.command(List.of("--port", String.valueOf(port), "--data-dir", data.toString())));
    server = JarProcess.start(folder.resolve("server-" + ++starts + ".log"), command);
    server.awaitReady(Bounds.SERVING);
  }

  /** A file of that disk, as it is seen from outside. */
  private Path onDisk(String name) {
    return Path.of("/proc", String.valueOf(namespace.pid()), "root")
        .resolve(folder.toAbsolutePath().toString().substring(1))
        .resolve("disk")
        .resolve(name);
  }

  /** Takes all the space that there is, and whatever becomes free meanwhile. */
  private void fill() throws IOException {
    try (OutputStream out = Files.newOutputStream(onDisk("filler"))) {
      byte[] part = new byte[4096];
      while (true) {
        out.write(part);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space left");
    }
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder at(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
  }

  /** Puts a value; its name is kept if that was acknowledged. */
  private boolean put(String name) throws Exception {
    int status =
        send(at("/api/v1/values/" + name).PUT(BodyPublishers.ofString(value(name)))).statusCode();
    if (status == 200) {
      acknowledged.add(name);
    }
    return status == 200;
  }

  private static String value(String name) {
    return (name + ' ').repeat(VALUE_BYTES / (name.length() + 1));
  }

  private void assertNothingIsLost() throws Exception {
    for (String name : acknowledged) {
      assertThat(send(at("/api/v1/values/" + name)).body()).as(name).isEqualTo(value(name));
    }
  }

  private void awaitReadiness(int status, String text) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    HttpResponse<String> ready = send(at("/readyz"));
    while (ready.statusCode() != status || !ready.body().contains(text)) {
      assertThat(System.nanoTime()).as(ready.body()).isLessThan(end);
      ready = send(at("/readyz"));
    }
  }

  @Test
  void nothingAcknowledgedIsLostAndAllWorksOnceThereIsSpace() throws Exception {
    for (int i = 0; i < 20; i++) {
      assertThat(put("before" + i)).isTrue();
    }
    fill();
    int refused = 0;
    for (int i = 0; i < 20; i++) {
      refused += put("full" + i) ? 0 : 1;
    }
    assertThat(refused).isPositive();
    awaitReadiness(503, "storage: the disk is full");
    assertThat(send(at("/healthz")).statusCode()).isEqualTo(200);
    assertNothingIsLost();

    Files.delete(onDisk("filler"));
    awaitReadiness(200, "");
    assertThat(put("after")).isTrue();
    assertNothingIsLost();

    fill();
    awaitReadiness(503, "storage: the disk is full");
    server.kill();
    server.awaitEnd();
    Files.delete(onDisk("filler"));
    start();
    assertThat(put("restarted")).isTrue();
    assertNothingIsLost();
  }
}
