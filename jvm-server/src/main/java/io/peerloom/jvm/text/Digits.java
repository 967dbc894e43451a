package io.peerloom.jvm.text;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Decimal numbers of ASCII digits; what Java reads has signs and the digits of every script. */
public final class Digits {
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,19}");

  private Digits() {}

  /** The number that a text is, or none where it is no number within these bounds. */
  public static OptionalLong within(String text, long least, long most) {
    if (DECIMAL.matcher(text).matches()) {
      try {
        long value = Long.parseLong(text);
        if (value >= least && value <= most) {
          return OptionalLong.of(value);
        }
      } catch (NumberFormatException e) {
        // Out of every bound.
      }
    }
    return OptionalLong.empty();
  }
}
