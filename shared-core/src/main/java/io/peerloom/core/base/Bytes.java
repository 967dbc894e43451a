package io.peerloom.core.base;

import java.nio.charset.StandardCharsets;

/** An immutable byte string that can be a key of an ordered map; and functions on raw arrays. */
public final class Bytes implements Comparable<Bytes> {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final byte[] value;

  private Bytes(byte[] value) {
    this.value = value;
  }

  /** Takes the array over; the caller no longer changes it. */
  public static Bytes wrap(byte[] value) {
    return new Bytes(value);
  }

  /** The bytes themselves, not to be changed. */
  public byte[] array() {
    return value;
  }

  public int length() {
    return value.length;
  }

  @Override
  public int compareTo(Bytes other) {
    return compare(value, other.value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && equal(value, bytes.value);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (byte b : value) {
      hash = 31 * hash + b;
    }
    return hash;
  }

  @Override
  public String toString() {
    return hex(value);
  }

  /** Lexicographic order of unsigned bytes. */
  public static int compare(byte[] a, byte[] b) {
    int common = Math.min(a.length, b.length);
    for (int i = 0; i < common; i++) {
      int order = (a[i] & 0xff) - (b[i] & 0xff);
      if (order != 0) {
        return order;
      }
    }
    return a.length - b.length;
  }

  /** Equality of content; not constant-time. */
  public static boolean equal(byte[] a, byte[] b) {
    return a.length == b.length && compare(a, b) == 0;
  }

  public static byte[] concat(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    byte[] all = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  /** The bytes from {@code from} (inclusive) to {@code to} (exclusive). */
  public static byte[] slice(byte[] source, int from, int to) {
    byte[] part = new byte[to - from];
    System.arraycopy(source, from, part, 0, part.length);
    return part;
  }

  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  public static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Eight bytes, big-endian, so that unsigned values sort as bytes. */
  public static byte[] bigEndian(long value) {
    return concat(ofInt((int) (value >>> 32)), ofInt((int) value));
  }

  /** Four bytes, big-endian. */
  public static byte[] ofInt(int value) {
    return new byte[] {
      (byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value
    };
  }

  /** The number whose four bytes, big-endian, begin there. */
  public static int intAt(byte[] bytes, int at) {
    return bytes[at] << 24
        | (bytes[at + 1] & 0xff) << 16
        | (bytes[at + 2] & 0xff) << 8
        | bytes[at + 3] & 0xff;
  }

  /** Lower-case hexadecimal. */
  public static String hex(byte[] bytes) {
    char[] out = new char[bytes.length * 2];
    for (int i = 0; i < bytes.length; i++) {
      out[2 * i] = HEX[(bytes[i] >> 4) & 15];
      out[2 * i + 1] = HEX[bytes[i] & 15];
    }
    return new String(out);
  }

  /**
   * Reads hexadecimal of either case.
   *
   * @throws PeerloomException INVALID_REQUEST when it is malformed
   */
  public static byte[] fromHex(String text) {
    if (text.length() % 2 != 0) {
      throw new PeerloomException(ErrorCode.INVALID_REQUEST, "hexadecimal of odd length");
    }
    byte[] out = new byte[text.length() / 2];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) (digit(text.charAt(2 * i)) << 4 | digit(text.charAt(2 * i + 1)));
    }
    return out;
  }

  private static int digit(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
      return c - 'a' + 10;
    }
    if (c >= 'A' && c <= 'F') {
      return c - 'A' + 10;
    }
    throw new PeerloomException(ErrorCode.INVALID_REQUEST, "not hexadecimal");
  }
}
