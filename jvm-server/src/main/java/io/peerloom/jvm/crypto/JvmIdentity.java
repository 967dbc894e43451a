package io.peerloom.jvm.crypto;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.IdentityKeys;
import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** The two private keys of an identity, in memory. Immutable, so any thread may use it. */
public final class JvmIdentity implements IdentityKeys {
  private final JdkHash hash = new JdkHash();
  private final BigInteger identityScalar;
  private final byte[] topicSeed;
  private final byte[] identityPublicKey;
  private final byte[] topicPublicKey;

  private JvmIdentity(BigInteger identityScalar, byte[] topicSeed) {
    this.identityScalar = identityScalar;
    this.topicSeed = topicSeed;
    this.identityPublicKey = P256.publicKey(identityScalar);
    this.topicPublicKey = new byte[Ed25519.PUBLIC_KEY_SIZE];
    Ed25519.generatePublicKey(topicSeed, 0, topicPublicKey, 0);
  }

  static JvmIdentity generate(SecureRandom random) {
    byte[] seed = new byte[Ed25519.SECRET_KEY_SIZE];
    random.nextBytes(seed);
    return new JvmIdentity(P256.generate(random), seed);
  }

  /** The identity of stored private keys, or null if they are invalid. */
  static JvmIdentity of(byte[] identityPrivate, byte[] topicSeed) {
    if (identityPrivate.length != P256.PRIVATE_BYTES
        || topicSeed.length != Ed25519.SECRET_KEY_SIZE) {
      return null;
    }
    BigInteger scalar = P256.decodePrivate(identityPrivate);
    return scalar == null ? null : new JvmIdentity(scalar, topicSeed.clone());
  }

  byte[] identityPrivate() {
    return P256.encodePrivate(identityScalar);
  }

  byte[] topicSeed() {
    return topicSeed.clone();
  }

  @Override
  public byte[] identityPublicKey() {
    return identityPublicKey.clone();
  }

  @Override
  public byte[] topicPublicKey() {
    return topicPublicKey.clone();
  }

  @Override
  public Promise<byte[]> signIdentity(byte[] message) {
    return Promise.of(P256.sign(identityScalar, hash.sha256(message)));
  }

  @Override
  public Promise<byte[]> signTopic(byte[] message) {
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    Ed25519.sign(topicSeed, 0, topicPublicKey, 0, message, 0, message.length, signature, 0);
    return Promise.of(signature);
  }

  @Override
  public Promise<byte[]> agree(byte[] otherPublicKey) {
    return agree(identityScalar, otherPublicKey);
  }

  static Promise<byte[]> agree(BigInteger scalar, byte[] otherPublicKey) {
    byte[] secret = P256.agree(scalar, otherPublicKey);
    return secret == null
        ? Promise.failed(ErrorCode.INVALID_REQUEST, "not a point of P-256")
        : Promise.of(secret);
  }
}
