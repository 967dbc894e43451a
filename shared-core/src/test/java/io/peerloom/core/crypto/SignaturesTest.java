package io.peerloom.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.support.TestCrypto;
import io.peerloom.core.support.TestNetwork;
import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/** One form of each signature, and no key that anybody can sign with. */
@Label("Signatures")
class SignaturesTest {
  private static final BigInteger ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

  /** The y of all points of small order, reduced and not (RFC 8032; as libsodium lists them). */
  private static final List<String> SMALL_ORDER =
      List.of(
          "0000000000000000000000000000000000000000000000000000000000000000",
          "0100000000000000000000000000000000000000000000000000000000000000",
          "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
          "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
          "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");

  private final TestNetwork network = new TestNetwork(1);
  private final TestCrypto crypto = network.crypto;
  private final IdentityKeys keys = crypto.newIdentity();

  private static byte[] other(byte[] signature) {
    BigInteger s = new BigInteger(1, Bytes.slice(signature, 32, 64));
    byte[] other = signature.clone();
    byte[] encoded = ORDER.subtract(s).toByteArray();
    for (int i = 0; i < 32; i++) {
      int at = encoded.length - 32 + i;
      other[32 + i] = at < 0 ? 0 : encoded[at];
    }
    return other;
  }

  @Example
  void keysOfSmallOrderAreRefusedWithEitherSign() {
    for (String key : SMALL_ORDER) {
      byte[] encoded = Bytes.fromHex(key);
      assertThat(Signatures.isSound(encoded)).as(key).isFalse();
      encoded[31] |= (byte) 0x80;
      assertThat(Signatures.isSound(encoded)).as(key + " negative").isFalse();
    }
  }

  @Example
  void keysThatAreNotReducedAreRefused() {
    byte[] key = Bytes.fromHex("ed" + "ff".repeat(30) + "7f");
    for (int first = 0xed; first <= 0xff; first++) {
      key[0] = (byte) first;
      assertThat(Signatures.isSound(key)).isFalse();
    }
    key[0] = (byte) 0xeb;
    assertThat(Signatures.isSound(key)).as("p - 2").isTrue();
    key[0] = (byte) 0xff;
    key[30] = 0x7f;
    assertThat(Signatures.isSound(key)).isTrue();
    byte[] two = new byte[32];
    two[0] = 2;
    assertThat(Signatures.isSound(two)).isTrue();
  }

  @Example
  void ordinaryKeysAreAccepted() {
    for (int i = 0; i < 200; i++) {
      assertThat(Signatures.isSound(crypto.newIdentity().topicPublicKey())).isTrue();
    }
  }

  /** A key of order 1 verifies any message where a platform does not look; RFC 8032, 5.1.7. */
  @Example
  void noPlatformIsAskedAboutAWeakKey() {
    Crypto gullible =
        new TestCrypto() {
          @Override
          public Promise<Boolean> verifyEd25519(byte[] key, byte[] message, byte[] signature) {
            return Promise.of(true);
          }
        };
    byte[] weak = Bytes.fromHex(SMALL_ORDER.get(1));
    assertThat(Signatures.verifyEd25519(gullible, weak, new byte[3], new byte[64]).value())
        .isFalse();
    assertThat(Signatures.verifyEd25519(gullible, new byte[31], new byte[3], new byte[64]).value())
        .isFalse();
  }

  @Example
  void aBundleWithAWeakTopicKeyIsRefused() {
    for (String key : SMALL_ORDER) {
      CborWriter body = new CborWriter(128);
      body.array(3).bytes(keys.identityPublicKey()).bytes(Bytes.fromHex(key)).uint(0);
      SignedEnvelope signed =
          SignedEnvelope.sign(SignedEnvelope.Type.IDENTITY, network.id, body.toBytes(), keys)
              .value();
      assertThat(
              network
                  .authority
                  .verifyBundle(IdentityBundle.decode(signed.encoded()))
                  .failure()
                  .code())
          .isEqualTo(ErrorCode.INVALID_SIGNATURE);
    }
  }

  @Example
  void ofTwoFormsOfASignatureOneIsAccepted() {
    byte[] message = Bytes.utf8("message");
    for (int i = 0; i < 50; i++) {
      byte[] signature = Signatures.low(keys.signIdentity(message).value());
      byte[] high = other(signature);
      byte[] key = keys.identityPublicKey();
      assertThat(crypto.verifyP256(key, message, high).value()).as("valid").isTrue();
      assertThat(Signatures.isLow(signature)).isTrue();
      assertThat(Signatures.isLow(high)).isFalse();
      assertThat(Signatures.low(high)).isEqualTo(signature);
      assertThat(Signatures.verifyP256(crypto, key, message, signature).value()).isTrue();
      assertThat(Signatures.verifyP256(crypto, key, message, high).value()).isFalse();
    }
    assertThat(
            Signatures.verifyP256(crypto, keys.identityPublicKey(), message, new byte[9]).value())
        .isFalse();
  }

  @Example
  void halfOfTheOrderIsLow() {
    byte[] half = new byte[64];
    byte[] s = ORDER.shiftRight(1).toByteArray();
    System.arraycopy(s, s.length - 32, half, 32, 32);
    assertThat(Signatures.isLow(half)).isTrue();
    half[63]++;
    assertThat(Signatures.isLow(half)).isFalse();
    assertThat(Signatures.isLow(Signatures.low(half))).isTrue();
  }

  private SignedEnvelope signed(SignedEnvelope.Type type, boolean low) {
    IdentityKeys high =
        new IdentityKeys() {
          @Override
          public byte[] identityPublicKey() {
            return keys.identityPublicKey();
          }

          @Override
          public byte[] topicPublicKey() {
            return keys.topicPublicKey();
          }

          @Override
          public Promise<byte[]> signIdentity(byte[] message) {
            return keys.signIdentity(message).map(Signatures::low).map(SignaturesTest::other);
          }

          @Override
          public Promise<byte[]> signTopic(byte[] message) {
            return keys.signTopic(message);
          }

          @Override
          public Promise<byte[]> agree(byte[] otherPublicKey) {
            return keys.agree(otherPublicKey);
          }
        };
    SignedEnvelope envelope = SignedEnvelope.sign(type, network.id, new byte[5], high).value();
    if (low) {
      return envelope;
    }
    byte[] encoded = envelope.encoded().clone();
    byte[] signature = Bytes.slice(encoded, encoded.length - 64, encoded.length);
    System.arraycopy(other(signature), 0, encoded, encoded.length - 64, 64);
    return SignedEnvelope.decode(type, encoded);
  }

  private boolean isValid(SignedEnvelope envelope) {
    return !envelope.verify(crypto, network.id, keys.identityPublicKey()).isFailed();
  }

  @Example
  void signersSendTheLowForm() {
    for (int i = 0; i < 20; i++) {
      assertThat(isValid(signed(SignedEnvelope.Type.RECORD, true))).isTrue();
    }
  }

  /** What earlier builds issued for months is valid until it expires. */
  @Example
  void tokensAndInvitationsOfEarlierBuildsStayValid() {
    for (SignedEnvelope.Type type :
        List.of(
            SignedEnvelope.Type.IDENTITY,
            SignedEnvelope.Type.TOKEN,
            SignedEnvelope.Type.INVITATION,
            SignedEnvelope.Type.REVOCATION)) {
      assertThat(isValid(signed(type, false))).as(type.toString()).isTrue();
    }
    for (SignedEnvelope.Type type :
        List.of(
            SignedEnvelope.Type.RECORD,
            SignedEnvelope.Type.RECEIPT,
            SignedEnvelope.Type.JOIN,
            SignedEnvelope.Type.ADMISSION,
            SignedEnvelope.Type.REFERRAL)) {
      assertThat(isValid(signed(type, false))).as(type.toString()).isFalse();
    }
  }

  @Example
  void recordsInADataFolderOfAnEarlierBuildAreReadInTheLowForm() {
    SignedEnvelope stored = signed(SignedEnvelope.Type.RECORD, false);
    SignedEnvelope read = SignedEnvelope.decodeStored(SignedEnvelope.Type.RECORD, stored.encoded());
    assertThat(isValid(read)).isTrue();
    assertThat(read.body()).isEqualTo(stored.body());
    byte[] again =
        SignedEnvelope.decodeStored(SignedEnvelope.Type.RECORD, read.encoded()).encoded();
    assertThat(again).isEqualTo(read.encoded());
    assertThat(isValid(SignedEnvelope.decode(SignedEnvelope.Type.RECORD, read.encoded()))).isTrue();
  }
}
