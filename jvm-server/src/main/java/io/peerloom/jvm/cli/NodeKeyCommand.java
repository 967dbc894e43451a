package io.peerloom.jvm.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code peerloom node-key}. */
@Command(
    name = "node-key",
    description =
        "Makes the key file of a node that joins without a bootstrap server, or signs it again,"
            + " with the network's root key.",
    mixinStandardHelpOptions = true)
final class NodeKeyCommand implements Callable<Integer> {
  @Mixin private SigningOptions signing;

  @Override
  public Integer call() {
    signing.sign(false, "node --key %s --advertise URL --peer URL");
    return 0;
  }
}
