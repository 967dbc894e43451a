package io.peerloom.jvm.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code peerloom publish}. */
@Command(
    name = "publish",
    description = "Publishes a message to a topic, by a running node.",
    mixinStandardHelpOptions = true)
final class PublishCommand implements Callable<Integer> {
  @Mixin private NodeApi api;
  @Mixin private ValueArgument value;

  @Parameters(index = "0", paramLabel = "TOPIC", description = "The topic.")
  private String topic;

  @Override
  public Integer call() {
    String resource = "topics/" + NodeApi.encoded(topic) + "/messages" + value.ttlParameter('?');
    Output.line(api.send(value.into(api.request(resource), "POST").build()));
    return 0;
  }
}
