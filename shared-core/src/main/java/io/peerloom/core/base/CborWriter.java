package io.peerloom.core.base;

import java.util.List;

/**
 * Writes the part of CBOR (RFC 8949) that the protocol uses, in its deterministic form: shortest
 * lengths, definite arrays.
 *
 * <p>A typed cursor instead of an object mapper: measured in compiled JavaScript it is four to
 * thirty times faster than the general libraries, for a tenth of their size.
 */
public final class CborWriter {
  private byte[] buffer;
  private int length;

  public CborWriter() {
    this(256);
  }

  public CborWriter(int expectedBytes) {
    buffer = new byte[Math.max(16, expectedBytes)];
  }

  /** Opens an array; exactly {@code count} items must follow. */
  public CborWriter array(int count) {
    head(4, count);
    return this;
  }

  /** A number from 0 to 2^31 - 1. */
  public CborWriter uint(int value) {
    if (value < 0) {
      throw new IllegalArgumentException("negative " + value);
    }
    head(0, value);
    return this;
  }

  /** A number from 0 to 2^63 - 1, for times and sequences. */
  public CborWriter ulong(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("negative " + value);
    }
    int high = (int) (value >>> 32);
    int low = (int) value;
    if (high == 0 && low >= 0) {
      head(0, low);
    } else if (high == 0) {
      ensure(5);
      buffer[length++] = 26;
      int32(low);
    } else {
      ensure(9);
      buffer[length++] = 27;
      int32(high);
      int32(low);
    }
    return this;
  }

  public CborWriter bool(boolean value) {
    ensure(1);
    buffer[length++] = (byte) (value ? 0xf5 : 0xf4);
    return this;
  }

  public CborWriter bytes(byte[] value) {
    head(2, value.length);
    raw(value);
    return this;
  }

  /** A list of byte strings. */
  public CborWriter list(List<byte[]> values) {
    array(values.size());
    for (byte[] value : values) {
      bytes(value);
    }
    return this;
  }

  public CborWriter text(String value) {
    byte[] utf8 = Bytes.utf8(value);
    head(3, utf8.length);
    raw(utf8);
    return this;
  }

  private void raw(byte[] value) {
    ensure(value.length);
    System.arraycopy(value, 0, buffer, length, value.length);
    length += value.length;
  }

  private void head(int major, int value) {
    ensure(5);
    int type = major << 5;
    if (value < 24) {
      buffer[length++] = (byte) (type | value);
    } else if (value < 0x100) {
      buffer[length++] = (byte) (type | 24);
      buffer[length++] = (byte) value;
    } else if (value < 0x10000) {
      buffer[length++] = (byte) (type | 25);
      buffer[length++] = (byte) (value >> 8);
      buffer[length++] = (byte) value;
    } else {
      buffer[length++] = (byte) (type | 26);
      int32(value);
    }
  }

  private void int32(int value) {
    buffer[length++] = (byte) (value >> 24);
    buffer[length++] = (byte) (value >> 16);
    buffer[length++] = (byte) (value >> 8);
    buffer[length++] = (byte) value;
  }

  private void ensure(int more) {
    if (buffer.length - length < more) {
      byte[] larger = new byte[Math.max(buffer.length * 2, length + more)];
      System.arraycopy(buffer, 0, larger, 0, length);
      buffer = larger;
    }
  }

  /** The bytes written; nothing may be written after that. */
  public byte[] toBytes() {
    return length == buffer.length ? buffer : Bytes.slice(buffer, 0, length);
  }
}
