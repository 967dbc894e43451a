package io.peerloom.jvm.crypto;

import io.peerloom.core.base.Bytes;
import java.security.Provider;
import java.security.Security;
import java.util.Objects;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * Verifies Ed25519 signatures with the verdict of the browsers: by the equation without the
 * cofactor, of which RFC 8032 (5.1.7) permits either. Otherwise a publisher could make messages
 * that servers accept and pages do not (Chalkias, Garillot and Nikolaenko, <i>Taming the many
 * EdDSAs</i>, 2020).
 */
final class Ed25519Verifier {
  private static final String ALGORITHM = "Ed25519";

  /** What comes before the 32 bytes in the X.509 form of a key (RFC 8410). */
  private static final byte[] X509_HEAD = Bytes.fromHex("302a300506032b6570032100");

  /** Eight times as slow as BouncyCastle, and without the cofactor. */
  private static final ProviderVerifier JDK =
      by(Objects.requireNonNull(Security.getProvider("SunEC"), "this JDK has no SunEC"));

  /** Keys found to be in the group of prime order, as honest keys are. */
  private static final KeyCache<Boolean> SOUND = new KeyCache<>();

  private Ed25519Verifier() {}

  /** Verifies with a provider; its key factory has that name, too. */
  static ProviderVerifier by(Provider provider) {
    return new ProviderVerifier(provider, ALGORITHM, ALGORITHM, X509_HEAD);
  }

  static boolean verify(byte[] key, byte[] message, byte[] signature) {
    return verify(NativeCrypto.loaded(), key, message, signature);
  }

  /** Verifies natively, or in Java where there is no native code. */
  static boolean verify(NativeCrypto code, byte[] key, byte[] message, byte[] signature) {
    if (key.length != Ed25519.PUBLIC_KEY_SIZE || signature.length != Ed25519.SIGNATURE_SIZE) {
      return false;
    }
    return code == null
        ? verifyInJava(key, message, signature)
        : code.ed25519().verify(key, message, signature);
  }

  /**
   * BouncyCastle multiplies by the cofactor. That makes no difference where the key and the point
   * of the signature are in the group of prime order, as all are that nobody has crafted; about the
   * others the JDK decides.
   */
  private static boolean verifyInJava(byte[] key, byte[] message, byte[] signature) {
    return Ed25519.verify(signature, 0, key, 0, message, 0, message.length)
        && (isSound(key) && Ed25519.validatePublicKeyFull(signature, 0)
            || JDK.verify(key, message, signature));
  }

  private static boolean isSound(byte[] key) {
    if (SOUND.find(key) != null) {
      return true;
    }
    boolean isSound = Ed25519.validatePublicKeyFull(key, 0);
    if (isSound) {
      SOUND.add(key, true);
    }
    return isSound;
  }
}
