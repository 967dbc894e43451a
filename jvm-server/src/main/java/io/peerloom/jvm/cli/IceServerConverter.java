package io.peerloom.jvm.cli;

import io.peerloom.jvm.net.IceAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the address of a STUN or TURN server. */
final class IceServerConverter implements ITypeConverter<IceAddress> {
  @Override
  public IceAddress convert(String text) {
    return IceAddress.parse(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'"
                        + text
                        + "' is not an address such as stun:HOST:PORT or"
                        + " turn:HOST?transport=udp"));
  }
}
