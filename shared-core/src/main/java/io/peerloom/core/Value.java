package io.peerloom.core;

import io.peerloom.core.base.Bytes;

/**
 * What an application stores or publishes: bytes, and how they are to be read.
 *
 * @param format one of the constants
 * @param bytes UTF-8 where the format is text or JSON
 */
public record Value(int format, byte[] bytes) {
  public static final int BYTES = 0;
  public static final int TEXT = 1;
  public static final int JSON = 2;

  /** A text value. */
  public static Value text(String text) {
    return new Value(TEXT, Bytes.utf8(text));
  }

  /** A value of raw bytes. */
  public static Value bytes(byte[] bytes) {
    return new Value(BYTES, bytes);
  }
}
