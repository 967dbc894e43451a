package io.peerloom.jvm.cli;

import io.peerloom.core.api.WhenOffline;
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

  @Option(
      names = "--when-offline",
      defaultValue = "reject",
      paramLabel = "WHAT",
      converter = ValueOptions.WhenOfflineConverter.class,
      description = "reject, or queue: the node deletes it later (default: ${DEFAULT-VALUE}).")
  private WhenOffline whenOffline;

  @Override
  public Integer call() {
    String query = "?whenOffline=" + whenOffline.name().toLowerCase(Locale.ROOT);
    if (readers != null) {
      query += "&readers=" + readers.name().toLowerCase(Locale.ROOT);
    }
    byte[] waiting =
        api.send(api.request("values/" + NodeApi.encoded(name) + query).DELETE().build());
    if (waiting.length > 0) {
      Output.line(waiting);
    }
    return 0;
  }
}
