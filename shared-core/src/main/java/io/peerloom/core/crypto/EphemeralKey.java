package io.peerloom.core.crypto;

import io.peerloom.core.base.Promise;

/** A P-256 key for key agreement. */
public interface EphemeralKey {
  /** The uncompressed point, 65 bytes. */
  byte[] publicKey();

  /**
   * ECDH with another public key: the x coordinate, 32 bytes. Fails with INVALID_REQUEST when the
   * other key is not a point of the curve.
   */
  Promise<byte[]> agree(byte[] otherPublicKey);
}
