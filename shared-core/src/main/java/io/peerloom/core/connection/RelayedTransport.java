package io.peerloom.core.connection;

/** A transport whose messages pass through another peer, which must not read or change them. */
public interface RelayedTransport extends Transport {
  /**
   * From now on, what is sent is encrypted, and what is received must be.
   *
   * @param key 32 bytes that only the two ends know
   */
  void encrypt(byte[] key, boolean dialler);
}
