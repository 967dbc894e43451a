package io.peerloom.jvm.logs;

/**
 * Text for a log. What strangers send may contain line ends, which forge lines, escape sequences,
 * which command a terminal, and marks of direction, which show a line in another order: they are
 * written as they are in Java's source, such as {@code \n} and {@code \}{@code u001b}.
 */
public final class LogText {
  /** Characters of one value or message; the rest is cut. */
  static final int MAX_CHARS = 2_048;

  private LogText() {}

  /** The same text without control characters, at most {@link #MAX_CHARS} characters of it. */
  public static String safe(String text) {
    int length = Math.min(text.length(), MAX_CHARS);
    if (length < text.length() && Character.isHighSurrogate(text.charAt(length - 1))) {
      length--;
    }
    StringBuilder safe = null;
    for (int i = 0; i < length; ) {
      int c = text.codePointAt(i);
      if (isUnsafe(c)) {
        if (safe == null) {
          safe = new StringBuilder(text.length() + 16).append(text, 0, i);
        }
        append(safe, c);
      } else if (safe != null) {
        safe.appendCodePoint(c);
      }
      i += Character.charCount(c);
    }
    String written = safe == null ? text.substring(0, length) : safe.toString();
    return length < text.length() ? written + "…" : written;
  }

  static boolean isUnsafe(int c) {
    if (c >= ' ' && c < 0x7f) {
      return false;
    }
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  static void append(StringBuilder safe, int c) {
    switch (c) {
      case '\n' -> safe.append("\\n");
      case '\r' -> safe.append("\\r");
      case '\t' -> safe.append("\\t");
      default -> {
        for (char unit : Character.toChars(c)) {
          String digits = Integer.toHexString(unit);
          safe.append("\\u").append("0".repeat(4 - digits.length())).append(digits);
        }
      }
    }
  }
}
