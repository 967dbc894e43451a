package io.peerloom.jvm.cli;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.jvm.store.StartupFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code peerloom subscribe}: prints one JSON line per message, the history first, until Ctrl-C, or
 * until the reader of the output has ended.
 */
@Command(
    name = "subscribe",
    description = "Prints the messages of a topic: its history, then what is published.",
    mixinStandardHelpOptions = true)
final class SubscribeCommand implements Callable<Integer> {
  private static final String DATA = "data: ";

  /** Three heartbeats of the node, which it sends every 15 s. */
  private static final int MAX_SILENCE_SECONDS = 45;

  private static final int MAX_WAITING_LINES = 1024;

  @Mixin private NodeApi api;

  @Parameters(paramLabel = "TOPIC", converter = NameConverter.class, description = "The topic.")
  private String topic;

  /** A line of the stream; null text is its end. */
  private record Line(String text) {}

  @Override
  public Integer call() {
    var request =
        api.request("topics/" + NodeApi.encoded(topic) + "/messages")
            .header("Accept", "text/event-stream");
    InputStream stream = api.open(request.build());
    BlockingQueue<Line> lines = new LinkedBlockingQueue<>(MAX_WAITING_LINES);
    Thread reader = new Thread(() -> read(stream, lines), "peerloom-subscription");
    reader.setDaemon(true);
    reader.start();
    try {
      print(lines);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new StartupFailure(ErrorCode.UNREACHABLE + ", the node ended the stream");
  }

  /** Returns at the end of the stream. */
  private static void print(BlockingQueue<Line> lines) throws InterruptedException {
    int silentSeconds = 0;
    int idleSeconds = 0;
    while (silentSeconds < MAX_SILENCE_SECONDS) {
      Line line = lines.poll(1, TimeUnit.SECONDS);
      if (line == null) {
        silentSeconds++;
        idleSeconds++;
        // After 1, 2, 4 … 32 s and then once a minute, so that a long wait adds only a few spaces.
        if (idleSeconds < 60 ? Integer.bitCount(idleSeconds) == 1 : idleSeconds % 60 == 0) {
          Output.requireReader();
        }
        continue;
      }
      if (line.text() == null) {
        return;
      }
      silentSeconds = 0;
      if (line.text().startsWith(DATA)) {
        idleSeconds = 0;
        Output.line(line.text().substring(DATA.length()).getBytes(StandardCharsets.UTF_8));
      }
    }
    throw new StartupFailure(
        ErrorCode.TIMEOUT + ", the node was silent for " + MAX_SILENCE_SECONDS + " s");
  }

  private static void read(InputStream stream, BlockingQueue<Line> lines) {
    try {
      try (BufferedReader reader =
          new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          lines.put(new Line(line));
        }
      } catch (IOException broken) {
        // Treated as the end of the stream.
      }
      lines.put(new Line(null));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
