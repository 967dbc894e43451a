package io.peerloom.jvm.cli;

import io.peerloom.jvm.check.IceCheck;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the address of a STUN or TURN server. */
final class IceServerConverter implements ITypeConverter<String> {
  @Override
  public String convert(String text) {
    if (!IceCheck.isAddress(text)) {
      throw new TypeConversionException(
          "'" + text + "' is not an address such as stun:HOST:PORT or turn:HOST?transport=udp");
    }
    return text;
  }
}
