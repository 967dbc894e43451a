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
    IDENTITY(1, Form.ANY, 0),
    TOKEN(2, Form.ANY, 0),
    PROOF(3, Form.LOW, 64),
    RECORD(5, Form.LOW, 0),
    RECEIPT(6, Form.LOW, 0),
    MESSAGE(7, Form.ED25519, 0),
    LEASE(8, Form.ED25519, 0),
    ROUTED(9, Form.LOW, 40),
    JOIN(10, Form.LOW, 0),
    ADMISSION(11, Form.LOW, 0),
    INVITATION(12, Form.ANY, 0),
    REVOCATION(13, Form.ANY, 0),
    REFERRAL(14, Form.LOW, 0);

    private final int number;
    private final int form;
    private final int unsentBytes;

    Type(int number, int form, int unsentBytes) {
      this.number = number;
      this.form = form;
      this.unsentBytes = unsentBytes;
    }

    private boolean isEd25519() {
      return form == Form.ED25519;
    }
  }

  /** What a signature must look like. */
  private static final class Form {
    /**
     * ECDSA with either s: earlier builds issued such tokens and invitations for months, and
     * nothing is identified by these envelopes' bytes.
     */
    static final int ANY = 0;

    /** ECDSA with the low s, see {@link Signatures}. */
    static final int LOW = 1;

    static final int ED25519 = 2;
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
    return type.isEd25519()
        ? keys.signTopic(message).map(signature -> of(type, body, signature))
        : keys.signIdentity(message).map(signature -> of(type, body, Signatures.low(signature)));
  }

  private static SignedEnvelope of(Type type, byte[] body, byte[] signature) {
    CborWriter out = new CborWriter(body.length + 80);
    out.array(4).uint(type.number).uint(1).bytes(body).bytes(signature);
    return new SignedEnvelope(type, body, signature, out.toBytes());
  }

  /**
   * Reads what this peer has stored: an ECDSA signature that an earlier build accepted with a high
   * s gets the form that is accepted today.
   */
  public static SignedEnvelope decodeStored(Type expected, byte[] encoded) {
    SignedEnvelope read = decode(expected, encoded);
    return Signatures.isLow(read.signature)
        ? read
        : of(expected, read.body, Signatures.low(read.signature));
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
      throw new PeerloomException(ErrorCode.INVALID_REQUEST, "malformed");
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
        type.isEd25519()
            ? Signatures.verifyEd25519(crypto, publicKey, message, signature)
            : type.form == Form.ANY
                ? crypto.verifyP256(publicKey, message, signature)
                : Signatures.verifyP256(crypto, publicKey, message, signature);
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
