package io.peerloom.jvm.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a port; 0 lets the system choose a free one. */
final class PortConverter implements ITypeConverter<Integer> {
  private static final int MAX_PORT = 65_535;

  @Override
  public Integer convert(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= MAX_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Refused below, as a number out of range is.
    }
    throw new TypeConversionException("'" + text + "' is not a port from 0 to " + MAX_PORT);
  }
}
