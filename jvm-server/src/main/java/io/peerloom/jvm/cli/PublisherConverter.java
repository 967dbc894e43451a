package io.peerloom.jvm.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the id of a publisher. */
final class PublisherConverter implements ITypeConverter<String> {
  private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{64}");

  @Override
  public String convert(String text) {
    if (!ID.matcher(text).matches()) {
      throw new TypeConversionException("'" + text + "' is not 64 hexadecimal digits");
    }
    return text;
  }
}
