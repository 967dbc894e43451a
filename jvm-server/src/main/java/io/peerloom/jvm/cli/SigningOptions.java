package io.peerloom.jvm.cli;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.jvm.crypto.JdkHash;
import io.peerloom.jvm.crypto.KeyFile;
import java.nio.file.Path;
import java.time.InstantSource;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the commands have in common that sign a key file with the root key. */
final class SigningOptions {
  private static final int LEAST_DAYS = 7;
  private static final int MOST_DAYS = 3_650;

  @Mixin private RootKeyOption root;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      converter = DataFolder.PathConverter.class,
      description = "The key file to make, or to sign again.")
  private Path out;

  @Option(
      names = "--days",
      defaultValue = "" + KeyFile.DAYS,
      paramLabel = "DAYS",
      converter = DaysConverter.class,
      description = "How long the signature is valid (default: ${DEFAULT-VALUE}).")
  private int days;

  /** Reads {@code --days}. */
  static final class DaysConverter extends NumberConverter {
    DaysConverter() {
      super("a number", LEAST_DAYS, MOST_DAYS);
    }
  }

  /** Signs the file and says how to start a peer with it. */
  void sign(boolean bridge, String next) {
    MembershipToken token = KeyFile.sign(out, root.file(), bridge, days, InstantSource.system());
    System.out.println(
        out
            + " is signed until "
            + KeyFile.date(token)
            + " for network "
            + Bytes.hex(new JdkHash().sha256(token.rootKey())));
    System.out.println(
        "Its publisher id, for 'peerloom revoke': "
            + Bytes.hex(new JdkHash().sha256(token.subjectKey())));
    System.out.println("Start with it: peerloom " + String.format(next, out));
  }
}
