package io.peerloom.e2e;

import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.PushSubscribeOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A real nats-server with JetStream, which can be killed and started again on its data. */
final class NatsServer implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final Path folder;
  private final int port;
  private Process process;
  private Connection client;

  private NatsServer(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  static NatsServer start(Path folder) throws Exception {
    NatsServer server = new NatsServer(folder, Server.freePort());
    server.start();
    return server;
  }

  void start() throws Exception {
    String store = folder.resolve("nats").toString();
    process =
        new ProcessBuilder(
                "nats-server", "-a", "127.0.0.1", "-p", String.valueOf(port), "-js", "-sd", store)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("nats.log").toFile()))
            .start();
    await().atMost(Bounds.SERVING).until(this::isServing);
  }

  private boolean isServing() throws InterruptedException {
    try {
      client =
          Nats.connect(
              Options.builder()
                  .server(url())
                  .noReconnect()
                  .errorListener(new ErrorListener() {})
                  .build());
      streams().getAccountStatistics();
      return true;
    } catch (IOException | JetStreamApiException e) {
      return false;
    }
  }

  String url() {
    return "nats://127.0.0.1:" + port;
  }

  JetStreamManagement streams() throws IOException {
    return client.jetStreamManagement();
  }

  /** How many messages a stream has; 0 while there is none. */
  long count(String stream) throws IOException {
    try {
      return streams().getStreamInfo(stream).getStreamState().getMsgCount();
    } catch (JetStreamApiException e) {
      return 0;
    }
  }

  /** All messages of a stream, in order. */
  List<Message> messages(String stream) throws Exception {
    JetStreamSubscription all =
        client
            .jetStream()
            .subscribe(">", PushSubscribeOptions.builder().stream(stream).ordered(true).build());
    List<Message> messages = new ArrayList<>();
    for (long left = count(stream); left > 0; left--) {
      Message next = all.nextMessage(ANSWER);
      if (next == null) {
        throw new AssertionError(left + " messages of " + stream + " do not come");
      }
      messages.add(next);
    }
    all.unsubscribe();
    return messages;
  }

  /** As kill -9 does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
    client.close();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
