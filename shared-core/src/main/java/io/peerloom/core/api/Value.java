package io.peerloom.core.api;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import java.util.Arrays;

/**
 * What an application stores or publishes: bytes, and how they are to be read. Two values are equal
 * when format and bytes are. The array is not copied: whoever changes it changes the value.
 *
 * @param format one of the constants
 * @param bytes UTF-8 where the format is text or JSON
 */
public record Value(int format, byte[] bytes) {
  public static final int BYTES = 0;
  public static final int TEXT = 1;
  public static final int JSON = 2;

  private static final int MAX_SHOWN = 64;

  /** Throws INVALID_REQUEST without bytes. */
  public Value {
    if (bytes == null) {
      throw new PeerloomException(ErrorCode.INVALID_REQUEST, "bytes is null");
    }
  }

  /** A text value; throws INVALID_REQUEST where it has a lone surrogate, which UTF-8 cannot say. */
  public static Value text(String text) {
    if (text == null) {
      throw new PeerloomException(ErrorCode.INVALID_REQUEST, "text is null");
    }
    byte[] bytes = Bytes.utf8(text);
    if (!Bytes.utf8(bytes).equals(text)) {
      throw new PeerloomException(ErrorCode.INVALID_REQUEST, "text has a lone surrogate");
    }
    return new Value(TEXT, bytes);
  }

  /** A value of raw bytes. */
  public static Value bytes(byte[] bytes) {
    return new Value(BYTES, bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Value value
        && value.format == format
        && Arrays.equals(value.bytes, bytes);
  }

  @Override
  public int hashCode() {
    return 31 * format + Arrays.hashCode(bytes);
  }

  /** Its beginning, for logs: {@code text "hello"}, {@code json [1]}, {@code 3 bytes 00ff07}. */
  @Override
  public String toString() {
    if (format == TEXT || format == JSON) {
      String text = Bytes.utf8(bytes);
      String shown = text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text;
      return format == TEXT ? "text \"" + shown + "\"" : "json " + shown;
    }
    boolean isLong = bytes.length > MAX_SHOWN / 2;
    String shown = Bytes.hex(isLong ? Bytes.slice(bytes, 0, MAX_SHOWN / 2) : bytes);
    return bytes.length + " bytes " + shown + (isLong ? "…" : "");
  }
}
