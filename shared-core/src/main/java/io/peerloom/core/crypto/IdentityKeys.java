package io.peerloom.core.crypto;

import io.peerloom.core.base.Promise;

/** The private side of an identity, as the platform keeps it; the core never sees private bytes. */
public interface IdentityKeys {
  /** The P-256 key's uncompressed point, 65 bytes. */
  byte[] identityPublicKey();

  /** The Ed25519 key that signs topic messages (R19), 32 bytes. */
  byte[] topicPublicKey();

  /** ECDSA with the P-256 key over SHA-256: 64 bytes. */
  Promise<byte[]> signIdentity(byte[] message);

  /** Ed25519: 64 bytes. */
  Promise<byte[]> signTopic(byte[] message);

  /** ECDH of the P-256 key with another public key (R15.3): 32 bytes. */
  Promise<byte[]> agree(byte[] otherPublicKey);
}
