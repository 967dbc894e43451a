package io.peerloom.core.support;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Crypto;
import io.peerloom.core.crypto.EphemeralKey;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.InvitationKey;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Real cryptography from the JDK alone, so that the core's tests need nothing beside it. */
public class TestCrypto implements Crypto {
  private static final byte[] ED25519_PREFIX = Bytes.fromHex("302a300506032b6570032100");

  /** How many signatures were verified. */
  public int verifications;

  private final SecureRandom random = new SecureRandom();
  private final ECParameterSpec curve = ((ECPublicKey) ecPair().getPublic()).getParams();

  /** The two key pairs of an identity. */
  public IdentityKeys newIdentity() {
    return new Keys(ecPair(), pair("Ed25519"));
  }

  @Override
  public Promise<IdentityKeys> generateIdentity() {
    return Promise.of(newIdentity());
  }

  @Override
  public Promise<EphemeralKey> generateEphemeral() {
    return Promise.of(new Keys(ecPair(), null));
  }

  @Override
  public Promise<Boolean> verifyP256(byte[] publicKey, byte[] message, byte[] signature) {
    verifications++;
    try {
      Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
      verifier.initVerify(point(publicKey));
      verifier.update(message);
      return Promise.of(signature.length == 64 && verifier.verify(signature));
    } catch (GeneralSecurityException e) {
      return Promise.of(false);
    }
  }

  @Override
  public Promise<Boolean> verifyEd25519(byte[] publicKey, byte[] message, byte[] signature) {
    verifications++;
    try {
      byte[] encoded = Bytes.concat(ED25519_PREFIX, publicKey);
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
      verifier.update(message);
      return Promise.of(verifier.verify(signature));
    } catch (GeneralSecurityException e) {
      return Promise.of(false);
    }
  }

  @Override
  public Promise<byte[]> seal(byte[] key, byte[] nonce, byte[] associated, byte[] plaintext) {
    try {
      return Promise.of(aes(Cipher.ENCRYPT_MODE, key, nonce, associated, plaintext));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Promise<byte[]> open(byte[] key, byte[] nonce, byte[] associated, byte[] sealed) {
    try {
      return sealed.length < 16
          ? Promise.failed(ErrorCode.CANNOT_OPEN, "shorter than its tag")
          : Promise.of(aes(Cipher.DECRYPT_MODE, key, nonce, associated, sealed));
    } catch (AEADBadTagException e) {
      return Promise.failed(ErrorCode.CANNOT_OPEN, "the tag does not match");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Promise<InvitationKey> generateInvitationKey() {
    KeyPair pair = ecPair();
    byte[] scalar = ((ECPrivateKey) pair.getPrivate()).getS().toByteArray();
    byte[] padded = new byte[32];
    int length = Math.min(32, scalar.length);
    System.arraycopy(scalar, scalar.length - length, padded, 32 - length, length);
    return Promise.of(new InvitationKey(new Keys(pair, null).publicKey(), padded));
  }

  @Override
  public Promise<byte[]> sign(InvitationKey key, byte[] message) {
    try {
      ECPrivateKeySpec spec = new ECPrivateKeySpec(new BigInteger(1, key.privateKey()), curve);
      Signature signer = Signature.getInstance("SHA256withECDSAinP1363Format");
      signer.initSign(KeyFactory.getInstance("EC").generatePrivate(spec));
      signer.update(message);
      return Promise.of(signer.sign());
    } catch (GeneralSecurityException e) {
      return Promise.failed(ErrorCode.INVALID_REQUEST, e.getMessage());
    }
  }

  @Override
  public byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] aes(int mode, byte[] key, byte[] nonce, byte[] associated, byte[] in)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
    cipher.updateAAD(associated);
    return cipher.doFinal(in);
  }

  /** The JDK takes points beside the curve for keys, so that is checked here. */
  private PublicKey point(byte[] encoded) throws GeneralSecurityException {
    if (encoded.length != 65 || encoded[0] != 4) {
      throw new GeneralSecurityException("not an uncompressed point");
    }
    BigInteger x = new BigInteger(1, Arrays.copyOfRange(encoded, 1, 33));
    BigInteger y = new BigInteger(1, Arrays.copyOfRange(encoded, 33, 65));
    BigInteger p = ((ECFieldFp) curve.getCurve().getField()).getP();
    BigInteger right =
        x.pow(3).add(curve.getCurve().getA().multiply(x)).add(curve.getCurve().getB()).mod(p);
    if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0 || !y.multiply(y).mod(p).equals(right)) {
      throw new GeneralSecurityException("not a point of the curve");
    }
    return KeyFactory.getInstance("EC")
        .generatePublic(new ECPublicKeySpec(new ECPoint(x, y), curve));
  }

  private static KeyPair ecPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair pair(String algorithm) {
    try {
      return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private final class Keys implements IdentityKeys, EphemeralKey {
    private final KeyPair identity;
    private final KeyPair topic;

    Keys(KeyPair identity, KeyPair topic) {
      this.identity = identity;
      this.topic = topic;
    }

    @Override
    public byte[] identityPublicKey() {
      byte[] encoded = identity.getPublic().getEncoded();
      return Arrays.copyOfRange(encoded, encoded.length - 65, encoded.length);
    }

    @Override
    public byte[] topicPublicKey() {
      byte[] encoded = topic.getPublic().getEncoded();
      return Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    }

    @Override
    public byte[] publicKey() {
      return identityPublicKey();
    }

    @Override
    public Promise<byte[]> signIdentity(byte[] message) {
      return Promise.of(sign("SHA256withECDSAinP1363Format", identity, message));
    }

    @Override
    public Promise<byte[]> signTopic(byte[] message) {
      return Promise.of(sign("Ed25519", topic, message));
    }

    private byte[] sign(String algorithm, KeyPair pair, byte[] message) {
      try {
        Signature signer = Signature.getInstance(algorithm);
        signer.initSign(pair.getPrivate());
        signer.update(message);
        return signer.sign();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public Promise<byte[]> agree(byte[] otherPublicKey) {
      try {
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(identity.getPrivate());
        agreement.doPhase(point(otherPublicKey), true);
        return Promise.of(agreement.generateSecret());
      } catch (GeneralSecurityException e) {
        return Promise.failed(ErrorCode.INVALID_REQUEST, e.getMessage());
      }
    }
  }
}
