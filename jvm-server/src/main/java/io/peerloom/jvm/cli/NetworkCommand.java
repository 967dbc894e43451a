package io.peerloom.jvm.cli;

import io.peerloom.core.base.Bytes;
import io.peerloom.jvm.crypto.IdentityFile;
import io.peerloom.jvm.crypto.JdkHash;
import io.peerloom.jvm.crypto.JvmCrypto;
import io.peerloom.jvm.crypto.JvmIdentity;
import io.peerloom.jvm.crypto.RootSigner;
import io.peerloom.jvm.store.StartupFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code peerloom network create}: makes the root key, which is the network. */
@Command(
    name = "network",
    description = "Makes a network of one's own.",
    mixinStandardHelpOptions = true,
    subcommands = {NetworkCommand.Create.class, NetworkCommand.Change.class})
final class NetworkCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "missing command: network create or network change");
  }

  /** Writes root.json, never over an existing one. */
  @Command(
      name = "create",
      description = "Makes the root key of a new network, and prints the network's id.",
      mixinStandardHelpOptions = true)
  static final class Create implements Callable<Integer> {
    @Option(
        names = "--out",
        defaultValue = ".",
        paramLabel = "FOLDER",
        converter = DataFolder.PathConverter.class,
        description = "Folder for root.json (default: the current one).")
    private Path folder;

    @Option(
        names = "--invitation-only",
        description = "Nobody joins without an invitation (peerloom invite).")
    private boolean invitedOnly;

    @Override
    public Integer call() {
      Path file = folder.resolve("root.json");
      if (Files.exists(file)) {
        throw new StartupFailure(
            file + " exists, and a network would be lost with it: name another --out");
      }
      JvmIdentity root = IdentityFile.create(file, invitedOnly, new JvmCrypto());
      System.out.println(Bytes.hex(new JdkHash().sha256(root.identityPublicKey())));
      System.out.println(
          "The root key is in "
              + file
              + ". Keep it off the servers, and a copy in a safe place: without it no bridge can be"
              + " added or signed again.");
      System.out.println("Next, a key for each bridge:");
      System.out.println("  peerloom bridge-key --root " + file + " --out bridge.json");
      if (invitedOnly) {
        System.out.println("and, once a bootstrap server runs, a link for the first member:");
        System.out.println("  peerloom invite --root " + file + " --depth 3 --bootstrap URL");
      }
      return 0;
    }
  }

  /** Changes in root.json whom bridges admit whose keys it signs from then on. */
  @Command(
      name = "change",
      description = "Changes whether a network admits by invitation only.",
      mixinStandardHelpOptions = true)
  static final class Change implements Callable<Integer> {
    /** The values of {@code --invitation-only}. */
    enum Answer {
      YES,
      NO
    }

    /** Reads an answer. */
    static final class AnswerConverter extends WordConverter<Answer> {
      AnswerConverter() {
        super(Answer.class);
      }
    }

    @Mixin private RootKeyOption root;

    @Option(
        names = "--invitation-only",
        required = true,
        paramLabel = "yes|no",
        converter = AnswerConverter.class,
        description = "Whether nobody joins without an invitation (peerloom invite).")
    private Answer invitedOnly;

    @Override
    public Integer call() {
      boolean only = invitedOnly == Answer.YES;
      RootSigner.admitInvitedOnly(root.file(), only);
      System.out.println(
          only
              ? "From now on this root key makes bridges admit by invitation only."
              : "From now on this root key makes bridges admit everybody.");
      System.out.println("Next, sign the key of each bridge again, and restart the bridge:");
      System.out.println("  peerloom bridge-key --root " + root.file() + " --out bridge.json");
      return 0;
    }
  }
}
