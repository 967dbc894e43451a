package io.peerloom.jvm.net;

import io.peerloom.jvm.crypto.PemFile;
import io.peerloom.jvm.store.StartupFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Certificates that this process trusts when it dials, beside those that the JVM trusts: a private
 * network has an authority of its own. (The JVM's own option, javax.net.ssl.trustStore, replaces
 * its authorities instead of adding to them, and reads no PEM.)
 */
public final class TrustedCertificates {
  private TrustedCertificates() {}

  /**
   * Makes them trusted by everything in this process that dials.
   *
   * @param files in PEM, each with one certificate or more
   * @throws StartupFailure if one cannot be used, saying why
   */
  public static void trust(List<Path> files) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (X509Certificate known : trustedByJvm()) {
        store.setCertificateEntry("jvm" + store.size(), known);
      }
      for (Path file : files) {
        for (X509Certificate added : PemFile.read(file).certificates()) {
          store.setCertificateEntry("added" + store.size(), added);
        }
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers(store), null);
      SSLContext.setDefault(context);
    } catch (GeneralSecurityException | IOException e) {
      throw new StartupFailure("certificates cannot be trusted: " + e.getMessage());
    }
  }

  private static TrustManager[] managers(KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static X509Certificate[] trustedByJvm() throws GeneralSecurityException {
    return ((X509TrustManager) managers(null)[0]).getAcceptedIssuers();
  }
}
