package io.peerloom.jvm.cli;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.jvm.PeerHost;
import io.peerloom.jvm.PeerOptions;
import io.peerloom.jvm.crypto.KeyFile;
import io.peerloom.jvm.net.Reachability;
import io.peerloom.jvm.server.ApiToken;
import io.peerloom.jvm.server.PeerProcess;
import io.peerloom.jvm.server.ServerProcess;
import io.peerloom.jvm.store.StartupFailure;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a process with one Node-role peer is started with. */
final class NodeOptions {
  @Mixin private ListenAddress listen;
  @Mixin private ReachabilityOptions.OfPeer reach;
  @Mixin private DataFolder data;
  @Mixin private StoreQuota quota;
  @Mixin private ApiListenAddress api;
  @Mixin private ProcessOptions process;

  @Option(
      names = "--bootstrap",
      split = ",",
      paramLabel = "URL",
      converter = WebSocketUrlConverter.class,
      description = "Address of a bootstrap server; several are asked in turn.")
  private List<String> bootstrap = List.of();

  @Option(
      names = "--peer",
      split = ",",
      paramLabel = "URL",
      converter = WebSocketUrlConverter.class,
      description =
          "Address of a peer to link to without asking anybody. Without --bootstrap the node needs"
              + " a --key, or the membership that its data folder has kept from an earlier start.")
  private List<String> peers = List.of();

  @Option(
      names = "--invitation",
      paramLabel = "LINK",
      converter = InvitationConverter.class,
      description = "The link by which the node was invited; used at its first start.")
  private String invitation;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      converter = DataFolder.PathConverter.class,
      description =
          "The node's key, made by 'peerloom node-key': with it the node needs no bootstrap"
              + " server.")
  private Path key;

  @Option(
      names = "--max-links",
      paramLabel = "COUNT",
      converter = LinkCountConverter.class,
      description =
          "The most links of the node, 4 to 20000; 200 if not said, 50 with --behind-nat. One that"
              + " carries links of many pages that reach each other through it only needs more.")
  private int maxLinks;

  @Option(
      names = "--behind-nat",
      description =
          "Nobody can dial this node: it opens no port for others and links to servers by"
              + " WebSocket, to pages and other such nodes by WebRTC or through a relay. Needs"
              + " peerloom-webrtc-PLATFORM.jar beside peerloom.jar.")
  private boolean behindNat;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** Options with these ports where none are given. */
  NodeOptions(int port, int apiPort) {
    listen = new ListenAddress(ListenAddress.EVERYWHERE, port);
    api = new ApiListenAddress(apiPort);
  }

  /**
   * Runs a process around the peer until it ends.
   *
   * @param role for the log
   * @param around makes the process, where it gets what starts the peer and waits until it has
   *     joined
   * @return the exit code
   */
  int run(String role, Function<Supplier<PeerProcess>, ServerProcess> around) {
    if (bootstrap.isEmpty() && peers.isEmpty() && key == null && invitation == null) {
      throw new ParameterException(
          command.commandLine(),
          "Missing --bootstrap URL of a bootstrap server, --peer URL, --invitation LINK or --key"
              + " FILE");
    }
    if (behindNat && !reach.advertised().isEmpty()) {
      throw new ParameterException(
          command.commandLine(),
          "--behind-nat and --advertise exclude each other: a node that nobody can dial has no"
              + " address to advertise");
    }
    ApiToken token = api.token();
    return process.run(
        role,
        () -> {
          Reachability reachability = reach.reachability();
          return around.apply(() -> start(token, reachability));
        });
  }

  private PeerProcess start(ApiToken token, Reachability reachability) {
    try {
      return new PeerProcess(
          PeerHost.open(data.path()),
          "node",
          this::options,
          reachability,
          behindNat ? null : listen.address(),
          api.address(),
          token);
    } catch (StartupFailure e) {
      throw e.code() == ErrorCode.UNAUTHORIZED && key == null && invitation == null
          ? new StartupFailure(e.getMessage() + advice())
          : e;
    }
  }

  private String advice() {
    return bootstrap.isEmpty()
        ? "; a node without --bootstrap needs a membership, and "
            + data.path()
            + " has no valid one: start it once with --bootstrap URL or --invitation LINK, or"
            + " with --key FILE (peerloom node-key makes one)"
        : "; start it with --invitation LINK where a member has made one (peerloom invite)";
  }

  private PeerOptions options() {
    PeerOptions options =
        new PeerOptions().bootstrap(bootstrap).peers(peers).storeQuota(quota.bytes());
    if (invitation != null) {
      options.invitation(invitation);
    }
    if (behindNat) {
      options.behindNat();
    }
    if (maxLinks > 0) {
      options.maxLinks(maxLinks);
    }
    return key == null ? options : options.key(KeyFile.open(key, false, InstantSource.system()));
  }

  /** Reads {@code --max-links}. */
  static final class LinkCountConverter extends NumberConverter {
    LinkCountConverter() {
      super("a number", Limits.LEAST_MAX_LINKS, Limits.MAX_LINKS_OF_BRIDGE);
    }
  }
}
