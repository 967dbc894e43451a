package io.peerloom.jvm.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code peerloom publish}. */
@Command(
    name = "publish",
    description = "Publishes a message to a topic, by a running node.",
    mixinStandardHelpOptions = true)
final class PublishCommand implements Callable<Integer> {
  enum Readers {
    NAMED,
    PUBLIC
  }

  /** Reads {@code --readers}. */
  static final class ReadersConverter extends WordConverter<Readers> {
    ReadersConverter() {
      super(Readers.class);
    }
  }

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

  @Option(
      names = "--readers",
      defaultValue = "named",
      paramLabel = "WHO",
      converter = ReadersConverter.class,
      description =
          "named, who knows the topic's name, or public, unencrypted (default: ${DEFAULT-VALUE}).")
  private Readers readers;

  @Override
  public Integer call() {
    String resource = "topics/" + NodeApi.encoded(topic) + "/messages" + options.query(readers);
    Output.line(api.send(options.into(api.request(resource), "POST", value).build()));
    return 0;
  }
}
