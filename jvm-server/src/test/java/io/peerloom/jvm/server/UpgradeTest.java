package io.peerloom.jvm.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.peerloom.jvm.PeerHost;
import io.peerloom.jvm.PeerOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Folders made by an earlier version open with their network, identities, values and topics. They
 * are of commit d519628, ended by SIGTERM (the all-in-one with three nodes) and by kill -9 (a
 * bridge and a node); what they hold lives for seven days, so the peers' clock is set to the day
 * after.
 */
final class UpgradeTest {
  private static final String FOLDERS = "/upgrade/format-1-of-26-november-2026.zip";

  /** An all-in-one of commit 936845b, which kept states of compare-and-set beside the records. */
  private static final String STATES_APART = "/upgrade/format-1-of-27-november-2026.zip";

  private static final Instant MADE = Instant.ofEpochMilli(1_795_738_607_030L);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private final StartedServer started = new StartedServer();
  private String api;

  @BeforeEach
  void unpack() throws IOException {
    unpack(FOLDERS);
    unpack(STATES_APART);
  }

  private void unpack(String archive) throws IOException {
    try (InputStream file = UpgradeTest.class.getResourceAsStream(archive);
        ZipInputStream zip = new ZipInputStream(file)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path path = folder.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else {
          Files.copy(zip, path);
        }
      }
    }
  }

  @AfterEach
  void stop() throws Exception {
    started.close();
  }

  private static InstantSource days(int later) {
    long start = System.nanoTime();
    Instant day = MADE.plus(Duration.ofDays(later));
    return () -> day.plusNanos(System.nanoTime() - start);
  }

  private void startAllInOne(InstantSource clock) {
    startAllInOne("allinone", clock);
  }

  private void startAllInOne(String name, InstantSource clock) {
    PeerHost host = PeerHost.open(folder.resolve(name), clock);
    api = started.add(new AllInOne(StartedServer.LOOPBACK, 0, 3, host)).address() + "/api/v1/";
  }

  private String send(HttpRequest.Builder request) throws Exception {
    var answer = client.send(request.build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(api + path));
  }

  private List<String> messages(String topic) throws Exception {
    List<String> texts = new ArrayList<>();
    for (JsonNode message : JSON.readTree(send(request("topics/" + topic + "/messages")))) {
      texts.add(message.get("value").asText());
    }
    return texts;
  }

  private void assertIs(String publisher, String network) throws Exception {
    JsonNode peer = JSON.readTree(send(request("peer")));
    assertThat(peer.get("publisher").asText()).startsWith(publisher);
    assertThat(peer.get("network").asText()).startsWith(network);
  }

  @Test
  void allInOneOpensOldData() throws Exception {
    startAllInOne(days(1));
    assertIs("41702067426b2324", "f6696a1e0a7ce295");
    assertThat(send(request("values/greeting"))).isEqualTo("hello, loom");
    assertThat(send(request("values/diary"))).isEqualTo("mine alone");
    assertThat(send(request("values/a%2Fb"))).isEqualTo("{\"a\": [1, 2.50]}");
    assertThat(send(request("values/twice"))).isEqualTo("second");
    assertThat(messages("news")).containsExactly("message 1", "message 2", "message 3");

    String put = send(request("values/twice?readers=public").PUT(BodyPublishers.ofString("third")));
    assertThat(JSON.readTree(put).get("sequence").asLong()).isEqualTo(3);
    assertThat(send(request("values/twice"))).isEqualTo("third");
    send(request("topics/news/messages").POST(BodyPublishers.ofString("message 4")));
    assertThat(messages("news"))
        .containsExactly("message 1", "message 2", "message 3", "message 4");
  }

  @Test
  void compareAndSetWorksOverDivergedStates() throws Exception {
    startAllInOne("recent", days(2));
    assertIs("34e832a45a0a939e", "d36d949411d0691c");
    assertThat(send(request("values/twice"))).isEqualTo("v2");
    assertThat(send(request("values/diary"))).isEqualTo("mine");
    assertThat(messages("t")).containsExactly("hello");
    HttpRequest.Builder stale =
        request("values/cas?readers=public&ifSequence=1").PUT(BodyPublishers.ofString("stale"));
    assertThat(client.send(stale.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(409);
    send(request("values/cas?readers=public&ifSequence=2").PUT(BodyPublishers.ofString("c3")));
    assertThat(send(request("values/cas"))).isEqualTo("c3");
  }

  @Test
  void oldFolderKeepsItsNetworkAfterExpiry() throws Exception {
    for (InstantSource clock : List.of(days(100), InstantSource.system())) {
      startAllInOne(clock);
      assertIs("41702067426b2324", "f6696a1e0a7ce295");
      send(request("values/new?readers=public").PUT(BodyPublishers.ofString("now")));
      assertThat(send(request("values/new"))).isEqualTo("now");
      started.close();
    }
  }

  @Test
  void killedProcessesOpenOldData() throws Exception {
    InstantSource clock = days(1);
    BootstrapServerProcess bootstrap =
        started.bootstrap(PeerHost.open(folder.resolve("bridge"), clock));
    PeerProcess node =
        started.add(
            new PeerProcess(
                PeerHost.open(folder.resolve("node"), clock),
                "node",
                () -> new PeerOptions().bootstrap(List.of(bootstrap.address() + "/bootstrap")),
                List.of(),
                new PeerProcess.Address(StartedServer.LOOPBACK, 0),
                new PeerProcess.Address(StartedServer.LOOPBACK, 0)));
    api = "http://localhost:" + node.apiPort() + "/api/v1/";
    assertIs("27afaa20f1eb18b9", "fafdd8d59c349005");
    assertThat(send(request("values/greeting"))).isEqualTo("public text");
    assertThat(send(request("values/diary"))).isEqualTo("sealed text");
    assertThat(messages("news")).containsExactly("message 1", "message 2", "message 3");
  }
}
