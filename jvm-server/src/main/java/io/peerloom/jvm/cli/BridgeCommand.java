package io.peerloom.jvm.cli;

import io.peerloom.jvm.PeerHost;
import io.peerloom.jvm.PeerOptions;
import io.peerloom.jvm.crypto.KeyFile;
import io.peerloom.jvm.net.Reachability;
import io.peerloom.jvm.server.ApiToken;
import io.peerloom.jvm.server.PeerProcess;
import io.peerloom.jvm.store.StartupFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code peerloom bridge}. It runs with a key of its own that the network's root key signed; the
 * root key itself is on no server.
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
  @Mixin private IceServerOptions ice;
  @Mixin private ProcessOptions process;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      converter = DataFolder.PathConverter.class,
      description =
          "The bridge's key, made by 'peerloom bridge-key'"
              + " (default: keys/bridge.json in the data folder).")
  private Path key;

  @Option(
      names = "--bridge",
      split = ",",
      paramLabel = "URL",
      converter = WebSocketUrlConverter.class,
      description =
          "Address of another bridge of the network, to hold a link to; its own is left out, so"
              + " that all bridges may have the same list.")
  private List<String> bridges = List.of();

  @Option(
      names = "--bootstrap-key",
      split = ",",
      paramLabel = "KEY",
      converter = PublisherConverter.class,
      description =
          "Key of a bootstrap server, as that logs it (bootstrap.key). Newcomers who do not come"
              + " through one of these are then limited to 10 a second.")
  private List<String> bootstrapKeys = List.of();

  @Override
  public Integer call() {
    ApiToken token = api.token();
    return process.run(
        "bridge",
        () -> {
          Reachability reachability = reach.reachability();
          return new PeerProcess(
              PeerHost.open(data.path()),
              "bridge",
              () ->
                  ice.in(
                      new PeerOptions()
                          .bridge(ownKey())
                          .peers(others())
                          .bootstrapKeys(bootstrapKeys)),
              reachability,
              listen.address(),
              api.address(),
              token);
        });
  }

  private List<String> others() {
    return bridges.stream().filter(url -> !reach.advertised().contains(url)).toList();
  }

  private KeyFile ownKey() {
    Path keys = data.path().resolve("keys");
    Path root = keys.resolve("root.json");
    Path own = key == null ? keys.resolve("bridge.json") : key;
    if (key == null && !KeyFile.isSigned(own)) {
      throw Files.exists(root) ? needsMigration(root, own) : needsKey();
    }
    if (Files.exists(root)) {
      CommandLineProgram.say(
          root + " is the network's root key, which no bridge needs: move it to a safe place");
    }
    return KeyFile.open(own, true, InstantSource.system());
  }

  private static StartupFailure needsMigration(Path root, Path own) {
    return new StartupFailure(
        "a bridge no longer runs with the network's root key but with one of its own: run"
            + " 'peerloom bridge-key --root "
            + root
            + " --out "
            + own
            + "', move "
            + root
            + " to a safe place, and start the bridge again");
  }

  private static StartupFailure needsKey() {
    return new StartupFailure(
        "a bridge needs a key that the network's root key signed: make one with '"
            + KeyFile.command(Path.of("bridge.json"), true)
            + "' and start with --key bridge.json ('peerloom network create' makes a root key)");
  }
}
