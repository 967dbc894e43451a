package io.peerloom.jvm.cli;

import io.peerloom.jvm.store.StartupFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code peerloom subscribe}: one JSON line a message, the history first, until Ctrl-C. */
@Command(
    name = "subscribe",
    description = "Prints the messages of a topic: its history, then what is published.",
    mixinStandardHelpOptions = true)
final class SubscribeCommand implements Callable<Integer> {
  private static final String DATA = "data: ";

  @Mixin private NodeApi api;

  @Parameters(paramLabel = "TOPIC", converter = NameConverter.class, description = "The topic.")
  private String topic;

  @Override
  public Integer call() {
    var request =
        api.request("topics/" + NodeApi.encoded(topic) + "/messages")
            .header("Accept", "text/event-stream");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(api.open(request.build()), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(DATA)) {
          Output.line(line.substring(DATA.length()).getBytes(StandardCharsets.UTF_8));
        }
      }
    } catch (IOException e) {
      throw new StartupFailure("the node ended the stream: " + e.getMessage());
    }
    throw new StartupFailure("the node ended the stream");
  }
}
