package io.peerloom.jvm.net;

import io.peerloom.jvm.crypto.PemFile;
import io.peerloom.jvm.logs.EventLog;
import io.peerloom.jvm.store.StartupFailure;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.event.Level;

/**
 * The certificate of a server that speaks TLS itself, from two files that are read again when they
 * change: new connections get the new certificate, and open ones go on. Files that cannot be used,
 * such as a new certificate beside the old key, change nothing until they can.
 *
 * <p>The contents are compared now and then; notifications of the file system miss the exchanged
 * links by which certbot and Kubernetes replace files.
 */
final class ServerCertificate implements AutoCloseable {
  /** The longest time until new files are used. */
  static final Duration CHECK_INTERVAL = Duration.ofSeconds(10);

  private static final EventLog LOG = EventLog.of("tls");
  private static final String PASSWORD = "in memory only";

  /** What the two files contained. */
  private record Contents(byte[] certificate, byte[] key) {
    boolean isSame(Contents other) {
      return Arrays.equals(certificate, other.certificate) && Arrays.equals(key, other.key);
    }
  }

  private final TlsFiles files;
  private final SslContextFactory.Server factory = new SslContextFactory.Server();
  private Contents seen;
  private String trouble = "";
  private ScheduledFuture<?> watching;

  /**
   * Reads the files.
   *
   * @throws StartupFailure if they cannot be used, saying why
   */
  ServerCertificate(TlsFiles files) {
    this.files = files;
    factory.setKeyStorePassword(PASSWORD);
    factory.setSniRequired(false);
    PemFile certificate = PemFile.read(files.certificate());
    PemFile key = PemFile.read(files.key());
    seen = new Contents(certificate.content(), key.content());
    factory.setKeyStore(keyStore(certificate, key));
  }

  /** For a Jetty connector. */
  SslContextFactory.Server factory() {
    return factory;
  }

  /** Looks at the files from now on. */
  void watch(ScheduledExecutorService scheduler) {
    long millis = CHECK_INTERVAL.toMillis();
    watching = scheduler.scheduleWithFixedDelay(this::check, millis, millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    if (watching != null) {
      watching.cancel(false);
    }
  }

  /** Uses the files if they have changed and can be used. */
  synchronized void check() {
    try {
      PemFile certificate = PemFile.read(files.certificate());
      PemFile key = PemFile.read(files.key());
      Contents now = new Contents(certificate.content(), key.content());
      if (now.isSame(seen)) {
        trouble = "";
        return;
      }
      KeyStore store = keyStore(certificate, key);
      factory.reload(changed -> changed.setKeyStore(store));
      seen = now;
      trouble = "";
      LOG.event(Level.INFO, "certificate.changed", "file", files.certificate());
    } catch (StartupFailure e) {
      report(e.getMessage());
    } catch (Exception e) {
      report(String.valueOf(e));
    }
  }

  /** Says each trouble once. */
  private void report(String reason) {
    if (!reason.equals(trouble)) {
      trouble = reason;
      LOG.event(Level.WARN, "certificate.kept", "file", files.certificate(), "reason", reason);
    }
  }

  private KeyStore keyStore(PemFile certificateFile, PemFile keyFile) {
    List<X509Certificate> chain = certificateFile.certificates();
    PrivateKey key = keyFile.privateKey();
    if (!belongTogether(key, chain.get(0).getPublicKey())) {
      throw new StartupFailure(
          "the key of "
              + files.key()
              + " is not that of the first certificate of "
              + files.certificate());
    }
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "server", key, PASSWORD.toCharArray(), chain.toArray(X509Certificate[]::new));
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new StartupFailure(files.certificate() + " cannot be used: " + e.getMessage());
    }
  }

  private static boolean belongTogether(PrivateKey key, PublicKey certified) {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> "Ed25519";
        };
    try {
      byte[] message = {1};
      Signature signer = Signature.getInstance(algorithm);
      signer.initSign(key);
      signer.update(message);
      byte[] signature = signer.sign();
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(certified);
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
