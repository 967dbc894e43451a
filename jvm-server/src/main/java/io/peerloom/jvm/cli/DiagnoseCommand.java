package io.peerloom.jvm.cli;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code peerloom diagnose}. */
@Command(
    name = "diagnose",
    description = "Prints what a running node knows about itself, as JSON.",
    mixinStandardHelpOptions = true)
final class DiagnoseCommand implements Callable<Integer> {
  @Mixin private NodeApi api;

  @Override
  public Integer call() throws IOException {
    byte[] diagnostics = api.send(api.request("diagnostics").build());
    JsonMapper json = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    Output.line(json.writeValueAsBytes(json.readTree(diagnostics)));
    return 0;
  }
}
