package io.peerloom.core.crypto;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import java.util.Arrays;

/**
 * Writes a text by what it repeats of itself or of a text before it that both sides have: a public
 * key stands in a signed envelope three times, and an issuer's token in the cards of all whom it
 * admitted. Exact for every text, so what is signed is read back to the bit.
 *
 * <p>A form is a sequence of parts, each with a head of one or two bytes, the first of which has
 * bit 7 for a copy: {@code 0lllllll} and then l bytes as they are; or {@code 1lllllll} and two
 * bytes of how far back, over the text so far and what lies before it, l bytes and {@link
 * #LEAST_COPY} more are found. After Lempel and Ziv, 1977.
 */
final class Lz77 {
  /** How far back a copy may lie. */
  static final int REACH = 65_535;

  private static final int MOST = 127;

  /** A copy takes three bytes, and the head of what follows it one: a shorter one brings little. */
  private static final int LEAST_COPY = 6;

  /** Places that are remembered, by a hash of the bytes there. */
  private static final int PLACES_BITS = 10;

  private Lz77() {}

  /** Writes a text; {@code before} and it are at most {@link #REACH} bytes together. */
  static byte[] fold(byte[] before, byte[] text) {
    byte[] all = new byte[before.length + text.length];
    System.arraycopy(before, 0, all, 0, before.length);
    System.arraycopy(text, 0, all, before.length, text.length);
    // One more than the place, so that 0 is none.
    int[] places = new int[1 << PLACES_BITS];
    byte[] out = new byte[text.length + text.length / MOST + 1];
    int end = 0;
    int pending = before.length;
    int at = 0;
    while (at < all.length) {
      int length = 0;
      int place = 0;
      if (at + LEAST_COPY <= all.length) {
        int hash = hash(all, at);
        place = places[hash] - 1;
        places[hash] = at + 1;
        length = at < before.length || place < 0 ? 0 : common(all, place, at);
      }
      if (length < LEAST_COPY) {
        at++;
        continue;
      }
      end = literal(all, pending, at, out, end);
      out[end++] = (byte) (0x80 | length - LEAST_COPY);
      out[end++] = (byte) (at - place >> 8);
      out[end++] = (byte) (at - place);
      for (int i = at + 1; i < at + length && i + LEAST_COPY <= all.length; i++) {
        places[hash(all, i)] = i + 1;
      }
      at += length;
      pending = at;
    }
    end = literal(all, pending, all.length, out, end);
    return Arrays.copyOf(out, end);
  }

  private static int hash(byte[] all, int at) {
    int word = all[at] & 0xff | (all[at + 1] & 0xff) << 8 | (all[at + 2] & 0xff) << 16;
    word = (word | all[at + 3] << 24) * 0x9e3779b1 + (all[at + 4] & 0xff | all[at + 5] << 8);
    return word * 0x85ebca6b >>> 32 - PLACES_BITS;
  }

  private static int common(byte[] all, int a, int b) {
    int most = Math.min(MOST + LEAST_COPY, all.length - b);
    int length = 0;
    while (length < most && all[a + length] == all[b + length]) {
      length++;
    }
    return length;
  }

  private static int literal(byte[] all, int from, int to, byte[] out, int end) {
    int at = from;
    int written = end;
    while (at < to) {
      int length = Math.min(MOST, to - at);
      out[written++] = (byte) length;
      System.arraycopy(all, at, out, written, length);
      written += length;
      at += length;
    }
    return written;
  }

  /**
   * Reads a text.
   *
   * @param at where in the form it begins
   * @param most bytes of the text
   * @throws PeerloomException INVALID_REQUEST when it is malformed, TOO_LARGE when it is longer
   */
  static byte[] unfold(byte[] before, byte[] form, int at, int most) {
    byte[] all = new byte[before.length + most];
    System.arraycopy(before, 0, all, 0, before.length);
    int end = before.length;
    int next = at;
    while (next < form.length) {
      int head = form[next++];
      int length = head < 0 ? (head & MOST) + LEAST_COPY : head;
      int taken = head < 0 ? 2 : length;
      if (next + taken > form.length) {
        throw new PeerloomException(ErrorCode.INVALID_REQUEST, "folded text cut off");
      }
      if (end + length > all.length) {
        throw new PeerloomException(ErrorCode.TOO_LARGE, "folded text over " + most);
      }
      if (head < 0) {
        int back = (form[next] & 0xff) << 8 | form[next + 1] & 0xff;
        if (back == 0 || back > end) {
          throw new PeerloomException(ErrorCode.INVALID_REQUEST, "copy from before the text");
        }
        for (int i = 0; i < length; i++) {
          all[end + i] = all[end + i - back];
        }
      } else {
        System.arraycopy(form, next, all, end, length);
      }
      next += taken;
      end += length;
    }
    return Arrays.copyOfRange(all, before.length, end);
  }
}
