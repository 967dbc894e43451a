package io.peerloom.jvm.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code peerloom queue}. */
@Command(
    name = "queue",
    description =
        "Prints what a running node has yet to send, and how what it sent ended, as JSON.",
    mixinStandardHelpOptions = true)
final class QueueCommand implements Callable<Integer> {
  @Mixin private NodeApi api;

  @Option(names = "--cancel", paramLabel = "ID", description = "Takes a write back instead.")
  private String cancelled;

  @Override
  public Integer call() {
    if (cancelled == null) {
      Output.line(api.send(api.request("queue").build()));
    } else {
      api.send(api.request("queue/" + NodeApi.encoded(cancelled)).DELETE().build());
    }
    return 0;
  }
}
