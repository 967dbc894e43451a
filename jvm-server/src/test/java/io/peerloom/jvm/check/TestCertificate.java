package io.peerloom.jvm.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A self-signed certificate with its key, as the files that nginx reads. */
public final class TestCertificate {
  private static final char[] PASSWORD = "password".toCharArray();

  private final Path store;
  private final Process maker;

  /**
   * Starts making one; {@link #file} waits for it.
   *
   * @param start when it becomes valid, as keytool reads it: {@code -10d}
   */
  public TestCertificate(Path folder, String host, String start, int days) throws IOException {
    store = folder.resolve(host + start + days + ".p12");
    maker =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-alias",
                "key",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + host,
                "-ext",
                "SAN=dns:" + host,
                "-startdate",
                start,
                "-validity",
                String.valueOf(days),
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .start();
  }

  private KeyStore load() throws Exception {
    if (!maker.waitFor(60, TimeUnit.SECONDS) || maker.exitValue() != 0) {
      throw new IllegalStateException(
          new String(maker.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  /** The certificate and its key as one PEM file, for {@code ssl_certificate} and its key. */
  public Path file() throws Exception {
    KeyStore keys = load();
    Path file = Path.of(store + ".pem");
    Files.writeString(
        file,
        pem("CERTIFICATE", keys.getCertificate("key").getEncoded())
            + pem("PRIVATE KEY", keys.getKey("key", PASSWORD).getEncoded()));
    return file;
  }

  /** A context that trusts these certificates and no others. */
  public static SSLContext trusting(TestCertificate... certificates) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    for (TestCertificate certificate : certificates) {
      trusted.setCertificateEntry(
          certificate.store.toString(), certificate.load().getCertificate("key"));
    }
    return context(trusted);
  }

  private static SSLContext context(KeyStore trusted) throws GeneralSecurityException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static String pem(String what, byte[] der) {
    return "-----BEGIN "
        + what
        + "-----\n"
        + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der)
        + "\n-----END "
        + what
        + "-----\n";
  }
}
