package io.peerloom.jvm.cli;

import io.peerloom.core.base.PeerloomException;
import io.peerloom.jvm.net.AdvertisedAddress;
import io.peerloom.jvm.net.PageOrigins;
import io.peerloom.jvm.net.Reachability;
import io.peerloom.jvm.net.TlsFiles;
import io.peerloom.jvm.net.TrustedProxies;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** How others reach a server, which may differ from where it listens. */
abstract class ReachabilityOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--allow-origin",
      split = ",",
      paramLabel = "ORIGIN",
      converter = OriginConverter.class,
      description =
          "Origin of pages that may load /peerloom.js and link to this server, such as"
              + " https://app.example, or * for all; several are allowed. Pages of the advertised"
              + " addresses always may, and those of this machine (default: all may link unless"
              + " --host is a loopback address, none of another origin may load).")
  private List<String> allowedOrigins = List.of();

  @Option(
      names = "--trusted-proxy",
      split = ",",
      paramLabel = "RANGE",
      converter = ProxyConverter.class,
      description =
          "Addresses of proxies whose X-Forwarded-For or Forwarded is believed, such as 127.0.0.1"
              + " or 10.0.0.0/8; several are allowed (default: none).")
  private List<String> proxies = List.of();

  @Option(
      names = "--tls-certificate",
      paramLabel = "FILE",
      converter = DataFolder.PathConverter.class,
      description =
          "PEM file with the certificate of this server and those of its issuers, for TLS without a"
              + " proxy; read again when it changes.")
  private Path certificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      converter = DataFolder.PathConverter.class,
      description = "PEM file with the private key of that certificate, not encrypted.")
  private Path key;

  @Mixin private TrustOptions trust;

  /** The values of {@code --advertise}. */
  abstract List<String> advertised();

  /** What the options say, checked, and applied to what this process dials. */
  final Reachability reachability() {
    if ((certificate == null) != (key == null)) {
      throw new ParameterException(
          command.commandLine(),
          "--tls-certificate and --tls-key are given together or not at all");
    }
    trust.apply();
    TlsFiles tls = certificate == null ? null : new TlsFiles(certificate, key);
    List<String> addresses = advertised().stream().distinct().toList();
    try {
      return new Reachability(
          AdvertisedAddress.few(addresses), allowedOrigins, TrustedProxies.of(proxies), tls);
    } catch (PeerloomException e) {
      throw invalid(e.getMessage());
    }
  }

  final ParameterException invalid(String why) {
    return new ParameterException(
        command.commandLine(), "Invalid value for option '--advertise': " + why);
  }

  /** For a bootstrap server, a bridge or a node. */
  static final class OfPeer extends ReachabilityOptions {
    @Option(
        names = "--advertise",
        split = ",",
        paramLabel = "URL",
        converter = PeerConverter.class,
        description =
            "Address at which others reach it, as a proxy has it; up to 4, such as an external and"
                + " a private one (default: ws://localhost:PORT).")
    private List<String> urls = List.of();

    @Override
    List<String> advertised() {
      return urls;
    }
  }

  /** For a whole network. */
  static final class OfNetwork extends ReachabilityOptions {
    @Option(
        names = "--advertise",
        split = ",",
        paramLabel = "URL",
        description =
            "Address at which others reach the page, such as https://host or https://host/prefix;"
                + " up to 4. Those of the peers follow from it: wss://host/prefix/node1"
                + " (default: http://localhost:PORT).")
    private List<String> urls = List.of();

    /**
     * Checked only here: picocli reads PEERLOOM_ADVERTISE for this command also where a node is
     * started, for which other addresses are right.
     */
    @Override
    List<String> advertised() {
      return urls.stream().map(this::ofNetwork).toList();
    }

    private String ofNetwork(String text) {
      try {
        return AdvertisedAddress.ofNetwork(text);
      } catch (PeerloomException e) {
        throw invalid("'" + text + "' is " + e.getMessage());
      }
    }
  }

  /** Reads the address of one peer. */
  static final class PeerConverter implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      try {
        return AdvertisedAddress.ofPeer(text);
      } catch (PeerloomException e) {
        throw new TypeConversionException("'" + text + "' is " + e.getMessage());
      }
    }
  }

  /** Reads an origin, and writes it as browsers do. */
  static final class OriginConverter implements ITypeConverter<String> {
    private static final Set<String> SCHEMES = Set.of("http", "https");

    @Override
    public String convert(String text) {
      if (text.equals(PageOrigins.ANY)) {
        return text;
      }
      try {
        URI uri = new URI(text.replaceFirst("/$", ""));
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (SCHEMES.contains(scheme)
            && uri.getHost() != null
            && uri.getRawUserInfo() == null
            && uri.getRawPath().isEmpty()
            && uri.getRawQuery() == null
            && uri.getRawFragment() == null) {
          boolean isDefault = uri.getPort() == (scheme.equals("https") ? 443 : 80);
          String port = uri.getPort() < 0 || isDefault ? "" : ":" + uri.getPort();
          return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port;
        }
      } catch (URISyntaxException e) {
        // Refused below, like anything else that is no origin.
      }
      throw new TypeConversionException(
          "'" + text + "' is not an origin such as https://app.example, nor *");
    }
  }

  /** Reads a range of addresses. */
  static final class ProxyConverter implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      try {
        var unused = TrustedProxies.of(List.of(text));
        return text;
      } catch (PeerloomException e) {
        throw new TypeConversionException("'" + text + "' is " + e.getMessage());
      }
    }
  }
}
