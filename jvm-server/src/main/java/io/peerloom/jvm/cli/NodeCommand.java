package io.peerloom.jvm.cli;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code peerloom node}. */
@Command(
    name = "node",
    description = "A Node-role peer: stores, routes, and offers the HTTP API.",
    mixinStandardHelpOptions = true)
final class NodeCommand implements Callable<Integer> {
  @Mixin private NodeOptions node = new NodeOptions(9002, 8080);

  @Override
  public Integer call() {
    return node.run("node", Supplier::get);
  }
}
