package io.peerloom.jvm.cli;

import io.peerloom.jvm.net.DialRules;
import io.peerloom.jvm.net.TrustedCertificates;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Which servers a command trusts when it dials. */
final class TrustOptions {
  @Option(
      names = "--trust-certificate",
      split = ",",
      paramLabel = "FILE",
      converter = DataFolder.PathConverter.class,
      description =
          "PEM file with certificates of authorities to trust beside those of the JVM, as a private"
              + " network has; several are allowed.")
  private List<Path> files = List.of();

  @Option(
      names = "--dial-private",
      description =
          "Dial also addresses of this machine and of private networks that other peers return,"
              + " where neither an own address nor a configured one is in such a range.")
  private boolean dialsPrivate;

  /** To be called before anything is dialled. */
  void apply() {
    if (!files.isEmpty()) {
      TrustedCertificates.trust(files);
    }
    if (dialsPrivate) {
      DialRules.allowAll();
    }
  }
}
