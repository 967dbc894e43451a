package io.peerloom.jvm.cli;

import io.peerloom.jvm.crypto.IdentityFile;
import io.peerloom.jvm.crypto.JvmCrypto;
import io.peerloom.jvm.crypto.JvmIdentity;
import io.peerloom.jvm.server.ApiToken;
import io.peerloom.jvm.server.BootstrapServerProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code peerloom bootstrap}. */
@Command(
    name = "bootstrap",
    description = "A bootstrap server: the public front door of a network.",
    mixinStandardHelpOptions = true)
final class BootstrapCommand implements Callable<Integer> {
  @Mixin private ListenAddress listen = new ListenAddress(ListenAddress.EVERYWHERE, 9000);
  @Mixin private ApiListenAddress api = new ApiListenAddress(9100);
  @Mixin private ProcessOptions process;
  @Mixin private ReachabilityOptions.OfPeer reach;

  @Option(
      names = "--bridge",
      required = true,
      split = ",",
      paramLabel = "URL",
      converter = WebSocketUrlConverter.class,
      description = "Address of a bridge; several are asked in turn.")
  private List<String> bridges;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "Key of this bootstrap server, made there if there is none. It is logged as"
              + " bootstrap.key; a bridge that has it as --bootstrap-key limits this server's"
              + " newcomers apart from those of strangers.")
  private Path key;

  @Override
  public Integer call() {
    ApiToken token = api.token();
    return process.run(
        "bootstrap",
        () -> {
          JvmIdentity identity =
              key == null ? null : IdentityFile.loadOrCreate(key, new JvmCrypto());
          BootstrapServerProcess server =
              new BootstrapServerProcess(
                  listen.host(),
                  listen.port(),
                  bridges,
                  reach.reachability(),
                  api.address(),
                  token);
          if (identity != null) {
            server.identifyBy(identity);
          }
          return server;
        });
  }
}
