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
  @Mixin private ValueOptions options;

  @Parameters(
      index = "0",
      paramLabel = "TOPIC",
      converter = NameConverter.class,
      description = "The topic.")
  private String topic;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "VALUE",
      description = "The value; standard input without it.")
  private String value;

  @Override
  public Integer call() {
    String resource = "topics/" + NodeApi.encoded(topic) + "/messages" + options.parameters('?');
    Output.line(api.send(options.into(api.request(resource), "POST", value).build()));
    return 0;
  }
}
