package io.peerloom.jvm.cli;

import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an http: or https: address, to which paths are added. */
final class HttpUrlConverter implements ITypeConverter<URI> {
  @Override
  public URI convert(String text) {
    try {
      URI url = new URI(text);
      boolean isHttp =
          "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
      boolean isBase = url.getRawQuery() == null && url.getRawFragment() == null;
      if (isHttp && isBase && url.getHost() != null && url.getPort() <= PortConverter.MAX_PORT) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Refused below, like any other scheme.
    }
    throw new TypeConversionException("'" + text + "' is not an http: or https: address");
  }
}
