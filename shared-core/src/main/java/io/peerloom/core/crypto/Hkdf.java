package io.peerloom.core.crypto;

import io.peerloom.core.base.Bytes;

/** HMAC-SHA256 (RFC 2104) and HKDF (RFC 5869) over a synchronous {@link Hash}. */
public final class Hkdf {
  private static final int BLOCK_BYTES = 64;

  private final Hash hash;

  public Hkdf(Hash hash) {
    this.hash = hash;
  }

  /** HMAC-SHA256 of the concatenated parts: 32 bytes. */
  public byte[] hmac(byte[] key, byte[]... parts) {
    byte[] block = new byte[BLOCK_BYTES];
    byte[] usable = key.length > BLOCK_BYTES ? hash.sha256(key) : key;
    System.arraycopy(usable, 0, block, 0, usable.length);
    byte[] inner = new byte[BLOCK_BYTES];
    byte[] outer = new byte[BLOCK_BYTES];
    for (int i = 0; i < BLOCK_BYTES; i++) {
      inner[i] = (byte) (block[i] ^ 0x36);
      outer[i] = (byte) (block[i] ^ 0x5c);
    }
    return hash.sha256(outer, hash.sha256(inner, Bytes.concat(parts)));
  }

  /** Concentrates input keying material into a key of 32 bytes. */
  public byte[] extract(byte[] salt, byte[] material) {
    return hmac(salt, material);
  }

  /** Expands a key to {@code length} bytes, at most 255 · 32. */
  public byte[] expand(byte[] key, byte[] info, int length) {
    if (length < 0 || length > 255 * 32) {
      throw new IllegalArgumentException("length " + length);
    }
    byte[] out = new byte[length];
    byte[] previous = new byte[0];
    for (int at = 0, i = 1; at < length; at += 32, i++) {
      previous = hmac(key, previous, info, new byte[] {(byte) i});
      System.arraycopy(previous, 0, out, at, Math.min(32, length - at));
    }
    return out;
  }
}
