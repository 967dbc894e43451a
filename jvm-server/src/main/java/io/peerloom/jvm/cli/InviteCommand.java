package io.peerloom.jvm.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.crypto.Invitation;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.jvm.crypto.RootSigner;
import io.peerloom.jvm.server.PageLink;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code peerloom invite}: prints a link, signed by a running node or by the root key. */
@Command(
    name = "invite",
    description = "Invites newcomers: prints a link for --invitation, or for a browser to open.",
    mixinStandardHelpOptions = true)
final class InviteCommand implements Callable<Integer> {
  @Mixin private NodeApi api;
  @Spec private CommandSpec command;

  @Option(
      names = "--root",
      paramLabel = "FILE",
      converter = DataFolder.PathConverter.class,
      description = "Signs with the network's root key instead of asking a node.")
  private Path root;

  @Option(
      names = "--expires-in-seconds",
      defaultValue = "604800",
      paramLabel = "SECONDS",
      converter = LifeConverter.class,
      description =
          "How long it can be used (default: ${DEFAULT-VALUE}, a week); a node's ends with its"
              + " membership, of at most 30 days.")
  private int expiresInSeconds;

  @Option(
      names = "--uses",
      defaultValue = "1",
      paramLabel = "COUNT",
      converter = UsesConverter.class,
      description = "For how many newcomers it is good (default: ${DEFAULT-VALUE}).")
  private int uses;

  @Option(
      names = "--depth",
      defaultValue = "0",
      paramLabel = "COUNT",
      converter = DepthConverter.class,
      description = "For how many generations they may invite others (default: ${DEFAULT-VALUE}).")
  private int depth;

  @Option(
      names = "--invitee",
      paramLabel = "ID",
      converter = PublisherConverter.class,
      description = "The publisher id of the only one who may use it.")
  private String invitee;

  @Option(
      names = "--bootstrap",
      split = ",",
      paramLabel = "URL",
      converter = WebSocketUrlConverter.class,
      description =
          "Address of a bootstrap server that the invitee can reach (default: those of the node).")
  private List<String> bootstrap = List.of();

  @Option(
      names = "--page",
      paramLabel = "URL",
      converter = PageConverter.class,
      description =
          "Address of the page (default: where the bootstrap server is, as on an all-in-one).")
  private String page;

  /** Reads {@code --expires-in-seconds}. */
  static final class LifeConverter extends NumberConverter {
    LifeConverter() {
      super("a number", 1, Invitation.MAX_SECONDS);
    }
  }

  /** Reads {@code --uses}. */
  static final class UsesConverter extends NumberConverter {
    UsesConverter() {
      super("a number", 1, Invitation.MAX_USES);
    }
  }

  /** Reads {@code --depth}. */
  static final class DepthConverter extends NumberConverter {
    DepthConverter() {
      super("a number", 0, MembershipToken.MAX_GENERATIONS - 1);
    }
  }

  /** Reads {@code --page}. */
  static final class PageConverter implements picocli.CommandLine.ITypeConverter<String> {
    @Override
    public String convert(String text) {
      return new HttpUrlConverter().convert(text).toString();
    }
  }

  @Override
  public Integer call() throws IOException {
    Output.line(Bytes.utf8(root == null ? byNode() : byRoot()));
    return 0;
  }

  private String byRoot() {
    if (bootstrap.isEmpty()) {
      throw new ParameterException(
          command.commandLine(), "Missing --bootstrap URL of a bootstrap server to ask");
    }
    byte[] only = invitee == null ? null : Bytes.fromHex(invitee);
    try {
      return PageLink.of(
          page,
          RootSigner.invite(
              root, expiresInSeconds, uses, depth, only, bootstrap, InstantSource.system()),
          bootstrap);
    } catch (PeerloomException e) {
      throw new ParameterException(command.commandLine(), e.getMessage());
    }
  }

  private String byNode() throws IOException {
    StringBuilder resource = new StringBuilder("invitations?expiresInSeconds=");
    resource.append(expiresInSeconds).append("&uses=").append(uses).append("&depth=");
    resource.append(depth);
    if (invitee != null) {
      resource.append("&invitee=").append(invitee.toLowerCase(java.util.Locale.ROOT));
    }
    if (!bootstrap.isEmpty()) {
      resource.append("&bootstrap=").append(NodeApi.encoded(String.join(",", bootstrap)));
    }
    if (page != null) {
      resource.append("&page=").append(NodeApi.encoded(page));
    }
    byte[] answer =
        api.send(api.request(resource.toString()).POST(BodyPublishers.noBody()).build());
    return new JsonMapper().readTree(answer).path("link").asText();
  }
}
