package io.peerloom.jvm.nats;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The names that NATS allows, and what becomes of other texts. */
final class NatsNames {
  private static final int MAX_SUBJECT_CHARS = 2_048;
  private static final Pattern STREAM = Pattern.compile("[\\x21-\\x7e&&[^.*>/\\\\]]{1,255}");
  private static final Pattern SUBJECT =
      Pattern.compile("[\\x21-\\x7e&&[^.*>]]+(\\.[\\x21-\\x7e&&[^.*>]]+)*");

  private NatsNames() {}

  static String checkedStream(String name) {
    if (name == null || !STREAM.matcher(name).matches()) {
      throw new PeerloomException(
          ErrorCode.INVALID_REQUEST,
          "'" + name + "' is not the name of a stream: no spaces, nor any of . * > / \\");
    }
    return name;
  }

  static String checkedSubject(String subject) {
    if (subject == null
        || subject.length() > MAX_SUBJECT_CHARS
        || subject.startsWith("$")
        || !SUBJECT.matcher(subject).matches()) {
      throw new PeerloomException(
          ErrorCode.INVALID_REQUEST,
          "'" + subject + "' is not a subject: words with dots between them, without * and >");
    }
    return subject;
  }

  /** A text as the words of a subject; different texts stay different. */
  static String tokens(String text) {
    boolean separates = !text.startsWith(".") && !text.endsWith(".") && !text.contains("..");
    StringBuilder tokens = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean isPlain =
          c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-';
      if (isPlain || c == '.' && separates) {
        tokens.append(c);
      } else {
        tokens.append('_').append(Character.forDigit(c >> 4, 16)).append(hexDigit(c));
      }
    }
    return tokens.toString();
  }

  private static char hexDigit(char c) {
    return Character.forDigit(c & 0xf, 16);
  }
}
