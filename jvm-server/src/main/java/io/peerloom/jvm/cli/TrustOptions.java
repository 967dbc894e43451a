package io.peerloom.jvm.cli;

import io.peerloom.jvm.net.TrustedCertificates;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Which servers a command trusts when it dials by TLS. */
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

  /** To be called before anything is dialled. */
  void apply() {
    if (!files.isEmpty()) {
      TrustedCertificates.trust(files);
    }
  }
}
