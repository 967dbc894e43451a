package io.peerloom.core.id;

import io.peerloom.core.base.Bytes;
import java.util.Arrays;

/**
 * A point of the 256-bit XOR space (Maymounkov and Mazières, 2002) that peers and data share. Its
 * first four bytes are also held as an int: comparing distances is the routing table's innermost
 * loop, and they decide nearly always.
 */
public abstract sealed class Point implements Comparable<Point> permits NodeId, Key {
  /** The length of every id and key. */
  public static final int BYTES = 32;

  /** The length in bits. */
  public static final int BITS = 256;

  private final byte[] bytes;
  private final int first;

  Point(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a point of " + bytes.length + " bytes");
    }
    this.bytes = bytes;
    this.first = word(0);
  }

  private int word(int at) {
    return bytes[at] << 24
        | (bytes[at + 1] & 0xff) << 16
        | (bytes[at + 2] & 0xff) << 8
        | bytes[at + 3] & 0xff;
  }

  /** The 32 bytes, big-endian, not to be changed. */
  public final byte[] bytes() {
    return bytes;
  }

  /** Hexadecimal, 64 characters. */
  public final String hex() {
    return Bytes.hex(bytes);
  }

  /** How many leading bits it shares with another point: 0 to 256. */
  public final int commonPrefix(Point other) {
    if (first != other.first) {
      return Integer.numberOfLeadingZeros(first ^ other.first);
    }
    for (int at = 4; at < BYTES; at += 4) {
      int difference = word(at) ^ other.word(at);
      if (difference != 0) {
        return 8 * at + Integer.numberOfLeadingZeros(difference);
      }
    }
    return BITS;
  }

  /** Whether the two differ in a bit, counted from the first. */
  public final boolean differsAt(int bit, Point other) {
    return ((bytes[bit >> 3] ^ other.bytes[bit >> 3]) << (bit & 7) & 0x80) != 0;
  }

  /** Negative when {@code a} is closer to this point than {@code b} is, 0 when they are equal. */
  public final int compareDistance(Point a, Point b) {
    if (a.first != b.first) {
      return Integer.compareUnsigned(first ^ a.first, first ^ b.first);
    }
    for (int i = 4; i < BYTES; i++) {
      if (a.bytes[i] != b.bytes[i]) {
        return ((bytes[i] ^ a.bytes[i]) & 0xff) - ((bytes[i] ^ b.bytes[i]) & 0xff);
      }
    }
    return 0;
  }

  /** The distance to another point as a share of the whole space: 0 to 1. */
  public final double distanceShare(Point other) {
    return (unsigned(first ^ other.first) + unsigned(word(4) ^ other.word(4)) / 0x1p32) / 0x1p32;
  }

  private static double unsigned(int word) {
    return word < 0 ? word + 0x1p32 : word;
  }

  @Override
  public final int compareTo(Point other) {
    return Bytes.compare(bytes, other.bytes);
  }

  @Override
  public final boolean equals(Object other) {
    return this == other
        || other instanceof Point point
            && first == point.first
            && getClass() == point.getClass()
            && Arrays.equals(bytes, point.bytes);
  }

  @Override
  public final int hashCode() {
    return first;
  }

  @Override
  public final String toString() {
    return Bytes.hex(Bytes.slice(bytes, 0, 4));
  }
}
