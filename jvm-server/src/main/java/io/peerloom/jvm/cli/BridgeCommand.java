package io.peerloom.jvm.cli;

import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.jvm.PeerHost;
import io.peerloom.jvm.PeerOptions;
import io.peerloom.jvm.net.Reachability;
import io.peerloom.jvm.server.ApiToken;
import io.peerloom.jvm.server.PeerProcess;
import io.peerloom.jvm.store.StartupFailure;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code peerloom bridge}. The first bridge of a network, started without the address of another,
 * generates the root key and stores it in its data directory. Further bridges need a copy, because
 * bridges admit newcomers in the name of the root.
 */
@Command(
    name = "bridge",
    description = "A bridge: introduces newcomers to the network and stores nothing.",
    mixinStandardHelpOptions = true)
final class BridgeCommand implements Callable<Integer> {
  @Mixin private ListenAddress listen = new ListenAddress(ListenAddress.EVERYWHERE, 9001);
  @Mixin private ReachabilityOptions.OfPeer reach;
  @Mixin private DataFolder data;
  @Mixin private ApiListenAddress api = new ApiListenAddress(9101);
  @Mixin private ProcessOptions process;

  @Option(
      names = "--bridge",
      split = ",",
      paramLabel = "URL",
      converter = WebSocketUrlConverter.class,
      description =
          "Address of another bridge of the network, whose keys/root.json this one has a copy of;"
              + " none for the first bridge.")
  private List<String> bridges = List.of();

  @Override
  public Integer call() {
    ApiToken token = api.token();
    return process.run(
        "bridge",
        () -> {
          Reachability reachability = reach.reachability();
          PeerHost host = PeerHost.open(data.path());
          return new PeerProcess(
              host,
              "bridge",
              () -> new PeerOptions().bridge(rootKeys(host)).peers(bridges),
              reachability,
              listen.address(),
              api.address(),
              token);
        });
  }

  private IdentityKeys rootKeys(PeerHost host) {
    if (!bridges.isEmpty() && !host.hasIdentity(PeerHost.ROOT)) {
      throw new StartupFailure(
          "a further bridge needs the network's root key: copy keys/root.json of "
              + bridges.get(0)
              + " to "
              + data.path().resolve("keys"));
    }
    return host.identity(PeerHost.ROOT);
  }
}
