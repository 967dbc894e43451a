package io.peerloom.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A self-signed certificate. Needs openssl. */
final class TestCertificate {
  private TestCertificate() {}

  /** Makes a key and a certificate for the domain or IPv4 address, named as nginx expects them. */
  static void make(Path folder, String domain) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    ProcessBuilder openssl = new ProcessBuilder("openssl", "req", "-x509", "-nodes");
    openssl.command().addAll(List.of("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"));
    openssl.command().addAll(List.of("-days", "30", "-subj", "/CN=" + domain));
    openssl
        .command()
        .addAll(
            List.of(
                "-addext",
                "subjectAltName=" + (domain.matches("[0-9.]+") ? "IP:" : "DNS:") + domain));
    openssl.command().addAll(List.of("-keyout", folder.resolve("privkey.pem").toString()));
    openssl.command().addAll(List.of("-out", folder.resolve("fullchain.pem").toString()));
    Process process = openssl.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError("openssl: " + said);
    }
  }
}
