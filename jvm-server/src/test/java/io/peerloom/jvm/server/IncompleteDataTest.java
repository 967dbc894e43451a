package io.peerloom.jvm.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerloom.jvm.store.StartupFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data directory of which a part was lost is refused, never filled up with something new. */
final class IncompleteDataTest {
  @TempDir private Path temporary;

  private Path folder;
  private String before;

  @BeforeEach
  void runOnce() throws Exception {
    folder = temporary.resolve("data");
    before = peer(2);
  }

  /** What the first node says of itself: its id, publisher and network. */
  private String peer(int nodes) throws Exception {
    try (AllInOne network = new AllInOne("127.0.0.1", 0, nodes, folder)) {
      URI address = URI.create(network.address() + "/api/v1/peer");
      String answer =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
              .body();
      return answer.substring(0, answer.indexOf("\"state\""));
    }
  }

  private void assertRefused(String... reasons) {
    assertThatThrownBy(() -> new AllInOne("127.0.0.1", 0, 2, folder))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContainingAll(reasons);
  }

  private void assertNeeded(String name, String... reasons) throws Exception {
    Path part = folder.resolve(name);
    Path aside = temporary.resolve("aside");
    Files.move(part, aside);
    assertRefused(reasons);
    assertThat(part).doesNotExist();
    Files.move(aside, part);
  }

  @Test
  void missingKeyFileIsRefused() throws Exception {
    assertNeeded("keys/root.json", "keys/root.json is missing", "its network", "restore");
    assertNeeded("keys/bridge.json", "keys/bridge.json is missing", "its peer", "restore");
    assertNeeded("keys/node2.json", "keys/node2.json is missing", "its peer", "restore");
    assertNeeded("keys", "keys/root.json is missing", "restore");
    assertThat(peer(2)).isEqualTo(before);
  }

  @Test
  void missingPartOfTheFolderIsRefused() throws Exception {
    assertNeeded("format", "file format is missing", "restore");
    assertNeeded("domain", "file domain is missing", "restore");
    assertNeeded("records", "records is missing or empty", "restore");
    assertNeeded("records/CURRENT", "CURRENT is missing", "restore");
    assertThat(peer(2)).isEqualTo(before);
  }

  @Test
  void damagedKeysAreNeverReplaced() throws Exception {
    for (String name : new String[] {"root", "bridge", "node1"}) {
      Path file = folder.resolve("keys").resolve(name + ".json");
      byte[] content = Files.readAllBytes(file);
      for (String damaged : new String[] {"", "{", "{\"version\":1}"}) {
        Files.writeString(file, damaged);
        assertRefused(file.toString(), "is damaged");
        assertThat(file).hasContent(damaged);
      }
      Files.write(file, content);
    }
    assertThat(peer(2)).isEqualTo(before);
  }

  @Test
  void anotherRootKeyIsRefused() throws Exception {
    Path own = folder;
    Path file = folder.resolve("keys/root.json");
    byte[] content = Files.readAllBytes(file);
    folder = temporary.resolve("other");
    peer(1);
    byte[] other = Files.readAllBytes(folder.resolve("keys/root.json"));
    folder = own;
    Files.write(file, other);
    assertRefused("NETWORK_CHANGED", "root.json is of network");
    Files.write(file, content);
    assertThat(peer(2)).isEqualTo(before);
  }

  @Test
  void addedNodesGetNewKeys() throws Exception {
    assertThat(peer(3)).isEqualTo(before);
    assertThat(folder.resolve("keys/node3.json")).exists();
  }

  @Test
  void keysAloneSufficeWithoutDomainFile() throws Exception {
    try (Stream<Path> files = Files.walk(folder.resolve("records"))) {
      files.sorted(Comparator.reverseOrder()).forEach(IncompleteDataTest::delete);
    }
    Files.delete(folder.resolve("domain"));
    String after = peer(2);
    assertThat(network(after)).isEqualTo(network(before));
  }

  private static String network(String peer) {
    return peer.substring(peer.indexOf("\"network\""));
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void readableKeyFileIsMadePrivate() throws Exception {
    Path file = folder.resolve("keys/root.json");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    peer(2);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }
}
