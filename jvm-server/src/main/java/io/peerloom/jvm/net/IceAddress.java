package io.peerloom.jvm.net;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a STUN or TURN server (RFC 7064, RFC 7065).
 *
 * @param url as it was written, in lower case
 * @param isTurn whether it relays
 * @param isSecure whether it is reached over TLS
 * @param isTcp whether it is reached over TCP, as over TLS
 * @param host a name, or an address, that of IPv6 in brackets
 * @param port the default one where none is named
 */
public record IceAddress(
    String url, boolean isTurn, boolean isSecure, boolean isTcp, String host, int port) {
  private static final Pattern FORM =
      Pattern.compile(
          "(stun|turn)(s?):([a-z0-9](?:[a-z0-9._-]{0,251}[a-z0-9])?|\\[[0-9a-f:.]{2,45}])"
              + "(?::([0-9]{1,5}))?(?:\\?transport=(udp|tcp))?");

  private static final int DEFAULT_PORT = 3478;
  private static final int DEFAULT_TLS_PORT = 5349;
  private static final int MAX_PORT = 65_535;

  /** Reads an address; empty where it is none. A STUN address names no transport. */
  public static Optional<IceAddress> parse(String text) {
    String url = text.toLowerCase(Locale.ROOT);
    Matcher parts = FORM.matcher(url);
    if (!parts.matches()) {
      return Optional.empty();
    }
    boolean isTurn = parts.group(1).equals("turn");
    boolean isSecure = !parts.group(2).isEmpty();
    String transport = parts.group(5);
    int usual = isSecure ? DEFAULT_TLS_PORT : DEFAULT_PORT;
    int port = parts.group(4) == null ? usual : Integer.parseInt(parts.group(4));
    boolean isTcp = isSecure || "tcp".equals(transport);
    return port < 1 || port > MAX_PORT || !isTurn && transport != null
        ? Optional.empty()
        : Optional.of(new IceAddress(url, isTurn, isSecure, isTcp, parts.group(3), port));
  }
}
