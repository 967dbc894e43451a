package io.peerloom.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.support.TestCrypto;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Sealed for one, opened by that one, and by it only unchanged. */
@Label("Hpke")
class HpkeTest {
  private static final byte[] INFO = Bytes.utf8("info");
  private static final byte[] ASSOCIATED = Bytes.utf8("associated");

  private final TestCrypto crypto = new TestCrypto();
  private final Hpke hpke = new Hpke(crypto, new Sha256());
  private final IdentityKeys reader = crypto.newIdentity();

  @Property(tries = 100)
  void whatIsSealedShowsNothingAndOpensForItsReader(@ForAll @Size(max = 2_000) byte[] value) {
    byte[] box = seal(value);
    assertThat(box).hasSize(65 + value.length + 16);
    if (value.length >= 8) {
      assertThat(Bytes.hex(box)).doesNotContain(Bytes.hex(value));
    }
    assertThat(open(reader, INFO, ASSOCIATED, box).value()).isEqualTo(value);
    assertThat(seal(value)).as("never twice the same").isNotEqualTo(box);
  }

  /** Fails if a box is returned as it is where it does not open. */
  @Property(tries = 200)
  @Label("Feature: dht-connection-recovery, Property 31: Tampering Detection")
  void aChangedBoxDoesNotOpen(
      @ForAll @Size(max = 200) byte[] value,
      @ForAll @IntRange int position,
      @ForAll @IntRange(max = 7) int bit) {
    byte[] box = seal(value);
    box[position % box.length] ^= (byte) (1 << bit);
    assertCannotOpen(open(reader, INFO, ASSOCIATED, box));
  }

  @Property(tries = 100)
  void aTruncatedBoxDoesNotOpen(@ForAll @Size(max = 200) byte[] value, @ForAll @IntRange int cut) {
    byte[] box = seal(value);
    assertCannotOpen(open(reader, INFO, ASSOCIATED, Bytes.slice(box, 0, cut % box.length)));
  }

  @Example
  void anotherReaderOrAnotherPurposeDoesNotOpenIt() {
    byte[] box = seal(Bytes.utf8("value"));
    assertCannotOpen(open(crypto.newIdentity(), INFO, ASSOCIATED, box));
    assertCannotOpen(open(reader, Bytes.utf8("other"), ASSOCIATED, box));
    assertCannotOpen(open(reader, INFO, Bytes.utf8("other"), box));
  }

  @Example
  void nothingIsSealedForWhatIsNoKey() {
    byte[] noPoint = new byte[65];
    noPoint[0] = 4;
    assertThat(hpke.seal(noPoint, INFO, ASSOCIATED, new byte[1]).failure().code())
        .isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  private byte[] seal(byte[] value) {
    return hpke.seal(reader.identityPublicKey(), INFO, ASSOCIATED, value).value();
  }

  private Promise<byte[]> open(IdentityKeys keys, byte[] info, byte[] associated, byte[] box) {
    return hpke.open(keys.identityPublicKey(), keys::agree, info, associated, box);
  }

  private static void assertCannotOpen(Promise<byte[]> opened) {
    assertThat(opened.failure().code()).isEqualTo(ErrorCode.CANNOT_OPEN);
  }
}
