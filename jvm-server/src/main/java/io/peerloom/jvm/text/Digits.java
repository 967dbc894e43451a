package io.peerloom.jvm.text;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Decimal numbers of ASCII digits, in the one way in which each is written; Java's parser also
 * accepts a plus sign, the digits of every script, zeros in front, and a zero with a minus sign.
 */
public final class Digits {
  private static final Pattern DECIMAL = Pattern.compile("0|-?[1-9][0-9]{0,18}");

  private Digits() {}

  /** The number in a text, or none if it is not a number within these bounds. */
  public static OptionalLong within(String text, long least, long most) {
    if (DECIMAL.matcher(text).matches()) {
      try {
        long value = Long.parseLong(text);
        if (value >= least && value <= most) {
          return OptionalLong.of(value);
        }
      } catch (NumberFormatException e) {
        // Too large for a long, and so out of every bound.
      }
    }
    return OptionalLong.empty();
  }
}
