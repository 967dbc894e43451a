package io.peerloom.jvm.crypto;

import io.peerloom.core.base.Bytes;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
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

  /** The JDK's implementation: eight times as slow as BouncyCastle's, and without the cofactor. */
  private static final Provider JDK = Security.getProvider("SunEC");

  /** Keys found to be of the group that honest keys are of. */
  private static final KeyCache<Boolean> SOUND = new KeyCache<>();

  private Ed25519Verifier() {}

  static boolean verify(byte[] key, byte[] message, byte[] signature) {
    return verify(NativeCrypto.provider(), key, message, signature);
  }

  /**
   * Verifies by native code.
   *
   * @param provider null to verify in Java
   */
  static boolean verify(Provider provider, byte[] key, byte[] message, byte[] signature) {
    if (key.length != Ed25519.PUBLIC_KEY_SIZE || signature.length != Ed25519.SIGNATURE_SIZE) {
      return false;
    }
    return provider == null
        ? verifyInJava(key, message, signature)
        : verifyBy(provider, key, message, signature);
  }

  /**
   * BouncyCastle multiplies by the cofactor. That makes no difference where the key and the point
   * of the signature are in the group of prime order, as all are that somebody did not craft; about
   * the others the JDK decides.
   */
  private static boolean verifyInJava(byte[] key, byte[] message, byte[] signature) {
    return Ed25519.verify(signature, 0, key, 0, message, 0, message.length)
        && (isSound(key) && Ed25519.validatePublicKeyFull(signature, 0)
            || verifyBy(JDK, key, message, signature));
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

  private static boolean verifyBy(Provider provider, byte[] key, byte[] message, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance(ALGORITHM, provider);
      verifier.initVerify(
          KeyFactory.getInstance(ALGORITHM, JDK)
              .generatePublic(new X509EncodedKeySpec(Bytes.concat(X509_HEAD, key))));
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      // That is how providers report keys and signatures that are malformed.
      return false;
    }
  }

  /** Fails unless a provider can verify, and tells a good signature from a bad one. */
  static void check(Provider provider) throws GeneralSecurityException {
    byte[] seed = new byte[Ed25519.SECRET_KEY_SIZE];
    byte[] key = new byte[Ed25519.PUBLIC_KEY_SIZE];
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    Ed25519.generatePublicKey(seed, 0, key, 0);
    Ed25519.sign(seed, 0, seed, 0, seed.length, signature, 0);
    boolean good = verify(provider, key, seed, signature);
    signature[0] ^= 1;
    if (!good || verify(provider, key, seed, signature)) {
      throw new GeneralSecurityException(provider.getName() + " does not verify here");
    }
  }
}
