package io.peerloom.jvm.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code peerloom delete}. */
@Command(
    name = "delete",
    description = "Deletes the values that a running node has put under a name.",
    mixinStandardHelpOptions = true)
final class DeleteCommand implements Callable<Integer> {
  @Mixin private NodeApi api;

  @Parameters(paramLabel = "NAME", converter = NameConverter.class, description = "The name.")
  private String name;

  @Option(
      names = "--readers",
      paramLabel = "WHO",
      converter = PutCommand.ReadersConverter.class,
      description = "Only the value that me or public can read.")
  private PutCommand.Readers readers;

  @Override
  public Integer call() {
    String only = readers == null ? "" : "?readers=" + readers.name().toLowerCase(Locale.ROOT);
    api.send(api.request("values/" + NodeApi.encoded(name) + only).DELETE().build());
    return 0;
  }
}
