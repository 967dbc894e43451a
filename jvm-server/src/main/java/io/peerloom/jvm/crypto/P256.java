package io.peerloom.jvm.crypto;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.crypto.Signatures;
import java.math.BigInteger;
import java.security.Provider;
import java.security.SecureRandom;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.agreement.ECDHBasicAgreement;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;

/**
 * The curve P-256 in the encodings of {@link io.peerloom.core.crypto.Crypto}, with BouncyCastle's
 * lightweight classes: they are ten times as fast as the JDK's, and check that a decoded point lies
 * on the curve, which the JDK's key factory does not. Native code verifies where it is loaded.
 *
 * <p>Signatures are deterministic (RFC 6979), so a weak random source cannot leak the key.
 */
final class P256 {
  static final int PRIVATE_BYTES = 32;
  static final int SIGNATURE_BYTES = 64;

  private static final ECDomainParameters DOMAIN = domain();
  private static final JdkHash HASH = new JdkHash();
  private static final KeyCache<ECPublicKeyParameters> VERIFYING_KEYS = new KeyCache<>();

  /** What comes before the point in the X.509 form of a key (RFC 5480). */
  private static final byte[] X509_HEAD =
      Bytes.fromHex("3059301306072a8648ce3d020106082a8648ce3d030107034200");

  private P256() {}

  private static ECDomainParameters domain() {
    X9ECParameters curve = CustomNamedCurves.getByName("P-256");
    return new ECDomainParameters(curve.getCurve(), curve.getG(), curve.getN(), curve.getH());
  }

  /** A new private scalar, from 1 to the order of the curve less one. */
  static BigInteger generate(SecureRandom random) {
    return BigIntegers.createRandomInRange(
        BigInteger.ONE, DOMAIN.getN().subtract(BigInteger.ONE), random);
  }

  /** The scalar of 32 bytes, or null if it is out of range. */
  static BigInteger decodePrivate(byte[] bytes) {
    BigInteger scalar = BigIntegers.fromUnsignedByteArray(bytes);
    return scalar.signum() > 0 && scalar.compareTo(DOMAIN.getN()) < 0 ? scalar : null;
  }

  static byte[] encodePrivate(BigInteger scalar) {
    return BigIntegers.asUnsignedByteArray(PRIVATE_BYTES, scalar);
  }

  static byte[] publicKey(BigInteger scalar) {
    ECPoint point = new FixedPointCombMultiplier().multiply(DOMAIN.getG(), scalar);
    return point.normalize().getEncoded(false);
  }

  /** The point, or null if the bytes are not an uncompressed point of the curve. */
  private static ECPublicKeyParameters decodePublic(byte[] publicKey) {
    if (!Signatures.isUncompressed(publicKey)) {
      return null;
    }
    try {
      return new ECPublicKeyParameters(DOMAIN.getCurve().decodePoint(publicKey), DOMAIN);
    } catch (IllegalArgumentException notOnTheCurve) {
      return null;
    }
  }

  static byte[] sign(BigInteger scalar, byte[] digest) {
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, new ECPrivateKeyParameters(scalar, DOMAIN));
    BigInteger[] pair = signer.generateSignature(digest);
    byte[] signature = new byte[SIGNATURE_BYTES];
    BigIntegers.asUnsignedByteArray(pair[0], signature, 0, SIGNATURE_BYTES / 2);
    BigIntegers.asUnsignedByteArray(pair[1], signature, SIGNATURE_BYTES / 2, SIGNATURE_BYTES / 2);
    return signature;
  }

  private static ECPublicKeyParameters verifyingKey(byte[] publicKey) {
    ECPublicKeyParameters key = VERIFYING_KEYS.find(publicKey);
    if (key == null) {
      key = decodePublic(publicKey);
      if (key != null) {
        VERIFYING_KEYS.add(publicKey, key);
      }
    }
    return key;
  }

  static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    return verify(NativeCrypto.loaded(), publicKey, message, signature);
  }

  /** Verifies natively, or in Java where there is no native code. */
  static boolean verify(NativeCrypto code, byte[] publicKey, byte[] message, byte[] signature) {
    if (!Signatures.isUncompressed(publicKey) || signature.length != SIGNATURE_BYTES) {
      return false;
    }
    return code == null
        ? verifyInJava(publicKey, message, signature)
        : code.p256().verify(publicKey, message, signature);
  }

  /** Verifies with a provider. */
  static ProviderVerifier verifierBy(Provider provider) {
    return new ProviderVerifier(provider, "EC", "SHA256withECDSAinP1363Format", X509_HEAD);
  }

  private static boolean verifyInJava(byte[] publicKey, byte[] message, byte[] signature) {
    ECPublicKeyParameters key = verifyingKey(publicKey);
    if (key == null) {
      return false;
    }
    byte[] digest = HASH.sha256(message);
    ECDSASigner signer = new ECDSASigner();
    signer.init(false, key);
    return signer.verifySignature(
        digest,
        BigIntegers.fromUnsignedByteArray(signature, 0, SIGNATURE_BYTES / 2),
        BigIntegers.fromUnsignedByteArray(signature, SIGNATURE_BYTES / 2, SIGNATURE_BYTES / 2));
  }

  /** The x coordinate of the shared point, or null if the other key is invalid. */
  static byte[] agree(BigInteger scalar, byte[] otherPublicKey) {
    ECPublicKeyParameters key = decodePublic(otherPublicKey);
    if (key == null) {
      return null;
    }
    ECDHBasicAgreement agreement = new ECDHBasicAgreement();
    agreement.init(new ECPrivateKeyParameters(scalar, DOMAIN));
    return BigIntegers.asUnsignedByteArray(
        agreement.getFieldSize(), agreement.calculateAgreement(key));
  }
}
