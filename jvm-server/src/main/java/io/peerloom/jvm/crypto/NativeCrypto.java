package io.peerloom.jvm.crypto;

import io.peerloom.jvm.logs.EventLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.concurrent.ThreadFactory;
import org.slf4j.event.Level;

/**
 * Native cryptography, by Amazon's Corretto Crypto Provider: where it is on the class path and its
 * code runs on this machine, it verifies and encrypts two to six times as fast as Java code does.
 * Everything works without it, and gives the same answers.
 */
public final class NativeCrypto {
  private static final String PACKAGE = "com.amazon.corretto.crypto.provider.";
  private static final EventLog LOG = EventLog.of("crypto");

  private static boolean begun;
  private static volatile Provider provider;

  private NativeCrypto() {}

  /**
   * Begins to load it, once in a process; Java code does the work until it is loaded, which takes a
   * fifth of a second.
   *
   * @param threads makes the thread that loads it
   * @param folder for its code, which is deleted at once; created if needed. Programs can hardly
   *     rely on the system's folder for temporary files: in containers nothing there may be
   *     executed.
   */
  public static synchronized void load(ThreadFactory threads, Path folder) {
    if (!begun) {
      begun = true;
      threads.newThread(() -> provider = find(folder)).start();
    }
  }

  /** The provider; null where there is none, or not yet. */
  static Provider provider() {
    return provider;
  }

  /** Loads the provider on this thread; null where there is none that works. */
  static Provider find(Path folder) {
    try {
      Class<?> type = Class.forName(PACKAGE + "AmazonCorrettoCryptoProvider", false, loader());
      Files.createDirectories(folder);
      System.setProperty(PACKAGE + "tmpdir", folder.toString());
      Class.forName(type.getName(), true, loader());
      Provider found = (Provider) type.getField("INSTANCE").get(null);
      Ed25519Verifier.check(found);
      return found;
    } catch (ClassNotFoundException e) {
      return null;
    } catch (IOException
        | GeneralSecurityException
        | ReflectiveOperationException
        | LinkageError
        | RuntimeException e) {
      LOG.text(Level.DEBUG, "native cryptography does not run here: " + e);
      return null;
    }
  }

  private static ClassLoader loader() {
    return NativeCrypto.class.getClassLoader();
  }
}
