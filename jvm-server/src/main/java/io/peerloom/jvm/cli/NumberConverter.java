package io.peerloom.jvm.cli;

import io.peerloom.jvm.text.Digits;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a whole number within bounds; the message for any other text names them. */
abstract class NumberConverter implements ITypeConverter<Integer> {
  private final String what;
  private final int least;
  private final int most;

  NumberConverter(String what, int least, int most) {
    this.what = what;
    this.least = least;
    this.most = most;
  }

  @Override
  public Integer convert(String text) {
    return (int)
        Digits.within(text, least, most)
            .orElseThrow(
                () ->
                    new TypeConversionException(
                        "'" + text + "' is not " + what + " from " + least + " to " + most));
  }
}
