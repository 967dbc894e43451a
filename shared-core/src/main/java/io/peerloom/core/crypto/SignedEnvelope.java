package io.peerloom.core.crypto;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;

/**
 * Signed bytes that are verified, stored and forwarded exactly as they arrived (DESIGN 4).
 *
 * <p>The signature covers a domain tag, the network, the type and the version, so that nothing
 * signed for one purpose or network can serve another. The first item of every body is the signer's
 * public key. What both ends have anyway is signed before the body and not sent; its length is
 * fixed by the type.
 *
 * <p>In its final form on the wire: the array {@code [type, version, body, signature]}.
 */
public final class SignedEnvelope {
  /** The most bytes of a whole envelope: a record of 64 KiB and what goes around it. */
  public static final int MAX_BYTES = Limits.MAX_VALUE_BYTES + 2 * 1024;

  private static final byte[] NOTHING = {};
  private static final byte[] DOMAIN = Bytes.utf8("peerloom-signed-v1");
  private static final int SIGNATURE_BYTES = 64;

  /** What is signed, with its number on the wire, and with which of the two keys. */
  public enum Type {
    IDENTITY(1, false),
    TOKEN(2, false),
    PROOF(3, false, 64),
    RECORD(5, false),
    RECEIPT(6, false),
    MESSAGE(7, true),
    LEASE(8, true),
    ROUTED(9, false, 40),
    JOIN(10, false),
    ADMISSION(11, false),
    INVITATION(12, false),
    REVOCATION(13, false),
    REFERRAL(14, false);

    private final int number;
    private final boolean ed25519;
    private final int unsentBytes;

    Type(int number, boolean ed25519) {
      this(number, ed25519, 0);
    }

    Type(int number, boolean ed25519, int unsentBytes) {
      this.number = number;
      this.ed25519 = ed25519;
      this.unsentBytes = unsentBytes;
    }
  }

  private final Type type;
  private final byte[] body;
  private final byte[] signature;
  private final byte[] encoded;

  /** The hash of the encoded form, once it was asked for. */
  private byte[] digest;

  private SignedEnvelope(Type type, byte[] body, byte[] signature, byte[] encoded) {
    this.type = type;
    this.body = body;
    this.signature = signature;
    this.encoded = encoded;
  }

  /** Signs a body whose first item is the signer's public key. */
  public static Promise<SignedEnvelope> sign(
      Type type, byte[] network, byte[] body, IdentityKeys keys) {
    return sign(type, network, NOTHING, body, keys);
  }

  /**
   * The same with bytes that the reader has, too.
   *
   * @param unsent what is signed and not sent
   */
  public static Promise<SignedEnvelope> sign(
      Type type, byte[] network, byte[] unsent, byte[] body, IdentityKeys keys) {
    byte[] message = preimage(type, network, unsent, body);
    Promise<byte[]> signature = type.ed25519 ? keys.signTopic(message) : keys.signIdentity(message);
    return signature.map(
        s -> {
          CborWriter out = new CborWriter(body.length + 80);
          out.array(4).uint(type.number).uint(1).bytes(body).bytes(s);
          return new SignedEnvelope(type, body, s, out.toBytes());
        });
  }

  /**
   * Reads an envelope without verifying it.
   *
   * @throws PeerloomException INVALID_REQUEST when it is malformed or of another type, UNSUPPORTED
   *     when its version is newer
   */
  public static SignedEnvelope decode(Type expected, byte[] encoded) {
    if (encoded.length > MAX_BYTES) {
      throw new PeerloomException(ErrorCode.TOO_LARGE, "envelope of " + encoded.length);
    }
    CborReader in = new CborReader(encoded);
    if (in.array(4) != 4) {
      throw new PeerloomException(ErrorCode.INVALID_REQUEST, "envelope has other items");
    }
    int number = in.uint(1 << 16);
    int version = in.uint(1 << 16);
    byte[] body = in.bytes(MAX_BYTES);
    byte[] signature = in.bytesOf(SIGNATURE_BYTES);
    in.end();
    if (number != expected.number) {
      throw new PeerloomException(
          ErrorCode.INVALID_REQUEST, "envelope type " + number + ", not " + expected);
    }
    if (version != 1) {
      throw new PeerloomException(ErrorCode.UNSUPPORTED, expected + " version " + version);
    }
    return new SignedEnvelope(expected, body, signature, encoded);
  }

  /** Verifies it against a key; fails with INVALID_SIGNATURE. */
  public Promise<Void> verify(Crypto crypto, byte[] network, byte[] publicKey) {
    return verify(crypto, network, NOTHING, publicKey);
  }

  /** The same with bytes that were signed and not sent. */
  public Promise<Void> verify(Crypto crypto, byte[] network, byte[] unsent, byte[] publicKey) {
    byte[] message = preimage(type, network, unsent, body);
    Promise<Boolean> valid =
        type.ed25519
            ? crypto.verifyEd25519(publicKey, message, signature)
            : crypto.verifyP256(publicKey, message, signature);
    return valid.map(
        ok -> {
          if (!ok) {
            throw new PeerloomException(ErrorCode.INVALID_SIGNATURE, "of " + type);
          }
          return null;
        });
  }

  private static byte[] preimage(Type type, byte[] network, byte[] unsent, byte[] body) {
    if (unsent.length != type.unsentBytes) {
      // Of another length, what is signed as one thing could be read as another.
      throw new IllegalArgumentException(type + " with " + unsent.length + " bytes unsent");
    }
    return Bytes.concat(DOMAIN, new byte[] {0, (byte) type.number, 1}, network, unsent, body);
  }

  /** The signed bytes. */
  public byte[] body() {
    return body;
  }

  /** The envelope as it travels. */
  public byte[] encoded() {
    return encoded;
  }

  /** SHA-256 of the envelope as it travels, which is hashed once; not to be changed. */
  public byte[] digest(Hash hash) {
    if (digest == null) {
      digest = hash.sha256(encoded);
    }
    return digest;
  }
}
