package io.peerloom.jvm.cli;

import io.peerloom.core.base.PeerloomException;
import io.peerloom.jvm.net.AdvertisedAddress;
import io.peerloom.jvm.net.WebSocketAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Checks a ws: or wss: address. */
final class WebSocketUrlConverter implements ITypeConverter<String> {
  @Override
  public String convert(String text) {
    try {
      WebSocketAddress.parse(text);
      return AdvertisedAddress.normal(text);
    } catch (PeerloomException e) {
      throw new TypeConversionException("'" + text + "' is " + e.getMessage());
    }
  }
}
