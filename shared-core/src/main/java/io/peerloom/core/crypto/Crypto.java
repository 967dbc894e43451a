package io.peerloom.core.crypto;

import io.peerloom.core.base.Promise;

/**
 * What the platform's cryptography must do. Results may come later and in any order (WebCrypto), or
 * at once (BouncyCastle).
 *
 * <p>Encodings are the same everywhere: a P-256 public key is the 65 bytes of the uncompressed
 * point (SEC 1), an Ed25519 public key the 32 bytes of RFC 8032, every signature 64 bytes (ECDSA as
 * r ‖ s, IEEE P1363, over SHA-256), a shared secret the 32 bytes of the x coordinate.
 */
public interface Crypto {
  /** Makes the two key pairs of a new identity. Keeping them is the adapter's task. */
  Promise<IdentityKeys> generateIdentity();

  /** Makes a P-256 key for one key agreement. */
  Promise<EphemeralKey> generateEphemeral();

  /**
   * Verifies ECDSA P-256 over SHA-256. A malformed key or signature, or a point that is not on the
   * curve, gives false, never a failure.
   */
  Promise<Boolean> verifyP256(byte[] publicKey, byte[] message, byte[] signature);

  /** Verifies Ed25519. A malformed key or signature gives false, never a failure. */
  Promise<Boolean> verifyEd25519(byte[] publicKey, byte[] message, byte[] signature);

  /**
   * Encrypts with AES-256-GCM.
   *
   * @param key 32 bytes
   * @param nonce 12 bytes, never used twice with one key
   * @return the ciphertext followed by the tag of 16 bytes
   */
  Promise<byte[]> seal(byte[] key, byte[] nonce, byte[] associated, byte[] plaintext);

  /** Undoes {@link #seal}; fails with CANNOT_OPEN when the tag does not match. */
  Promise<byte[]> open(byte[] key, byte[] nonce, byte[] associated, byte[] sealed);

  /** Makes a key pair for an invitation. */
  Promise<InvitationKey> generateInvitationKey();

  /** ECDSA with an invitation's key over SHA-256, 64 bytes; INVALID_REQUEST for a malformed key. */
  Promise<byte[]> sign(InvitationKey key, byte[] message);

  /** Secure randomness. */
  byte[] randomBytes(int length);
}
