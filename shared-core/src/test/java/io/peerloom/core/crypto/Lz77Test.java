package io.peerloom.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Rng;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class Lz77Test {
  private static final int MOST = 4096;

  /** Some of everything: noise, runs, and pieces of what came before. */
  private static byte[] text(Rng rng, byte[] before, int about) {
    byte[] text = new byte[0];
    while (text.length < about) {
      byte[] all = Bytes.concat(before, text);
      byte[] next = new byte[1 + rng.nextInt(200)];
      switch (rng.nextInt(3)) {
        case 0 -> rng.nextBytes(next);
        case 1 -> java.util.Arrays.fill(next, (byte) rng.nextInt(256));
        default -> {
          int from = rng.nextInt(all.length + 1);
          next = Bytes.slice(all, from, Math.min(all.length, from + next.length));
        }
      }
      text = Bytes.concat(text, next);
    }
    return text;
  }

  @Property(tries = 500)
  void roundTripIsLossless(
      @ForAll int seed,
      @ForAll @IntRange(max = 1_000) int before,
      @ForAll @IntRange(max = 2_500) int length) {
    Rng rng = new Rng(seed);
    byte[] known = text(rng, new byte[0], before);
    byte[] text = text(rng, known, length);
    byte[] compressed = Lz77.compress(known, text);
    assertThat(compressed.length).isLessThanOrEqualTo(text.length + text.length / 127 + 1);
    assertThat(Lz77.expand(known, compressed, 0, MOST)).isEqualTo(text);
  }

  @Example
  void dictionaryIsNotRepeated() {
    Rng rng = new Rng(7);
    byte[] card = new byte[700];
    rng.nextBytes(card);
    byte[] own = new byte[60];
    rng.nextBytes(own);
    byte[] text = Bytes.concat(own, card, own);
    assertThat(Lz77.compress(card, text)).hasSizeLessThan(60 + 30);
    assertThat(Lz77.compress(new byte[0], text)).hasSizeLessThan(60 + 700 + 20);
  }

  /** Any input gives a text of at most that length, or a code. */
  @Property(tries = 1_000)
  void arbitraryInputIsBoundedOrRefused(
      @ForAll byte[] form, @ForAll @IntRange(max = 300) int before) {
    try {
      assertThat(Lz77.expand(new byte[before], form, 0, 500)).hasSizeLessThanOrEqualTo(500);
    } catch (PeerloomException e) {
      assertThat(e.code()).isIn(ErrorCode.INVALID_REQUEST, ErrorCode.TOO_LARGE);
    }
  }

  /** Three bytes may stand for 133, and no more are made of them than are wanted. */
  @Example
  void expansionIsBounded() {
    byte[] compressed = Lz77.compress(new byte[0], new byte[MOST]);
    assertThat(compressed.length).isLessThan(150);
    assertThatThrownBy(() -> Lz77.expand(new byte[0], compressed, 0, MOST - 1))
        .isInstanceOfSatisfying(
            PeerloomException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE));
  }
}
