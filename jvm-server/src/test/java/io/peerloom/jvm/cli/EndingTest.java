package io.peerloom.jvm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.jvm.JvmPeer;
import io.peerloom.jvm.PeerOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a server process ends, which only a real one shows: its signals and its exit code. */
final class EndingTest {
  private static final Pattern READY = Pattern.compile("Peerloom is (?:ready|running): (\\S+).*");
  private static final int SIGTERM = 15;
  private static final int SIGINT = 2;
  private static final int SIGSTOP = 19;
  private static final long MAX_SECONDS = 60;

  @TempDir private Path folder;

  private final List<Process> started = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    started.forEach(Process::destroyForcibly);
  }

  private record Server(Process process, String address) {
    void signal(int number) throws Exception {
      int status =
          new ProcessBuilder("kill", "-" + number, String.valueOf(process.pid())).start().waitFor();
      assertThat(status).isZero();
    }

    int exitCode() throws InterruptedException {
      assertThat(process.waitFor(MAX_SECONDS, TimeUnit.SECONDS)).as("ended").isTrue();
      return process.exitValue();
    }
  }

  private Server start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m"));
    command.add("-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")));
    command.add("-cp");
    command.addAll(List.of(System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectError(folder.resolve("log-" + started.size()).toFile())
            .start();
    started.add(process);
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = lines.readLine();
    Matcher ready = READY.matcher(line);
    assertThat(ready.matches()).as(line).isTrue();
    return new Server(process, ready.group(1));
  }

  private Server network(String name, String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--port=0", "--nodes=1"));
    arguments.add("--data-dir=" + folder.resolve(name));
    arguments.addAll(List.of(more));
    return start(arguments.toArray(String[]::new));
  }

  private JvmPeer join(Server network, String name) throws Exception {
    PeerOptions options =
        new PeerOptions()
            .bootstrap(List.of(network.address().replace("http", "ws") + "/bootstrap"));
    return JvmPeer.join(folder.resolve(name), options).get(MAX_SECONDS, TimeUnit.SECONDS);
  }

  private String readiness(Server server) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + "/readyz")).build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    return answer.statusCode() + " " + answer.body().strip();
  }

  @Test
  void sigtermEndsWithZero() throws Exception {
    Server bootstrap = start("bootstrap", "--port=0", "--api-port=0", "--bridge=ws://localhost:1");
    Server network = network("network", "--drain-seconds=0");
    bootstrap.signal(SIGTERM);
    network.signal(SIGINT);
    assertThat(bootstrap.exitCode()).isZero();
    assertThat(network.exitCode()).isZero();
  }

  /** A node that is stopped keeps its links for a while: there is time to look. */
  @Test
  void drainsUntilTheSecondSignal() throws Exception {
    Server network = network("network", "--drain-seconds=3600");
    String door = network.address().replace("http", "ws") + "/bootstrap";
    Server node =
        start(
            "node",
            "--port=0",
            "--api-port=0",
            "--host=127.0.0.1",
            "--bootstrap=" + door,
            "--data-dir=" + folder.resolve("node"));
    assertThat(readiness(network)).isEqualTo("200 ready");
    node.signal(SIGSTOP);
    network.signal(SIGTERM);
    while (readiness(network).equals("200 ready")) {
      Thread.onSpinWait();
    }
    assertThat(readiness(network)).isEqualTo("503 draining");
    network.signal(SIGTERM);
    assertThat(network.exitCode()).isEqualTo(128 + SIGTERM);
    node.process().destroyForcibly().waitFor();
    try (Stream<Path> left = Files.list(folder.resolve("tmp"))) {
      assertThat(left).as("native code in the temporary folder").isEmpty();
    }
  }

  @Test
  void endsOnceAllHaveGone() throws Exception {
    Server network = network("network", "--drain-seconds=3600");
    JvmPeer linked = join(network, "linked");
    network.signal(SIGTERM);
    assertThat(network.exitCode()).isZero();
    linked.leave().get(MAX_SECONDS, TimeUnit.SECONDS);
  }
}
