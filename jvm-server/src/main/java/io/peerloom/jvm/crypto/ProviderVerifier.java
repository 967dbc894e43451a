package io.peerloom.jvm.crypto;

import io.peerloom.core.base.Bytes;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;

/** Verifies one kind of signature with a provider of Java's cryptography architecture. */
final class ProviderVerifier {
  private final Provider provider;
  private final String keys;
  private final String signatures;
  private final byte[] x509Head;

  /** A native key holds memory outside the heap, so the same ones are used again. */
  private final KeyCache<PublicKey> decoded = new KeyCache<>();

  /**
   * A verifier.
   *
   * @param keys the name of the provider's key factory
   * @param signatures the name of its signatures
   * @param x509Head what comes before the bytes of a key in its X.509 form
   */
  ProviderVerifier(Provider provider, String keys, String signatures, byte[] x509Head) {
    this.provider = provider;
    this.keys = keys;
    this.signatures = signatures;
    this.x509Head = x509Head;
  }

  /** Whether a signature is valid; false for keys and signatures that are malformed. */
  boolean verify(byte[] key, byte[] message, byte[] signature) {
    try {
      PublicKey publicKey = decoded.find(key);
      if (publicKey == null) {
        publicKey =
            KeyFactory.getInstance(keys, provider)
                .generatePublic(new X509EncodedKeySpec(Bytes.concat(x509Head, key)));
        decoded.add(key, publicKey);
      }
      Signature verifier = Signature.getInstance(signatures, provider);
      verifier.initVerify(publicKey);
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException | RuntimeException e) {
      // That is how providers report what is malformed.
      return false;
    }
  }
}
