package io.peerloom.jvm.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code peerloom put}. */
@Command(
    name = "put",
    description = "Stores a value under a name, by a running node.",
    mixinStandardHelpOptions = true)
final class PutCommand implements Callable<Integer> {
  enum Readers {
    ME,
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
      paramLabel = "NAME",
      converter = NameConverter.class,
      description = "The name.")
  private String name;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "VALUE",
      description = "The value; standard input without it.")
  private String value;

  @Option(
      names = "--readers",
      defaultValue = "me",
      paramLabel = "WHO",
      converter = ReadersConverter.class,
      description = "me or public (default: ${DEFAULT-VALUE}).")
  private Readers readers;

  @Override
  public Integer call() {
    String resource = "values/" + NodeApi.encoded(name) + options.query(readers);
    Output.line(api.send(options.into(api.request(resource), "PUT", value).build()));
    return 0;
  }
}
