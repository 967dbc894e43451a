package io.peerloom.webapp;

import io.nayuki.qrcodegen.QrCode;

/**
 * An address as the data of a QR code: ASCII in one segment of bytes, as ISO/IEC 18004 has it.
 *
 * <p>The library has this, too, but chooses among the kinds of segments with regular expressions
 * and formats its exceptions; compiled, that is ten times the code itself. What is left to the
 * library is everything else: error correction, layout and mask.
 *
 * <p>Error correction is the lowest, which withstands 7 %: a screen has no scratches, and modules
 * are larger the fewer there are.
 */
final class QrText {
  /** Room for data, in bytes, of versions 1 to 40 with low error correction. */
  private static final short[] DATA_BYTES = {
    19, 34, 55, 80, 108, 136, 156, 194, 232, 274, 324, 370, 428, 461, 523, 589, 647, 721, 795, 861,
    932, 1006, 1094, 1174, 1276, 1370, 1468, 1531, 1631, 1735, 1843, 1955, 2071, 2191, 2306, 2434,
    2566, 2702, 2812, 2956
  };

  /** Up to this version the length of a segment of bytes has 8 bits, above 16. */
  private static final int LAST_SHORT_VERSION = 9;

  private static final int MODE_BITS = 4;
  private static final int END_BITS = 4;
  private static final int BYTE_MODE = 4;
  private static final int BEST_MASK = -1;
  private static final int[] PADDING = {0xec, 0x11};

  /** The longest text, in characters: what version 40 holds beside mode and length. */
  static final int MAX_CHARS = 2_953;

  private QrText() {}

  /**
   * The smallest code of that text.
   *
   * @throws IllegalArgumentException for one above {@link #MAX_CHARS}, or not in ASCII
   */
  static QrCode code(String text) {
    byte[] bytes = ascii(text);
    for (int version = 1; version <= DATA_BYTES.length; version++) {
      if (bytes.length <= maxChars(version)) {
        return new QrCode(version, QrCode.Ecc.LOW, data(bytes, version), BEST_MASK);
      }
    }
    throw new IllegalArgumentException("too long for a QR code");
  }

  /** The most characters of a code of that version. */
  static int maxChars(int version) {
    return DATA_BYTES[version - 1] - (MODE_BITS + lengthBits(version) + END_BITS) / 8;
  }

  private static int lengthBits(int version) {
    return version <= LAST_SHORT_VERSION ? 8 : 16;
  }

  private static byte[] ascii(String text) {
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      char character = text.charAt(i);
      if (character > 0x7f) {
        throw new IllegalArgumentException("not an address: character " + i);
      }
      bytes[i] = (byte) character;
    }
    return bytes;
  }

  /** Mode, length, bytes, four zero bits as the end, and padding. The mode shifts what follows. */
  private static byte[] data(byte[] bytes, int version) {
    byte[] data = new byte[DATA_BYTES[version - 1]];
    int at = 0;
    int shifted = BYTE_MODE;
    for (int left = lengthBits(version) - 8; left >= 0; left -= 8) {
      shifted = shifted << 8 | bytes.length >> left & 0xff;
      data[at++] = (byte) (shifted >> MODE_BITS);
    }
    for (byte each : bytes) {
      shifted = shifted << 8 | each & 0xff;
      data[at++] = (byte) (shifted >> MODE_BITS);
    }
    data[at++] = (byte) (shifted << MODE_BITS);
    for (int i = 0; at < data.length; i++) {
      data[at++] = (byte) PADDING[i % PADDING.length];
    }
    return data;
  }
}
