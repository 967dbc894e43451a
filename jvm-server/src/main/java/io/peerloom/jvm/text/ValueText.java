package io.peerloom.jvm.text;

import io.peerloom.core.api.Value;
import io.peerloom.core.base.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Checks that values are the text or JSON that they claim to be. */
public final class ValueText {
  /** Twice a record's limit; the core refuses larger values of any kind. */
  static final int MAX_BYTES = 128 << 10;

  private ValueText() {}

  /** What is wrong with a value that is to be stored or published, or null. */
  public static String flaw(Value value) {
    if (value.format() == Value.BYTES || value.bytes().length > MAX_BYTES) {
      return null;
    }
    if (!isUtf8(value.bytes())) {
      return "the text is not UTF-8";
    }
    return value.format() == Value.JSON ? JsonText.flaw(Bytes.utf8(value.bytes())) : null;
  }

  /**
   * The text of a value that was stored or published as text or JSON, or null if it is not valid:
   * only its publisher's side could have refused it.
   */
  public static String of(Value value) {
    boolean isJson = value.format() == Value.JSON;
    if ((value.format() != Value.TEXT && !isJson) || !isUtf8(value.bytes())) {
      return null;
    }
    String text = Bytes.utf8(value.bytes());
    return isJson && !JsonText.isWellFormed(text) ? null : text;
  }

  public static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
