package io.peerloom.jvm.crypto;

import io.peerloom.core.base.Bytes;
import io.peerloom.jvm.logs.EventLog;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Arrays;
import java.util.concurrent.ThreadFactory;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.slf4j.event.Level;

/**
 * Native cryptography, by Amazon's Corretto Crypto Provider: where it is on the class path and its
 * code runs on this machine, it verifies and encrypts two to six times as fast as Java code does.
 * Everything works without it, and gives the same answers.
 */
public final class NativeCrypto {
  private static final String PACKAGE = "com.amazon.corretto.crypto.provider.";
  private static final String TEMPORARY = PACKAGE + "tmpdir";
  private static final String ED25519_KEYS = PACKAGE + "registerEdKeyFactory";
  private static final int STOP_MILLIS = 2_000;
  private static final EventLog LOG = EventLog.of("process");

  private static Thread loading;
  private static volatile NativeCrypto loaded;

  private final Provider provider;
  private final ProviderVerifier ed25519;
  private final ProviderVerifier p256;

  private NativeCrypto(Provider provider) {
    this.provider = provider;
    ed25519 = Ed25519Verifier.by(provider);
    p256 = P256.verifierBy(provider);
  }

  /**
   * Begins to load it, unless it is loaded; Java code does the work until then, for a fifth of a
   * second. Logs an event with the reason where it does not run.
   *
   * @param threads makes the thread that loads it
   * @param folder for its code while it is loaded; created if needed, and no other process's. The
   *     system's folder for temporary files will not do: in containers nothing there may be
   *     executed.
   */
  public static synchronized void load(ThreadFactory threads, Path folder) {
    if (loaded == null && (loading == null || !loading.isAlive())) {
      loading = threads.newThread(() -> loaded = find(folder));
      loading.start();
    }
  }

  /** Waits until nothing is being loaded, so that the folder may be deleted; at most 2 seconds. */
  public static void awaitLoaded() {
    Thread thread;
    synchronized (NativeCrypto.class) {
      thread = loading;
    }
    try {
      if (thread != null) {
        thread.join(STOP_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What is loaded; null where it does not run, or not yet. */
  static NativeCrypto loaded() {
    return loaded;
  }

  /** Loads it on this thread; null where it does not run. */
  static NativeCrypto find(Path folder) {
    try {
      ClassLoader loader = NativeCrypto.class.getClassLoader();
      Class<?> type = Class.forName(PACKAGE + "AmazonCorrettoCryptoProvider", false, loader);
      Files.createDirectories(folder);
      // A process that was killed while it loaded the code has left it there.
      empty(folder);
      try {
        setIfAbsent(TEMPORARY, folder.toAbsolutePath().toString());
        setIfAbsent(ED25519_KEYS, "true");
        Class.forName(type.getName(), true, loader);
        Provider provider = (Provider) type.getField("INSTANCE").get(null);
        if (type.getMethod("getLoadingError").invoke(provider) instanceof Throwable reason) {
          throw new GeneralSecurityException(reason);
        }
        NativeCrypto found = new NativeCrypto(provider);
        found.check();
        LOG.event(Level.DEBUG, "crypto.native", "reason", provider.getInfo());
        return found;
      } finally {
        empty(folder);
      }
    } catch (ClassNotFoundException e) {
      return null;
    } catch (IOException
        | GeneralSecurityException
        | ReflectiveOperationException
        | LinkageError
        | RuntimeException e) {
      LOG.event(Level.INFO, "crypto.java", "reason", String.valueOf(e));
      return null;
    }
  }

  private static void setIfAbsent(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  private static void empty(Path folder) throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
      for (Path each : left) {
        if (Files.isDirectory(each)) {
          empty(each);
        }
        Files.delete(each);
      }
    }
  }

  /** Fails unless all that is used of it works, and tells good signatures from bad ones. */
  private void check() throws GeneralSecurityException {
    byte[] message = new byte[Ed25519.SECRET_KEY_SIZE];
    JvmIdentity identity = JvmIdentity.of(Bytes.concat(new byte[31], new byte[] {1}), message);
    byte[] topic = identity.signTopic(message).value();
    byte[] signature = identity.signIdentity(message).value();
    boolean works =
        ed25519.verify(identity.topicPublicKey(), message, topic)
            && p256.verify(identity.identityPublicKey(), message, signature);
    topic[0] ^= 1;
    signature[0] ^= 1;
    works &= !ed25519.verify(identity.topicPublicKey(), message, topic);
    works &= !p256.verify(identity.identityPublicKey(), message, signature);
    SecretKeySpec key = new SecretKeySpec(message, "AES");
    GCMParameterSpec nonce = new GCMParameterSpec(128, new byte[12]);
    Cipher sealing = cipher();
    sealing.init(Cipher.ENCRYPT_MODE, key, nonce);
    Cipher opening = cipher();
    opening.init(Cipher.DECRYPT_MODE, key, nonce);
    works &= Arrays.equals(opening.doFinal(sealing.doFinal(message)), message);
    Mac mac = mac();
    mac.init(new SecretKeySpec(message, HmacFrameSeal.ALGORITHM));
    mac.doFinal(message);
    if (!works) {
      throw new GeneralSecurityException(provider.getName() + " does not work here");
    }
  }

  ProviderVerifier ed25519() {
    return ed25519;
  }

  ProviderVerifier p256() {
    return p256;
  }

  Cipher cipher() throws GeneralSecurityException {
    return Cipher.getInstance(JvmCrypto.AES_GCM, provider);
  }

  Mac mac() throws GeneralSecurityException {
    return Mac.getInstance(HmacFrameSeal.ALGORITHM, provider);
  }
}
