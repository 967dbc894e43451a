package io.peerloom.webapp;

import io.nayuki.qrcodegen.QrCode;

/**
 * An address as the data of a QR code: ASCII in one segment of bytes, as ISO/IEC 18004 has it.
 *
 * <p>The library has this, too, but chooses among the kinds of segments with regular expressions
 * and formats its exceptions; compiled, that is ten times the code itself. What is left to the
 * library is everything else: error correction, layout and mask.
 *
 * <p>Error correction is medium, which withstands 15 %. On a screen nothing is torn, but readers
 * lose their way in large codes: of 250 faultless ones of 1,100 characters ZXing misreads 15 with
 * low error correction and 9 with medium. Only what fits no other code gets less.
 */
final class QrText {
  /** Room for data, in bytes, of versions 1 to 40 with medium error correction. */
  private static final short[] MEDIUM = {
    16, 28, 44, 64, 86, 108, 124, 154, 182, 216, 254, 290, 334, 365, 415, 453, 507, 563, 627, 669,
    714, 782, 860, 914, 1000, 1062, 1128, 1193, 1267, 1373, 1455, 1541, 1631, 1725, 1812, 1914,
    1992, 2102, 2216, 2334
  };

  /** The same with low error correction, of the versions that have more than all of those. */
  private static final short[] LOW = {2434, 2566, 2702, 2812, 2956};

  private static final int LAST_VERSION = MEDIUM.length;
  private static final int FIRST_LOW_VERSION = LAST_VERSION - LOW.length + 1;

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
    for (int version = 1; version <= LAST_VERSION; version++) {
      if (bytes.length <= maxChars(version, QrCode.Ecc.MEDIUM)) {
        return code(bytes, version, QrCode.Ecc.MEDIUM);
      }
    }
    for (int version = FIRST_LOW_VERSION; version <= LAST_VERSION; version++) {
      if (bytes.length <= maxChars(version, QrCode.Ecc.LOW)) {
        return code(bytes, version, QrCode.Ecc.LOW);
      }
    }
    throw new IllegalArgumentException("too long for a QR code");
  }

  private static QrCode code(byte[] bytes, int version, QrCode.Ecc level) {
    return new QrCode(version, level, data(bytes, version, room(version, level)), BEST_MASK);
  }

  /** The most characters of a code of that version and level. */
  static int maxChars(int version, QrCode.Ecc level) {
    return room(version, level) - (MODE_BITS + lengthBits(version) + END_BITS) / 8;
  }

  private static int room(int version, QrCode.Ecc level) {
    return level == QrCode.Ecc.LOW ? LOW[version - FIRST_LOW_VERSION] : MEDIUM[version - 1];
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
  private static byte[] data(byte[] bytes, int version, int room) {
    byte[] data = new byte[room];
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
    for (int i = 0; at < room; i++) {
      data[at++] = (byte) PADDING[i % PADDING.length];
    }
    return data;
  }
}
