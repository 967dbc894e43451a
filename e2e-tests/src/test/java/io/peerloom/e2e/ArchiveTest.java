package io.peerloom.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.nats.client.Message;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Topics are archived into a real nats-server, by a process that is killed. */
class ArchiveTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int OK = 200;

  /** Messages that are published at once. */
  private static final int IN_FLIGHT = 16;

  /** Published between two kills. */
  private static final int MANY = 100;

  @RegisterExtension static final KeptWhenFailed KEPT = new KeptWhenFailed();

  private static Server network;
  private static NatsServer nats;
  private static int starts;

  private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

  @BeforeAll
  static void start() throws Exception {
    network = Server.start(KEPT.folder());
    nats = NatsServer.start(KEPT.folder());
  }

  @AfterAll
  static void stop() throws Exception {
    network.close();
    nats.close();
  }

  private static List<String> arguments(String topic, String stream) throws IOException {
    return List.of(
        "archive",
        "--bootstrap",
        "ws://localhost:" + network.port() + "/bootstrap",
        "--host",
        "127.0.0.1",
        "--port",
        String.valueOf(Server.freePort()),
        "--api-port",
        String.valueOf(Server.freePort()),
        "--data-dir",
        KEPT.folder().resolve("archiver-" + topic).toString(),
        "--topic",
        topic,
        "--nats",
        nats.url(),
        "--stream",
        stream);
  }

  private static Path log() {
    return KEPT.folder().resolve("archiver-" + starts + ".log");
  }

  private static JarProcess archiver(String topic, String stream, String... more)
      throws IOException {
    starts++;
    List<String> arguments = new ArrayList<>(arguments(topic, stream));
    arguments.addAll(List.of(more));
    return JarProcess.start(log(), Program.command(arguments));
  }

  /** Publishes, and returns when all are answered; what is acknowledged is remembered. */
  private void publish(String topic, int count) throws InterruptedException {
    Api api = new Api(network.url());
    Semaphore free = new Semaphore(IN_FLIGHT);
    for (int i = 0; i < count; i++) {
      String message = topic + " " + acknowledged.size() + " " + i;
      free.acquire();
      var unused =
          api.publish(topic, message)
              .whenComplete(
                  (response, failure) -> {
                    if (failure == null && response.statusCode() == OK) {
                      acknowledged.put(id(response), message);
                    }
                    free.release();
                  });
    }
    free.acquire(IN_FLIGHT);
  }

  private static String id(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body()).get("id").asText();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void awaitStored(String stream) {
    await().atMost(Bounds.RECOVERED).until(() -> nats.count(stream) >= acknowledged.size());
  }

  @Test
  void everyMessageIsStoredOnceThroughKills() throws Exception {
    publish("news", MANY);
    JarProcess first = archiver("news", "NEWS", "--create");
    await().atMost(Bounds.SERVING).until(() -> nats.count("NEWS") > 0);
    first.kill();
    first.awaitEnd();
    publish("news", MANY);
    JarProcess second = archiver("news", "NEWS");
    try {
      awaitStored("NEWS");
      Thread flow = new Thread(this::publishMany);
      flow.start();
      nats.kill();
      flow.join();
      nats.start();
      awaitStored("NEWS");
      publish("news", 1);
      awaitStored("NEWS");
    } finally {
      second.kill();
      second.awaitEnd();
    }
    Map<String, String> stored = new HashMap<>();
    List<Message> messages = nats.messages("NEWS");
    for (Message message : messages) {
      assertThat(message.getSubject()).isEqualTo("peerloom.news");
      assertThat(message.getHeaders().getFirst("Peerloom-Topic")).isEqualTo("news");
      stored.put(message.getHeaders().getFirst("Nats-Msg-Id"), new String(message.getData()));
    }
    assertThat(acknowledged).hasSizeGreaterThan(MANY);
    Map<String, String> missing = new HashMap<>(acknowledged);
    stored.forEach(missing::remove);
    assertThat(missing).isEmpty();
    assertThat(messages.size()).as("each once").isEqualTo(stored.size());
  }

  private void publishMany() {
    try {
      publish("news", MANY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void fullStreamIsWaitedFor() throws Exception {
    StreamConfiguration few =
        StreamConfiguration.builder()
            .name("FEW")
            .subjects("few.>")
            .maxMessages(10)
            .discardPolicy(DiscardPolicy.New)
            .build();
    nats.streams().addStream(few);
    publish("diary", 20);
    JarProcess archiver = archiver("diary", "FEW", "--subject", "few.diary");
    try {
      Path log = log();
      await()
          .atMost(Bounds.SERVING)
          .until(() -> Files.readString(log).contains("code=\"FULL\" reason=\"stream FEW stores"));
      assertThat(nats.count("FEW")).isEqualTo(10);
      nats.streams().updateStream(StreamConfiguration.builder(few).maxMessages(100).build());
      awaitStored("FEW");
      await().atMost(Bounds.ANSWERED).until(() -> Files.readString(log).contains("archive.works"));
      assertThat(archiver.interrupt(Bounds.ANSWERED)).isZero();
    } finally {
      archiver.kill();
      archiver.awaitEnd();
    }
    assertThat(nats.messages("FEW")).hasSize(20);
  }

  @Test
  void whatIsWrongIsSaid() throws Exception {
    assertFails(arguments("news", "NONE"), "there is no stream NONE; --create makes one");
    nats.streams().addStream(StreamConfiguration.builder().name("OTHER").subjects("other").build());
    assertFails(arguments("news", "OTHER"), "OTHER does not take subject peerloom.news");
    List<String> away = new ArrayList<>(arguments("news", "NEWS"));
    away.set(away.indexOf(nats.url()), "nats://joe:secret@127.0.0.1:" + Server.freePort());
    assertFails(away, "NATS cannot be reached at nats://127.0.0.1:");
  }

  private static void assertFails(List<String> arguments, String why) throws Exception {
    Program run = Program.run(KEPT.folder(), arguments.toArray(new String[0]));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.lines()).singleElement().asString().contains(why).doesNotContain("secret");
  }
}
