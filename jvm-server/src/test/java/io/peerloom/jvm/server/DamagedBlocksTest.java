package io.peerloom.jvm.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One damaged block of the database never keeps a server from starting, whatever is in it. */
final class DamagedBlocksTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** So often that RocksDB merges the damaged table with newer ones. */
  private static final int RESTARTS = 4;

  private static final int BLOCK_BYTES = 6_000;
  private static final int DESCRIPTION_BYTES = 1_600;

  @TempDir private Path temporary;

  private static HttpResponse<String> send(
      AllInOne network, String method, String path, String body) throws Exception {
    URI address = URI.create(network.address() + "/api/v1/" + path);
    HttpRequest request =
        HttpRequest.newBuilder(address).method(method, BodyPublishers.ofString(body)).build();
    return CLIENT.send(request, BodyHandlers.ofString());
  }

  /** What the first node says of itself: its id, publisher and network. */
  private static String peer(AllInOne network) throws Exception {
    String answer = send(network, "GET", "peer", "").body();
    return answer.substring(0, answer.indexOf("\"state\""));
  }

  private AllInOne start() {
    return new AllInOne("127.0.0.1", 0, 1, temporary.resolve("data"));
  }

  private static Path table(Path data) throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("records"))) {
      return files.filter(each -> each.toString().endsWith(".sst")).findFirst().orElseThrow();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    if (Files.exists(to)) {
      deleteAll(to);
    }
    try (Stream<Path> files = Files.walk(from)) {
      for (Path each : files.toList()) {
        Files.copy(each, to.resolve(from.relativize(each)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private static void deleteAll(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  @Test
  void serverStartsWithAnyBlockDamaged() throws Exception {
    String before;
    try (AllInOne network = start()) {
      before = peer(network);
      for (int i = 0; i < 30; i++) {
        send(network, "PUT", "values/name" + i, "x".repeat(300));
        send(network, "POST", "topics/topic" + i % 3 + "/messages", "y".repeat(300));
      }
    }
    // The next start writes what was in the log to tables.
    start().close();
    Path original = temporary.resolve("original");
    Files.move(temporary.resolve("data"), original);
    byte[] whole = Files.readAllBytes(table(original));
    // Behind the entries of the last peer are what describes them: without that it is refused.
    for (int at = 10; at < whole.length - DESCRIPTION_BYTES; at += BLOCK_BYTES) {
      copy(original, temporary.resolve("data"));
      byte[] damaged = whole.clone();
      damaged[at] ^= 1;
      Files.write(table(temporary.resolve("data")), damaged);
      for (int i = 0; i < RESTARTS; i++) {
        try (AllInOne network = start()) {
          assertThat(peer(network)).isEqualTo(before);
          assertThat(send(network, "GET", "queue", "").statusCode()).isEqualTo(200);
          assertThat(send(network, "PUT", "values/new", "z").statusCode()).isEqualTo(200);
          assertThat(send(network, "POST", "topics/new/messages", "z").statusCode()).isEqualTo(200);
        }
      }
    }
  }
}
