package io.peerloom.core.crypto;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import java.util.Arrays;

/**
 * Compresses a text by copies of what stands earlier in it, or in a dictionary before it that both
 * sides have (Lempel and Ziv, 1977). It suits short envelopes: a public key stands in one three
 * times, an issuer's token in the cards of all it admitted. Lossless for every text.
 *
 * <p>The compressed text is a sequence of parts, each with a head of one byte: {@code 0lllllll},
 * then l literal bytes; or {@code 1lllllll} and a distance in two bytes, for a copy of l + {@link
 * #LEAST_COPY} bytes from that far back in dictionary and text.
 */
final class Lz77 {
  /** The largest distance of a copy, in bytes. */
  static final int REACH = 65_535;

  private static final int MOST = 127;

  /** The shortest copy. A copy takes three bytes, and the head of the next literal one more. */
  private static final int LEAST_COPY = 6;

  /** The hash table has two to the power of so many places, each with the last position. */
  private static final int PLACES_BITS = 10;

  private Lz77() {}

  /** Compresses; dictionary and text have at most {@link #REACH} bytes together. */
  static byte[] compress(byte[] dictionary, byte[] text) {
    byte[] all = new byte[dictionary.length + text.length];
    System.arraycopy(dictionary, 0, all, 0, dictionary.length);
    System.arraycopy(text, 0, all, dictionary.length, text.length);
    // One more than the place, so that 0 is none.
    int[] places = new int[1 << PLACES_BITS];
    byte[] out = new byte[text.length + text.length / MOST + 1];
    int end = 0;
    int pending = dictionary.length;
    int at = 0;
    while (at < all.length) {
      int length = 0;
      int place = 0;
      if (at + LEAST_COPY <= all.length) {
        int hash = hash(all, at);
        place = places[hash] - 1;
        places[hash] = at + 1;
        length = at < dictionary.length || place < 0 ? 0 : common(all, place, at);
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
   * Expands.
   *
   * @param at where in {@code form} the compressed text begins
   * @param most bytes of the text
   * @throws PeerloomException INVALID_REQUEST when it is malformed, TOO_LARGE when it is longer
   */
  static byte[] expand(byte[] dictionary, byte[] form, int at, int most) {
    byte[] all = new byte[dictionary.length + most];
    System.arraycopy(dictionary, 0, all, 0, dictionary.length);
    int end = dictionary.length;
    int next = at;
    while (next < form.length) {
      int head = form[next++];
      int length = head < 0 ? (head & MOST) + LEAST_COPY : head;
      int taken = head < 0 ? 2 : length;
      if (next + taken > form.length) {
        throw new PeerloomException(ErrorCode.INVALID_REQUEST, "malformed");
      }
      if (end + length > all.length) {
        throw new PeerloomException(ErrorCode.TOO_LARGE, "expanded text over " + most);
      }
      if (head < 0) {
        int back = (form[next] & 0xff) << 8 | form[next + 1] & 0xff;
        if (back == 0 || back > end) {
          throw new PeerloomException(ErrorCode.INVALID_REQUEST, "malformed");
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
    return Arrays.copyOfRange(all, dictionary.length, end);
  }
}
