package io.peerloom.jvm.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time limit. */
final class SecondsConverter implements ITypeConverter<Integer> {
  private static final int MAX_SECONDS = 86_400;

  @Override
  public Integer convert(String text) {
    try {
      int seconds = Integer.parseInt(text);
      if (seconds >= 1 && seconds <= MAX_SECONDS) {
        return seconds;
      }
    } catch (NumberFormatException e) {
      // Refused below, as a number out of range is.
    }
    throw new TypeConversionException("'" + text + "' is not a number from 1 to " + MAX_SECONDS);
  }
}
