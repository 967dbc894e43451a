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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged block of the database keeps no server from starting and storing, wherever it is. */
final class DamagedBlocksTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** So often that RocksDB merges the damaged table with newer ones. */
  private static final int RESTARTS = 4;

  /** From one damaged byte to the next that is tried; a block has about 4,000 bytes. */
  private static final int STEP_BYTES = 6_000;

  /** What describes the entries, at the end of a table: without that the database is refused. */
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

  private static AllInOne start(Path data) {
    return new AllInOne("127.0.0.1", 0, 1, data);
  }

  private static Path table(Path data) throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("records"))) {
      return files.filter(each -> each.toString().endsWith(".sst")).findFirst().orElseThrow();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path each : files.toList()) {
        Files.copy(each, to.resolve(from.relativize(each)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  @Test
  void serverStartsWithAnyBlockDamaged() throws Exception {
    String before;
    Path original = temporary.resolve("original");
    try (AllInOne network = start(original)) {
      before = peer(network);
      for (int i = 0; i < 30; i++) {
        send(network, "PUT", "values/name" + i, "x".repeat(300));
        send(network, "POST", "topics/topic" + i % 3 + "/messages", "y".repeat(300));
      }
    }
    // The next start writes what was in the log to tables.
    start(original).close();
    byte[] whole = Files.readAllBytes(table(original));
    for (int at = 10; at < whole.length - DESCRIPTION_BYTES; at += STEP_BYTES) {
      Path data = temporary.resolve("data" + at);
      copy(original, data);
      byte[] damaged = whole.clone();
      damaged[at] ^= 1;
      Files.write(table(data), damaged);
      for (int i = 0; i < RESTARTS; i++) {
        try (AllInOne network = start(data)) {
          assertThat(peer(network)).isEqualTo(before);
          assertThat(send(network, "GET", "queue", "").statusCode()).isEqualTo(200);
          assertThat(send(network, "PUT", "values/new", "z").statusCode()).isEqualTo(200);
          assertThat(send(network, "POST", "topics/new/messages", "z").statusCode()).isEqualTo(200);
        }
      }
    }
  }
}
