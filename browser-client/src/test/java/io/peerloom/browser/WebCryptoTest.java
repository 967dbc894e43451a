package io.peerloom.browser;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.peerloom.browser.dom.Js;
import io.peerloom.browser.dom.SubtleCrypto;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.crypto.EphemeralKey;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.InvitationKey;
import io.peerloom.core.crypto.Sha256;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.teavm.junit.SkipJVM;
import org.teavm.junit.TeaVMTestRunner;

/** The browser's cryptography against published vectors, and against what is no key at all. */
@RunWith(TeaVMTestRunner.class)
@SkipJVM
public class WebCryptoTest {
  private final WebCrypto crypto = new WebCrypto();

  /** RFC 6979, A.2.5: P-256, SHA-256, "sample". */
  private static final byte[] P256_KEY =
      Bytes.fromHex(
          "04"
              + "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
              + "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299");

  private static final byte[] P256_SIGNATURE =
      Bytes.fromHex(
          "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
              + "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8");

  /** RFC 8032, 7.1, test 1: the empty message. */
  private static final byte[] ED25519_KEY =
      Bytes.fromHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");

  private static final byte[] ED25519_SIGNATURE =
      Bytes.fromHex(
          "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
              + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");

  private static byte[] changed(byte[] bytes) {
    byte[] copy = bytes.clone();
    copy[copy.length - 1] ^= 1;
    return copy;
  }

  /** {@link Sha256} is the oracle, which FIPS 180-4's examples and the JDK's have been. */
  @Test
  public void hashesEveryLengthUpToFourBlocksAndSomeLargeOnes() {
    ScriptSha256 hash = new ScriptSha256();
    Sha256 oracle = new Sha256();
    for (int length = 0; length < 70_000; length += length < 256 ? 1 : 9_999) {
      byte[] message = new byte[length];
      for (int i = 0; i < length; i++) {
        message[i] = (byte) (7 * i + length);
      }
      assertArrayEquals("" + length, oracle.sha256(message), hash.sha256(message));
      assertArrayEquals(oracle.sha256(message), hash.sha256(message, new byte[0]));
    }
    byte[] abc = Bytes.utf8("abc");
    assertArrayEquals(
        oracle.sha256(abc), hash.sha256(Bytes.utf8("a"), new byte[0], Bytes.utf8("bc")));
  }

  @Test
  public void keysOfInvitationsTravelAndSign() {
    InvitationKey key = Await.value(crypto.generateInvitationKey());
    assertEquals(65, key.publicKey().length);
    assertEquals(32, key.privateKey().length);
    byte[] message = Bytes.utf8("sample");
    byte[] signature = Await.value(crypto.sign(key, message));
    assertEquals(64, signature.length);
    assertTrue(Await.value(crypto.verifyP256(key.publicKey(), message, signature)));
    assertFalse(Await.value(crypto.verifyP256(P256_KEY, message, signature)));
    InvitationKey mixed = new InvitationKey(P256_KEY, new byte[3]);
    Await.failure(ErrorCode.INVALID_REQUEST, crypto.sign(mixed, message));
  }

  /**
   * RFC 6979, A.2.5: what a key pair that came from elsewhere signs is verified by its public key.
   */
  @Test
  public void signsWithAKnownKeyOfAnInvitation() {
    byte[] scalar =
        Bytes.fromHex("c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721");
    byte[] signature =
        Await.value(crypto.sign(new InvitationKey(P256_KEY, scalar), Bytes.utf8("sample")));
    assertTrue(Await.value(crypto.verifyP256(P256_KEY, Bytes.utf8("sample"), signature)));
  }

  @Test
  public void verifiesKnownSignatures() {
    byte[] sample = Bytes.utf8("sample");
    assertTrue(Await.value(crypto.verifyP256(P256_KEY, sample, P256_SIGNATURE)));
    assertFalse(Await.value(crypto.verifyP256(P256_KEY, Bytes.utf8("simple"), P256_SIGNATURE)));
    assertFalse(Await.value(crypto.verifyP256(P256_KEY, sample, changed(P256_SIGNATURE))));
    assertTrue(Await.value(crypto.verifyEd25519(ED25519_KEY, new byte[0], ED25519_SIGNATURE)));
    assertFalse(Await.value(crypto.verifyEd25519(ED25519_KEY, new byte[1], ED25519_SIGNATURE)));
    assertFalse(
        Await.value(crypto.verifyEd25519(ED25519_KEY, new byte[0], changed(ED25519_SIGNATURE))));
  }

  @Test
  public void malformedKeysAndSignaturesVerifyNothing() {
    byte[] sample = Bytes.utf8("sample");
    byte[] compressed = Bytes.slice(P256_KEY, 0, 33);
    compressed[0] = 3;
    for (byte[] key : new byte[][] {{}, new byte[65], compressed, changed(P256_KEY), ED25519_KEY}) {
      assertFalse(Await.value(crypto.verifyP256(key, sample, P256_SIGNATURE)));
    }
    for (byte[] signature : new byte[][] {{}, new byte[63], new byte[64], new byte[72]}) {
      assertFalse(Await.value(crypto.verifyP256(P256_KEY, sample, signature)));
      assertFalse(Await.value(crypto.verifyEd25519(ED25519_KEY, sample, signature)));
    }
    byte[] noPoint = new byte[32];
    noPoint[0] = 2;
    for (byte[] key : new byte[][] {{}, new byte[31], new byte[33], noPoint}) {
      assertFalse(Await.value(crypto.verifyEd25519(key, new byte[0], ED25519_SIGNATURE)));
    }
  }

  /** McGrew and Viega, "The Galois/Counter Mode of Operation", test case 16. */
  @Test
  public void sealsAsTheSpecificationSays() {
    byte[] key = Bytes.fromHex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
    byte[] nonce = Bytes.fromHex("cafebabefacedbaddecaf888");
    byte[] associated = Bytes.fromHex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
    byte[] plaintext =
        Bytes.fromHex(
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
    byte[] sealed = Await.value(crypto.seal(key, nonce, associated, plaintext));
    assertEquals(
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
            + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
            + "76fc6ece0f4e1768cddf8853bb2d551b",
        Bytes.hex(sealed));
    assertArrayEquals(plaintext, Await.value(crypto.open(key, nonce, associated, sealed)));
    Await.failure(ErrorCode.CANNOT_OPEN, crypto.open(key, nonce, associated, changed(sealed)));
    Await.failure(ErrorCode.CANNOT_OPEN, crypto.open(key, nonce, new byte[0], sealed));
    Await.failure(ErrorCode.CANNOT_OPEN, crypto.open(key, nonce, associated, new byte[3]));
  }

  @Test
  public void bothSidesAgreeAndNobodyAgreesWithNoPoint() {
    EphemeralKey one = Await.value(crypto.generateEphemeral());
    EphemeralKey two = Await.value(crypto.generateEphemeral());
    byte[] secret = Await.value(one.agree(two.publicKey()));
    assertEquals(32, secret.length);
    assertArrayEquals(secret, Await.value(two.agree(one.publicKey())));
    for (byte[] key : new byte[][] {{}, new byte[65], changed(one.publicKey()), ED25519_KEY}) {
      Await.failure(ErrorCode.INVALID_REQUEST, two.agree(key));
    }
  }

  @Test
  public void anIdentitySignsAgreesAndKeepsItsSecrets() {
    BrowserIdentity identity = Await.value(BrowserIdentity.generate());
    IdentityKeys other = Await.value(crypto.generateIdentity());
    byte[] message = Bytes.utf8("hello");
    byte[] signature = Await.value(identity.signIdentity(message));
    assertTrue(Await.value(crypto.verifyP256(identity.identityPublicKey(), message, signature)));
    assertFalse(Await.value(crypto.verifyP256(other.identityPublicKey(), message, signature)));
    byte[] topicSignature = Await.value(identity.signTopic(message));
    assertTrue(
        Await.value(crypto.verifyEd25519(identity.topicPublicKey(), message, topicSignature)));
    assertArrayEquals(
        Await.value(identity.agree(other.identityPublicKey())),
        Await.value(other.agree(identity.identityPublicKey())));
    BrowserIdentity.Stored keys = identity.stored();
    for (SubtleCrypto.CryptoKey key :
        new SubtleCrypto.CryptoKey[] {keys.getSign(), keys.getAgree(), keys.getTopic()}) {
      Await.failure(
          ErrorCode.UNAUTHORIZED,
          Js.await(SubtleCrypto.exportKey("pkcs8", key), ErrorCode.UNAUTHORIZED));
    }
  }

  @Test
  public void moreKeysThanStayImportedStillVerify() {
    byte[] sample = Bytes.utf8("sample");
    for (int i = 0; i < 300; i++) {
      byte[] key = P256_KEY.clone();
      key[64] ^= (byte) (i | 1);
      key[63] ^= (byte) (i >> 8);
      assertFalse(Await.value(crypto.verifyP256(key, sample, P256_SIGNATURE)));
    }
    assertTrue(Await.value(crypto.verifyP256(P256_KEY, sample, P256_SIGNATURE)));
  }
}
