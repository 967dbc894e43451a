package io.peerloom.jvm.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code peerloom get}: writes the value's bytes unchanged to standard output. */
@Command(
    name = "get",
    description = "Prints the value of a name, found by a running node.",
    mixinStandardHelpOptions = true)
final class GetCommand implements Callable<Integer> {
  @Mixin private NodeApi api;

  @Parameters(paramLabel = "NAME", converter = NameConverter.class, description = "The name.")
  private String name;

  @Option(
      names = "--publisher",
      paramLabel = "ID",
      converter = PublisherConverter.class,
      description = "Only the value of this publisher.")
  private String publisher;

  @Override
  public Integer call() {
    String resource =
        "values/"
            + NodeApi.encoded(name)
            + (publisher == null ? "" : "?publisher=" + NodeApi.encoded(publisher));
    Output.raw(api.send(api.request(resource).build()));
    return 0;
  }
}
