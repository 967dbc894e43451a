package io.peerloom.core.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Held against the JDK's own, which the compiled core has not. */
@Label("Bytes")
class BytesTest {
  @Property
  void theyCompareAsUnsigned(@ForAll @Size(max = 6) byte[] a, @ForAll @Size(max = 6) byte[] b) {
    assertThat(Integer.signum(Bytes.compare(a, b)))
        .isEqualTo(Integer.signum(Arrays.compareUnsigned(a, b)));
    assertThat(Bytes.equal(a, b)).isEqualTo(Arrays.equals(a, b));
    Bytes one = Bytes.wrap(a);
    Bytes two = Bytes.wrap(b);
    assertThat(one.equals(two)).isEqualTo(Arrays.equals(a, b));
    assertThat(Integer.signum(one.compareTo(two))).isEqualTo(-Integer.signum(two.compareTo(one)));
    assertThat(one).isEqualTo(Bytes.wrap(a.clone())).hasSameHashCodeAs(Bytes.wrap(a.clone()));
    assertThat(one.length()).isEqualTo(a.length);
    assertThat((Object) one).isNotEqualTo(a).isNotEqualTo(null);
  }

  @Property
  void oneFlippedBitIsSeenWhereverItIs(
      @ForAll @Size(min = 1, max = 40) byte[] bytes,
      @ForAll @IntRange int position,
      @ForAll @IntRange(max = 7) int bit) {
    byte[] changed = bytes.clone();
    changed[position % bytes.length] ^= (byte) (1 << bit);
    assertThat(Bytes.equal(bytes, changed)).isFalse();
  }

  @Property
  void partsMakeTheWholeAgain(@ForAll @Size(max = 40) byte[] bytes, @ForAll @IntRange int cut) {
    int at = bytes.length == 0 ? 0 : cut % bytes.length;
    byte[] head = Bytes.slice(bytes, 0, at);
    byte[] tail = Bytes.slice(bytes, at, bytes.length);
    assertThat(Bytes.concat(head, new byte[0], tail)).isEqualTo(bytes);
    assertThat(Bytes.concat()).isEmpty();
  }

  @Property
  void hexadecimalIsReadInEitherCase(@ForAll @Size(max = 40) byte[] bytes) {
    String hex = Bytes.hex(bytes);
    assertThat(hex).isEqualTo(HexFormat.of().formatHex(bytes));
    assertThat(Bytes.wrap(bytes)).hasToString(hex);
    assertThat(Bytes.fromHex(hex)).isEqualTo(bytes);
    assertThat(Bytes.fromHex(HexFormat.of().withUpperCase().formatHex(bytes))).isEqualTo(bytes);
  }

  @Example
  void whatIsNoHexadecimalIsAnInvalidRequest() {
    for (String text :
        new String[] {"0", "0g", "/0", ":0", "@0", "G0", "`0", "g0", " 0", "\u0660\u0660"}) {
      assertThatThrownBy(() -> Bytes.fromHex(text))
          .as(text)
          .isInstanceOfSatisfying(
              PeerloomException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }
  }

  @Property
  void bigEndianSortsUnsignedAndKeepsTheValue(@ForAll long a, @ForAll long b) {
    byte[] ofA = Bytes.bigEndian(a);
    assertThat(new BigInteger(ofA).longValueExact()).isEqualTo(a);
    assertThat(Integer.signum(Bytes.compare(ofA, Bytes.bigEndian(b))))
        .isEqualTo(Long.compareUnsigned(a, b));
  }

  @Property
  void textComesBack(@ForAll String text) {
    assertThat(Bytes.utf8(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    String sound = Bytes.utf8(Bytes.utf8(text));
    assertThat(Bytes.utf8(Bytes.utf8(sound))).isEqualTo(sound);
  }
}
