package io.peerloom.jvm.crypto;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Crypto;
import io.peerloom.core.crypto.EphemeralKey;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.InvitationKey;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Provider;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Cryptography on the JVM: BouncyCastle for signatures and key agreement, the JDK for AES-GCM and
 * digests, each where it is several times faster than the other, and native code for what it does
 * faster still ({@link NativeCrypto}).
 *
 * <p>Every operation completes before its call returns. One takes 2 to 100 microseconds, too little
 * to be worth handing over to another thread and back.
 */
public final class JvmCrypto implements Crypto {
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BYTES = 16;
  static final String AES_GCM = "AES/GCM/NoPadding";
  // Looked up once: the search through the providers costs more than a small encryption.
  private static final Provider AES_PROVIDER = aesProvider();

  private final JdkHash hash = new JdkHash();
  private final SecureRandom random = new SecureRandom();

  private static Provider aesProvider() {
    try {
      return Cipher.getInstance(AES_GCM).getProvider();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + AES_GCM, e);
    }
  }

  @Override
  public Promise<IdentityKeys> generateIdentity() {
    return Promise.of(newIdentity());
  }

  /** Generates the two key pairs of a new identity. */
  public JvmIdentity newIdentity() {
    return JvmIdentity.generate(random);
  }

  @Override
  public Promise<EphemeralKey> generateEphemeral() {
    BigInteger scalar = P256.generate(random);
    byte[] publicKey = P256.publicKey(scalar);
    return Promise.of(
        new EphemeralKey() {
          @Override
          public byte[] publicKey() {
            return publicKey.clone();
          }

          @Override
          public Promise<byte[]> agree(byte[] otherPublicKey) {
            return JvmIdentity.agree(scalar, otherPublicKey);
          }
        });
  }

  @Override
  public Promise<Boolean> verifyP256(byte[] publicKey, byte[] message, byte[] signature) {
    return Promise.of(P256.verify(publicKey, message, signature));
  }

  @Override
  public Promise<Boolean> verifyEd25519(byte[] publicKey, byte[] message, byte[] signature) {
    return Promise.of(Ed25519Verifier.verify(publicKey, message, signature));
  }

  @Override
  public Promise<byte[]> seal(byte[] key, byte[] nonce, byte[] associated, byte[] plaintext) {
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, associated);
      return Promise.of(cipher.doFinal(plaintext));
    } catch (GeneralSecurityException e) {
      return Promise.failed(ErrorCode.INVALID_REQUEST, "cannot seal: " + e.getMessage());
    }
  }

  @Override
  public Promise<byte[]> open(byte[] key, byte[] nonce, byte[] associated, byte[] sealed) {
    if (sealed.length < TAG_BYTES) {
      return Promise.failed(ErrorCode.CANNOT_OPEN, "shorter than its tag");
    }
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, associated);
      return Promise.of(cipher.doFinal(sealed));
    } catch (AEADBadTagException e) {
      return Promise.failed(ErrorCode.CANNOT_OPEN, "the tag does not match");
    } catch (GeneralSecurityException e) {
      return Promise.failed(ErrorCode.INVALID_REQUEST, "cannot open: " + e.getMessage());
    }
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] associated)
      throws GeneralSecurityException {
    if (key.length != KEY_BYTES || nonce.length != NONCE_BYTES) {
      throw new InvalidKeyException(
          "key of " + key.length + " and nonce of " + nonce.length + " bytes");
    }
    NativeCrypto code = NativeCrypto.loaded();
    Cipher cipher = code == null ? Cipher.getInstance(AES_GCM, AES_PROVIDER) : code.cipher();
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BYTES * 8, nonce));
    cipher.updateAAD(associated);
    return cipher;
  }

  @Override
  public Promise<InvitationKey> generateInvitationKey() {
    BigInteger scalar = P256.generate(random);
    return Promise.of(new InvitationKey(P256.publicKey(scalar), P256.encodePrivate(scalar)));
  }

  @Override
  public Promise<byte[]> sign(InvitationKey key, byte[] message) {
    byte[] bytes = key.privateKey();
    BigInteger scalar = bytes.length == P256.PRIVATE_BYTES ? P256.decodePrivate(bytes) : null;
    return scalar == null
        ? Promise.failed(ErrorCode.INVALID_REQUEST, "this is no invitation's key")
        : Promise.of(P256.sign(scalar, hash.sha256(message)));
  }

  @Override
  public byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
