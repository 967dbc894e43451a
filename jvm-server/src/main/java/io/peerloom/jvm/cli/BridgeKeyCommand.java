package io.peerloom.jvm.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code peerloom bridge-key}. */
@Command(
    name = "bridge-key",
    description = "Makes a bridge's key file, or signs it again, with the network's root key.",
    mixinStandardHelpOptions = true)
final class BridgeKeyCommand implements Callable<Integer> {
  @Mixin private SigningOptions signing;

  @Override
  public Integer call() {
    signing.sign(true, "bridge --key %s --advertise URL");
    return 0;
  }
}
