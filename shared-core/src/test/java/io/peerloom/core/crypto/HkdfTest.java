package io.peerloom.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerloom.core.base.Bytes;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** The vectors of RFC 4231 (HMAC) and RFC 5869, appendix A (HKDF), and the JDK's HMAC. */
@Label("Hkdf")
class HkdfTest {
  private final Hkdf hkdf = new Hkdf(new Sha256());

  @Example
  void hmacOfRfc4231() {
    assertThat(hmac("0b".repeat(20), Bytes.hex(Bytes.utf8("Hi There"))))
        .isEqualTo("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    assertThat(
            hmac(
                Bytes.hex(Bytes.utf8("Jefe")),
                Bytes.hex(Bytes.utf8("what do ya want for nothing?"))))
        .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    assertThat(hmac("aa".repeat(20), "dd".repeat(50)))
        .isEqualTo("773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
    assertThat(
            hmac(
                "aa".repeat(131),
                Bytes.hex(Bytes.utf8("Test Using Larger Than Block-Size Key - Hash Key First"))))
        .isEqualTo("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
  }

  @Example
  void hkdfOfRfc5869WithSaltAndInfo() {
    byte[] key = hkdf.extract(Bytes.fromHex("000102030405060708090a0b0c"), repeated("0b", 22));
    assertThat(Bytes.hex(key))
        .isEqualTo("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5");
    assertThat(Bytes.hex(hkdf.expand(key, Bytes.fromHex("f0f1f2f3f4f5f6f7f8f9"), 42)))
        .isEqualTo(
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
  }

  @Example
  void hkdfOfRfc5869WithoutSaltAndInfo() {
    byte[] key = hkdf.extract(new byte[0], repeated("0b", 22));
    assertThat(Bytes.hex(key))
        .isEqualTo("19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04");
    assertThat(Bytes.hex(hkdf.expand(key, new byte[0], 42)))
        .isEqualTo(
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
  }

  @Example
  void refusesToExpandBeyondTheStandardsBound() {
    assertThat(hkdf.expand(new byte[32], new byte[0], 255 * 32)).hasSize(255 * 32);
    assertThatThrownBy(() -> hkdf.expand(new byte[32], new byte[0], 255 * 32 + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void hmacAgreesWithTheJdk(
      @ForAll @Size(min = 1, max = 150) byte[] key, @ForAll @Size(max = 300) byte[] message)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    assertThat(hkdf.hmac(key, message)).isEqualTo(mac.doFinal(message));
  }

  private String hmac(String key, String message) {
    return Bytes.hex(hkdf.hmac(Bytes.fromHex(key), Bytes.fromHex(message)));
  }

  private static byte[] repeated(String hex, int times) {
    return Bytes.fromHex(hex.repeat(times));
  }
}
