package io.peerloom.core.id;

import io.peerloom.core.base.Bytes;

/**
 * A point of the 256-bit XOR space (Maymounkov and Mazières, 2002) that peers and data share. Held
 * as eight ints, because comparing distances is the routing table's innermost loop.
 */
public abstract sealed class Point implements Comparable<Point> permits NodeId, Key {
  /** The length of every id and key. */
  public static final int BYTES = 32;

  /** The length in bits. */
  public static final int BITS = 256;

  private final int[] words = new int[8];

  Point(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a point of " + bytes.length + " bytes");
    }
    for (int i = 0; i < BYTES; i++) {
      words[i >> 2] = words[i >> 2] << 8 | bytes[i] & 0xff;
    }
  }

  /** The 32 bytes, big-endian. */
  public final byte[] bytes() {
    byte[] out = new byte[BYTES];
    for (int i = 0; i < BYTES; i++) {
      out[i] = (byte) (words[i >> 2] >>> (24 - 8 * (i & 3)));
    }
    return out;
  }

  /** Hexadecimal, 64 characters. */
  public final String hex() {
    return Bytes.hex(bytes());
  }

  /** How many leading bits it shares with another point: 0 to 256. */
  public final int commonPrefix(Point other) {
    for (int i = 0; i < 8; i++) {
      int difference = words[i] ^ other.words[i];
      if (difference != 0) {
        return 32 * i + Integer.numberOfLeadingZeros(difference);
      }
    }
    return BITS;
  }

  /** Negative when {@code a} is closer to this point than {@code b} is, 0 when they are equal. */
  public final int compareDistance(Point a, Point b) {
    for (int i = 0; i < 8; i++) {
      int order = Integer.compareUnsigned(words[i] ^ a.words[i], words[i] ^ b.words[i]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** The distance to another point as a share of the whole space: 0 to 1. */
  public final double distanceShare(Point other) {
    return (unsigned(words[0] ^ other.words[0]) + unsigned(words[1] ^ other.words[1]) / 0x1p32)
        / 0x1p32;
  }

  private static double unsigned(int word) {
    return word < 0 ? word + 0x1p32 : word;
  }

  @Override
  public final int compareTo(Point other) {
    for (int i = 0; i < 8; i++) {
      int order = Integer.compareUnsigned(words[i], other.words[i]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof Point point && getClass() == point.getClass() && compareTo(point) == 0;
  }

  @Override
  public final int hashCode() {
    return words[0] ^ words[7];
  }

  @Override
  public final String toString() {
    return hex().substring(0, 8);
  }
}
