package io.peerloom.core.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** Text is read as it was written, or not at all. */
@Label("CBOR text")
class CborTextTest {
  private static byte[] encoded(byte[] text) {
    return Bytes.concat(new byte[] {0x78, (byte) text.length}, text);
  }

  /** The JDK's strict decoder says what is UTF-8. */
  @Property
  void bytesAreTextOrRefused(
      @ForAll @StringLength(min = 24, max = 60) String written,
      @ForAll boolean changed,
      @ForAll @IntRange int position,
      @ForAll @IntRange(max = 7) int bit) {
    byte[] bytes = written.getBytes(StandardCharsets.UTF_8);
    if (changed) {
      bytes[position % bytes.length] ^= (byte) (1 << bit);
    }
    boolean valid;
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      valid = true;
    } catch (CharacterCodingException e) {
      valid = false;
    }
    CborReader in = new CborReader(encoded(bytes));
    if (valid) {
      assertThat(new CborWriter().text(in.text(255)).toBytes()).isEqualTo(encoded(bytes));
    } else {
      assertRefused(in);
    }
  }

  /** An address of 256 such bytes, passed on, would be 768: too long for the next who reads it. */
  @Example
  void whatWouldGrowWhenPassedOnIsRefused() {
    byte[] stray = new byte[200];
    Arrays.fill(stray, (byte) 0xff);
    assertRefused(new CborReader(encoded(stray)));
    byte[] overlong = encoded(Bytes.fromHex("c0af" + "61".repeat(30)));
    assertRefused(new CborReader(overlong));
    byte[] surrogate = encoded(Bytes.fromHex("eda080" + "61".repeat(30)));
    assertRefused(new CborReader(surrogate));
  }

  private static void assertRefused(CborReader in) {
    assertThatThrownBy(() -> in.text(255))
        .isInstanceOfSatisfying(
            PeerloomException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
  }
}
