package io.peerloom.core.crypto;

/** SHA-256, at once. Synchronous because ids, keys and digests are needed inside decisions. */
public interface Hash {
  /** The digest (32 bytes) of the concatenated parts. */
  byte[] sha256(byte[]... parts);
}
