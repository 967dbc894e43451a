package io.peerloom.core.crypto;

import io.peerloom.core.base.Bytes;

/** Nonces of AES-GCM under a key that two ends share and use in order: none is used twice. */
public final class CountedNonce {
  /** The length of a nonce. */
  public static final int BYTES = 12;

  private CountedNonce() {}

  /**
   * The nonce of one message: a byte for the direction, three zero bytes, and the count.
   *
   * @param direction differs for each stream of messages under the key
   * @param count from 1
   */
  public static byte[] of(int direction, long count) {
    byte[] nonce = new byte[BYTES];
    nonce[0] = (byte) direction;
    System.arraycopy(Bytes.bigEndian(count), 0, nonce, 4, 8);
    return nonce;
  }
}
