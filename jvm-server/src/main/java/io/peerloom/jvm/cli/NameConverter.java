package io.peerloom.jvm.cli;

import io.peerloom.core.base.Limits;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a value or topic. */
final class NameConverter implements ITypeConverter<String> {
  @Override
  public String convert(String text) {
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    if (length == 0 || length > Limits.MAX_NAME_BYTES) {
      throw new TypeConversionException(
          "a name has 1 to " + Limits.MAX_NAME_BYTES + " bytes, this one " + length);
    }
    return text;
  }
}
