package io.peerloom.jvm.cli;

import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.crypto.InvitationLink;
import io.peerloom.jvm.crypto.JdkHash;
import io.peerloom.jvm.crypto.RootSigner;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code peerloom revoke}: ends a membership or an invitation, by a node or by the root key. */
@Command(
    name = "revoke",
    description = "Ends a membership, or an invitation; all peers learn of it within seconds.",
    mixinStandardHelpOptions = true)
final class RevokeCommand implements Callable<Integer> {
  @Mixin private NodeApi api;
  @Spec private CommandSpec command;

  @Parameters(
      paramLabel = "TARGET",
      description = "The publisher id of the member or bridge, or the link of the invitation.")
  private String target;

  @Option(
      names = "--with-invited",
      description = "Ends the membership of all, too, whom the member invited.")
  private boolean withInvited;

  @Option(
      names = "--root",
      paramLabel = "FILE",
      converter = DataFolder.PathConverter.class,
      description =
          "Signs with the network's root key, which may revoke anybody; the node only spreads it."
              + " Without it the node revokes, which has effect for those it invited.")
  private Path root;

  @Override
  public Integer call() {
    try {
      InvitationLink.target(new JdkHash(), target);
      if (root == null) {
        String resource = "revocations?withInvited=" + withInvited + "&target=";
        api.send(
            api.request(resource + NodeApi.encoded(target)).POST(BodyPublishers.noBody()).build());
      } else {
        byte[] signed = RootSigner.revoke(root, target, withInvited, InstantSource.system());
        api.send(api.request("revocations").POST(BodyPublishers.ofByteArray(signed)).build());
      }
    } catch (PeerloomException e) {
      throw new ParameterException(command.commandLine(), "TARGET: " + e.getMessage());
    }
    System.out.println(
        root == null
            ? "revoked, with effect for those whom the node invited, directly or not"
            : "revoked");
    return 0;
  }
}
