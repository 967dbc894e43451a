package io.peerloom.core.crypto;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Promise;

/**
 * One verdict on each key and signature, whatever a platform thinks of the odd ones, and one form
 * of each signature.
 *
 * <p>With an ECDSA signature (r, s) anybody can make (r, n − s), which is as valid: a second record
 * or request with the same content. Of the two, signers send the one with the smaller s, and
 * verifiers refuse the other.
 *
 * <p>For Ed25519 keys of small order there are signatures that fit any message; WebCrypto accepts
 * some of them, BouncyCastle none (Chalkias, Garillot and Nikolaenko, <i>Taming the many
 * EdDSAs</i>, 2020). They are refused before a platform is asked, as are keys whose y is not
 * reduced.
 */
public final class Signatures {
  /** Half of the signature, r or s; of the keys, y. */
  private static final int HALF_BYTES = 32;

  /** The order n of P-256, and n / 2 rounded down. */
  private static final byte[] ORDER =
      Bytes.fromHex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");

  private static final byte[] HALF_ORDER =
      Bytes.fromHex("7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8");

  /**
   * The y of all points whose order divides 8, other than 0, 1 and p − 1, with its bytes in the
   * order in which a key has them (RFC 8032, 5.1.2).
   */
  private static final byte[][] ORDER_8 = {
    Bytes.fromHex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
    Bytes.fromHex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")
  };

  private Signatures() {}

  /** Whether an ECDSA signature is the one that signers send. */
  public static boolean isLow(byte[] signature) {
    return Bytes.compare(Bytes.slice(signature, HALF_BYTES, signature.length), HALF_ORDER) <= 0;
  }

  /** The form of a valid ECDSA signature that signers send. */
  static byte[] low(byte[] signature) {
    if (isLow(signature)) {
      return signature;
    }
    byte[] low = signature.clone();
    int borrow = 0;
    for (int i = HALF_BYTES - 1; i >= 0; i--) {
      int digit = (ORDER[i] & 0xff) - (signature[HALF_BYTES + i] & 0xff) - borrow;
      borrow = digit < 0 ? 1 : 0;
      low[HALF_BYTES + i] = (byte) digit;
    }
    return low;
  }

  /** Whether 32 bytes may be an Ed25519 key: reduced, and not of small order. */
  public static boolean isSound(byte[] key) {
    byte[] y = key.clone();
    y[31] &= 0x7f;
    for (byte[] weak : ORDER_8) {
      if (Bytes.equal(y, weak)) {
        return false;
      }
    }
    // p is 2^255 − 19, so what is left differs from a sound key in its first byte alone.
    boolean isZero = y[31] == 0;
    boolean isFull = y[31] == 0x7f;
    for (int i = 1; i < 31; i++) {
      isZero &= y[i] == 0;
      isFull &= y[i] == -1;
    }
    int first = y[0] & 0xff;
    return !(isZero && first <= 1) && !(isFull && first >= 0xec);
  }

  /** Verifies an Ed25519 signature; false for a key that is not {@link #isSound}. */
  public static Promise<Boolean> verifyEd25519(
      Crypto crypto, byte[] key, byte[] message, byte[] signature) {
    return key.length == HALF_BYTES && isSound(key)
        ? crypto.verifyEd25519(key, message, signature)
        : Promise.of(false);
  }

  /** Whether a P-256 key has the one form that is sent; some platforms read others as well. */
  public static boolean isUncompressed(byte[] key) {
    return key.length == 1 + 2 * HALF_BYTES && key[0] == 4;
  }

  /**
   * Verifies an ECDSA signature; false for one that is not {@link #isLow}, and for a key that is
   * not {@link #isUncompressed}.
   */
  public static Promise<Boolean> verifyP256(
      Crypto crypto, byte[] key, byte[] message, byte[] signature) {
    return isUncompressed(key) && signature.length == 2 * HALF_BYTES && isLow(signature)
        ? crypto.verifyP256(key, message, signature)
        : Promise.of(false);
  }
}
