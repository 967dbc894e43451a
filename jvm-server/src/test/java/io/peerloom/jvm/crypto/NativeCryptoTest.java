package io.peerloom.jvm.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerloom.core.base.Bytes;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Native and Java code give one verdict on every key and signature. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class NativeCryptoTest {
  private static final byte[] MESSAGE = Bytes.utf8("sample");

  /**
   * Keys and signatures of Ed25519, and the verdict of the browsers: plain; with a part of order 8
   * in the key, twice, in R, in both; R of order 8, neutral; s, then R, then its sign not reduced;
   * a key that is no point.
   */
  private static final String ED25519 =
      """
      7767a3242dc9b58bbc68488c1265cc6cc5f26c6f3c88a5d55e901b0734dca572 7db0dc9222f3c183457ddde4c708de8e5ea6bf3d5c4404cca14b32729a05c32ae7ab364539271749be7368b052df925d6302a1dbb11b8b10bb1175e2c0e08802 true
      b15bf26424d1b69dd33b7a9e57db5de4a2aadea4a2a051efd9bfd6af74165d2b 58666666666666666666666666666666666666666666666666666666666666666312a209e5f641f39692136cf67637bc6570aaf404a4ed7066065407eeb6ec03 false
      b15bf26424d1b69dd33b7a9e57db5de4a2aadea4a2a051efd9bfd6af74165d2b edc876d6831fd2105d0b4389ca2e283166469289146e2ce06faefe98b22548dfd136999f2f7a57ad90dc846be39fb81c94d288be0b8f337f50b030cabec03103 true
      7767a3242dc9b58bbc68488c1265cc6cc5f26c6f3c88a5d55e901b0734dca572 131604d01865fbedf9f662d25311c68a197cf286f2683724873a147fed6ada35312e62f5cfb8976b5c793736f489d6322db0bc9a94f3bfcd7e9f1f957bbaf90c false
      b15bf26424d1b69dd33b7a9e57db5de4a2aadea4a2a051efd9bfd6af74165d2b 543ac908ca97124ab06caab11552257e53aba22a4e66b769175823a19a0452e0726e77b097ea5bd1385315bb5dd7818ddbb57c328628139fe5ba25f298a1db0c true
      7767a3242dc9b58bbc68488c1265cc6cc5f26c6f3c88a5d55e901b0734dca572 26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05a1a6bb5185b9b1aae1eaf72228aebcfae7aa70b325ce42ce027411ea0258f108 false
      7767a3242dc9b58bbc68488c1265cc6cc5f26c6f3c88a5d55e901b0734dca572 0100000000000000000000000000000000000000000000000000000000000000f94cfedec4154023af3a7c2a108264cdb0f98ac6f017aa76abc26e5711163107 true
      7767a3242dc9b58bbc68488c1265cc6cc5f26c6f3c88a5d55e901b0734dca572 d4b4f5784868c3020403246717ec169ff79e26608ea126a1ab69ee77d1b16712a419674d621480cdc84c573391d78f18c00e93f7598b7cd2333c114629fad91e false
      7767a3242dc9b58bbc68488c1265cc6cc5f26c6f3c88a5d55e901b0734dca572 eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f1d30d14d9974bbe16773a89b169488dbb320b1ef7c0dcd1179027e8cd2783f04 false
      7767a3242dc9b58bbc68488c1265cc6cc5f26c6f3c88a5d55e901b0734dca572 0100000000000000000000000000000000000000000000000000000000000080c29ef9bdb0a8aa46a12442b1e46a3b6eb0f8ba3c6dd3edcbbb6867fe30fbbc01 false
      0200000000000000000000000000000000000000000000000000000000000000 d4b4f5784868c3020403246717ec169ff79e26608ea126a1ab69ee77d1b167120500000000000000000000000000000000000000000000000000000000000000 false
      """;

  @TempDir private static Path folder;
  private static NativeCrypto code;

  @BeforeAll
  static void load() {
    code = NativeCrypto.find(folder.resolve("native"));
  }

  @Test
  void itRunsHereAndLeavesNothingBehind() {
    assertThat(code).isNotNull();
    assertThat(folder.resolve("native")).isEmptyDirectory();
  }

  @Test
  void whatAKilledProcessLeftIsDeleted() throws Exception {
    Path left = Files.createDirectories(folder.resolve("again/amazonCorretto1"));
    Files.writeString(left.resolve("code.so"), "half of it");
    assertThat(NativeCrypto.find(folder.resolve("again"))).isNotNull();
    assertThat(folder.resolve("again")).isEmptyDirectory();
  }

  @Test
  void javaDoesTheWorkWhereTheFolderIsNone() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(NativeCrypto.find(file)).isNull();
  }

  @Test
  void ed25519IsJudgedAsBrowsersDo() {
    for (String line : ED25519.lines().toList()) {
      String[] parts = line.split(" ");
      byte[] key = Bytes.fromHex(parts[0]);
      byte[] signature = Bytes.fromHex(parts[1]);
      boolean expected = Boolean.parseBoolean(parts[2]);
      assertThat(Ed25519Verifier.verify(null, key, MESSAGE, signature))
          .as("in Java: %s", line)
          .isEqualTo(expected);
      assertThat(Ed25519Verifier.verify(code, key, MESSAGE, signature))
          .as("natively: %s", line)
          .isEqualTo(expected);
    }
  }

  /** Whatever a hostile peer sends is judged, and by both alike; nothing is thrown. */
  @Test
  void alteredKeysAndSignaturesAreJudgedAlike() {
    Random random = new Random(20_261_130);
    JvmIdentity identity = new JvmCrypto().newIdentity();
    byte[][] ed25519 = {identity.topicPublicKey(), identity.signTopic(MESSAGE).value()};
    byte[][] p256 = {identity.identityPublicKey(), identity.signIdentity(MESSAGE).value()};
    for (int i = 0; i < 2_000; i++) {
      byte[] key = altered(ed25519[0], random);
      byte[] signature = altered(ed25519[1], random);
      assertThat(Ed25519Verifier.verify(code, key, MESSAGE, signature))
          .as("%s %s", Bytes.hex(key), Bytes.hex(signature))
          .isEqualTo(Ed25519Verifier.verify(null, key, MESSAGE, signature));
      byte[] other = altered(p256[0], random);
      byte[] otherSignature = altered(p256[1], random);
      assertThat(P256.verify(code, other, MESSAGE, otherSignature))
          .as("%s %s", Bytes.hex(other), Bytes.hex(otherSignature))
          .isEqualTo(P256.verify(null, other, MESSAGE, otherSignature));
    }
  }

  /** The same in half of the cases, else with a byte or all bytes from some point on changed. */
  private static byte[] altered(byte[] bytes, Random random) {
    byte[] altered = bytes.clone();
    int at = random.nextInt(bytes.length);
    if (random.nextInt(4) == 0) {
      altered[at] = (byte) random.nextInt();
    } else if (random.nextInt(3) == 0) {
      Arrays.fill(altered, at, bytes.length, (byte) -random.nextInt(2));
    }
    return altered;
  }

  @Test
  void framesAndCiphertextsAreTheSame() throws Exception {
    byte[] key = new byte[32];
    SecretKeySpec aes = new SecretKeySpec(key, "AES");
    GCMParameterSpec nonce = new GCMParameterSpec(128, new byte[12]);
    Cipher sealing = code.cipher();
    sealing.init(Cipher.ENCRYPT_MODE, aes, nonce);
    sealing.updateAAD(key);
    byte[] sealed = sealing.doFinal(MESSAGE);
    Cipher inJava = Cipher.getInstance(JvmCrypto.AES_GCM, "SunJCE");
    inJava.init(Cipher.ENCRYPT_MODE, aes, nonce);
    inJava.updateAAD(key);
    assertThat(inJava.doFinal(MESSAGE)).isEqualTo(sealed);
    sealed[0] ^= 1;
    Cipher opening = code.cipher();
    opening.init(Cipher.DECRYPT_MODE, aes, nonce);
    opening.updateAAD(key);
    assertThatThrownBy(() -> opening.doFinal(sealed)).isInstanceOf(AEADBadTagException.class);
    Mac mac = code.mac();
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    Mac macInJava = Mac.getInstance("HmacSHA256", "SunJCE");
    macInJava.init(new SecretKeySpec(key, "HmacSHA256"));
    for (int i = 0; i < 2; i++) {
      mac.update(ByteBuffer.wrap(key));
      macInJava.update(ByteBuffer.wrap(key));
      assertThat(mac.doFinal(MESSAGE)).isEqualTo(macInJava.doFinal(MESSAGE));
    }
  }

  @Test
  void p256IsJudgedAlike() {
    JvmIdentity identity = new JvmCrypto().newIdentity();
    byte[] good = identity.signIdentity(MESSAGE).value();
    byte[] key = identity.identityPublicKey();
    List<byte[]> keys = new ArrayList<>(List.of(key, new byte[65]));
    byte[] offCurve = key.clone();
    offCurve[64] ^= 1;
    byte[] notReduced = key.clone();
    Arrays.fill(notReduced, 1, 33, (byte) -1);
    byte[] hybrid = key.clone();
    hybrid[0] = (byte) (6 + (key[64] & 1));
    keys.addAll(List.of(offCurve, notReduced, hybrid));
    List<byte[]> signatures = new ArrayList<>(List.of(good, new byte[64]));
    for (int i = 0; i < good.length; i += 7) {
      byte[] changed = good.clone();
      changed[i] ^= 1;
      signatures.add(changed);
    }
    byte[] full = new byte[64];
    Arrays.fill(full, (byte) -1);
    signatures.add(full);
    int valid = 0;
    for (byte[] each : keys) {
      for (byte[] signature : signatures) {
        boolean inJava = P256.verify(null, each, MESSAGE, signature);
        assertThat(P256.verify(code, each, MESSAGE, signature))
            .as("%s %s", Bytes.hex(each), Bytes.hex(signature))
            .isEqualTo(inJava);
        valid += inJava ? 1 : 0;
      }
    }
    assertThat(valid).isEqualTo(1);
  }
}
