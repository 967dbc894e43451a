package io.peerloom.jvm.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.EphemeralKey;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Known answers from the RFCs, and the JDK's own code as an independent second opinion. */
final class JvmCryptoTest {
  private static final byte[] NO_BYTES = {};

  private final JvmCrypto crypto = new JvmCrypto();

  /** RFC 6979, A.2.5: P-256 with SHA-256, deterministic. */
  private static final byte[] RFC6979_PRIVATE =
      Bytes.fromHex("c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721");

  private static final byte[] RFC6979_PUBLIC =
      Bytes.fromHex(
          "0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
              + "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299");

  /** RFC 8032, 7.1, test 3. */
  private static final byte[] RFC8032_SEED =
      Bytes.fromHex("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7");

  private final JvmIdentity identity = JvmIdentity.of(RFC6979_PRIVATE, RFC8032_SEED);

  @Test
  void signsP256AsRfc6979Does() {
    assertThat(identity.identityPublicKey()).isEqualTo(RFC6979_PUBLIC);
    assertThat(Bytes.hex(identity.signIdentity(Bytes.utf8("sample")).value()))
        .isEqualTo(
            "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
                + "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8");
  }

  @Test
  void signsEd25519AsRfc8032Does() {
    assertThat(Bytes.hex(identity.topicPublicKey()))
        .isEqualTo("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025");
    byte[] message = Bytes.fromHex("af82");
    byte[] signature = identity.signTopic(message).value();
    assertThat(Bytes.hex(signature))
        .isEqualTo(
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a");
    assertThat(crypto.verifyEd25519(identity.topicPublicKey(), message, signature).value())
        .isTrue();
  }

  @Test
  void theJdkVerifiesWhatItSigns() throws Exception {
    byte[] message = Bytes.utf8("across implementations");
    JvmIdentity other = crypto.newIdentity();
    Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
    verifier.initVerify(jdkKey(other.identityPublicKey()));
    verifier.update(message);
    assertThat(verifier.verify(other.signIdentity(message).value())).isTrue();
  }

  @Test
  void keyCacheKeepsKeysApart() {
    byte[] message = Bytes.utf8("whose is it");
    List<JvmIdentity> many = Stream.generate(crypto::newIdentity).limit(300).toList();
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < many.size(); i++) {
        byte[] signature = many.get(i).signIdentity(message).value();
        byte[] next = many.get((i + 1) % many.size()).identityPublicKey();
        assertThat(crypto.verifyP256(many.get(i).identityPublicKey(), message, signature).value())
            .isTrue();
        assertThat(crypto.verifyP256(next, message, signature).value()).isFalse();
      }
    }
  }

  private static ECPublicKey jdkKey(byte[] point) throws Exception {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp256r1"));
    ECPoint w =
        new ECPoint(
            new BigInteger(1, Arrays.copyOfRange(point, 1, 33)),
            new BigInteger(1, Arrays.copyOfRange(point, 33, 65)));
    return (ECPublicKey)
        KeyFactory.getInstance("EC")
            .generatePublic(
                new ECPublicKeySpec(w, parameters.getParameterSpec(ECParameterSpec.class)));
  }

  @Test
  void anyChangedBitBreaksAP256Signature() {
    byte[] message = Bytes.utf8("sample");
    byte[] signature = identity.signIdentity(message).value();
    assertThat(crypto.verifyP256(RFC6979_PUBLIC, message, signature).value()).isTrue();
    for (int i = 0; i < signature.length; i++) {
      byte[] changed = signature.clone();
      changed[i] ^= 1;
      assertThat(crypto.verifyP256(RFC6979_PUBLIC, message, changed).value()).isFalse();
    }
  }

  @Test
  void malformedKeysAndSignaturesVerifyAsFalse() {
    byte[] message = Bytes.utf8("sample");
    byte[] signature = identity.signIdentity(message).value();
    byte[] offCurve = RFC6979_PUBLIC.clone();
    offCurve[64] ^= 1;
    byte[] infinity = {0};
    byte[] compressed = Arrays.copyOf(RFC6979_PUBLIC, 33);
    compressed[0] = 3;
    byte[] outOfField = new byte[65];
    Arrays.fill(outOfField, (byte) 0xff);
    outOfField[0] = 4;
    for (byte[] key : new byte[][] {offCurve, infinity, compressed, outOfField, NO_BYTES}) {
      assertThat(crypto.verifyP256(key, message, signature).value()).isFalse();
    }
    for (int length : new int[] {0, 1, 63, 65}) {
      byte[] cut = Arrays.copyOf(signature, length);
      assertThat(crypto.verifyP256(RFC6979_PUBLIC, message, cut).value()).isFalse();
      assertThat(crypto.verifyEd25519(identity.topicPublicKey(), message, cut).value()).isFalse();
    }
    assertThat(crypto.verifyP256(RFC6979_PUBLIC, message, new byte[64]).value()).isFalse();
    byte[] full = new byte[64];
    Arrays.fill(full, (byte) 0xff);
    assertThat(crypto.verifyP256(RFC6979_PUBLIC, message, full).value()).isFalse();
    assertThat(crypto.verifyEd25519(full, message, full).value()).isFalse();
    assertThat(crypto.verifyEd25519(Arrays.copyOf(full, 32), message, full).value()).isFalse();
  }

  @Test
  void bothSidesAgreeOnOneSecret() {
    EphemeralKey a = crypto.generateEphemeral().value();
    JvmIdentity b = crypto.newIdentity();
    byte[] secret = a.agree(b.identityPublicKey()).value();
    assertThat(secret).hasSize(32).isEqualTo(b.agree(a.publicKey()).value());
  }

  /** NIST CAVS 14.1, ECC CDH P-256, count 0. */
  @Test
  void agreementMatchesNistVectors() {
    JvmIdentity own =
        JvmIdentity.of(
            Bytes.fromHex("7d7dc5f71eb29ddaf80d6214632eeae03d9058af1fb6d22ed80badb62bc1a534"),
            RFC8032_SEED);
    byte[] other =
        Bytes.fromHex(
            "04700c48f77f56584c5cc632ca65640db91b6bacce3a4df6b42ce7cc838833d287"
                + "db71e509e3fd9b060ddb20ba5c51dcc5948d46fbf640dfe0441782cab85fa4ac");
    assertThat(Bytes.hex(own.agree(other).value()))
        .isEqualTo("46fc62106420ff012e54a434fbdd2d25ccc5852060561e68040dd7778997bd7b");
  }

  @Test
  void agreementRefusesAPointOffTheCurve() {
    byte[] offCurve = RFC6979_PUBLIC.clone();
    offCurve[64] ^= 1;
    for (Promise<byte[]> refused :
        List.of(
            identity.agree(offCurve),
            crypto.generateEphemeral().value().agree(offCurve),
            identity.agree(NO_BYTES))) {
      assertThat(refused.failure().code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    }
  }

  /** The GCM specification's test case 14: a zero key, nonce and block. */
  @Test
  void sealingMatchesTheSpecification() {
    byte[] sealed = crypto.seal(new byte[32], new byte[12], NO_BYTES, new byte[16]).value();
    assertThat(Bytes.hex(sealed))
        .isEqualTo("cea7403d4d606b6e074ec5d3baf39d18" + "d0d1c8a799996bf0265b98b5d48ab919");
  }

  @Test
  void opensOnlyWhatWasSealed() {
    byte[] key = crypto.randomBytes(32);
    byte[] nonce = crypto.randomBytes(12);
    byte[] associated = Bytes.utf8("associated");
    byte[] plain = crypto.randomBytes(1000);
    byte[] sealed = crypto.seal(key, nonce, associated, plain).value();
    assertThat(crypto.open(key, nonce, associated, sealed).value()).isEqualTo(plain);

    byte[] changed = sealed.clone();
    changed[500] ^= 1;
    assertThat(crypto.open(key, nonce, associated, changed).failure().code())
        .isEqualTo(ErrorCode.CANNOT_OPEN);
    assertThat(crypto.open(key, nonce, NO_BYTES, sealed).failure().code())
        .isEqualTo(ErrorCode.CANNOT_OPEN);
    assertThat(crypto.open(key, nonce, associated, new byte[15]).failure().code())
        .isEqualTo(ErrorCode.CANNOT_OPEN);
    assertThat(crypto.seal(new byte[5], nonce, associated, plain).failure().code())
        .isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void hashesTheConcatenation() {
    assertThat(Bytes.hex(new JdkHash().sha256(Bytes.utf8("a"), NO_BYTES, Bytes.utf8("bc"))))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }
}
