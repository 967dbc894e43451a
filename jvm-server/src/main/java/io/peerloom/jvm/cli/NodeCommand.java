package io.peerloom.jvm.cli;

import io.peerloom.jvm.PeerHost;
import io.peerloom.jvm.PeerOptions;
import io.peerloom.jvm.server.ApiToken;
import io.peerloom.jvm.server.PeerProcess;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code peerloom node}. */
@Command(
    name = "node",
    description = "A Node-role peer: stores, routes, and offers the HTTP API.",
    mixinStandardHelpOptions = true)
final class NodeCommand implements Callable<Integer> {
  @Mixin private ListenAddress listen = new ListenAddress(ListenAddress.EVERYWHERE, 9002);
  @Mixin private AdvertisedAddresses advertised;
  @Mixin private DataFolder data;
  @Mixin private ApiListenAddress api = new ApiListenAddress(8080);

  @Option(
      names = "--bootstrap",
      required = true,
      split = ",",
      paramLabel = "URL",
      converter = WebSocketUrlConverter.class,
      description = "Address of a bootstrap server; several are asked in turn.")
  private List<String> bootstrap;

  @Option(
      names = "--peer",
      split = ",",
      paramLabel = "URL",
      converter = WebSocketUrlConverter.class,
      description = "Address of a peer to link to without asking anybody.")
  private List<String> peers = List.of();

  @Override
  public Integer call() {
    ApiToken token = api.token();
    return ServerRunner.run(
        () ->
            new PeerProcess(
                PeerHost.open(data.path()),
                "node",
                () -> new PeerOptions().bootstrap(bootstrap).peers(peers),
                advertised.urls(),
                listen.address(),
                api.address(),
                token));
  }
}
