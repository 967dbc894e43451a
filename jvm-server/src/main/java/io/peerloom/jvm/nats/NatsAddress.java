package io.peerloom.jvm.nats;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The address of a NATS server. It may have a password or token in it, so it has two forms, and the
 * one that is shown is what {@link #toString} returns.
 *
 * @param url as the client takes it
 * @param shown without what is before the host
 */
record NatsAddress(String url, String shown) {
  private static final Set<String> SCHEMES = Set.of("nats", "tls", "opentls", "ws", "wss");

  /** Whatever is between the slashes and the last @, also in what is no address. */
  private static final Pattern SECRET = Pattern.compile("//\\S*@");

  static NatsAddress parse(String text) {
    String full = text.contains("://") ? text : "nats://" + text;
    try {
      URI uri = new URI(full);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      if (SCHEMES.contains(scheme) && uri.getHost() != null) {
        return new NatsAddress(full, withoutSecrets(full));
      }
    } catch (URISyntaxException e) {
      // Its message would repeat the text, any part of which may be a password; refused below.
    }
    throw new PeerloomException(
        ErrorCode.INVALID_REQUEST,
        "not an address of a NATS server (not shown, as it may have a password in it): write"
            + " nats://HOST:4222, tls://HOST:4222 or nats://USER:PASSWORD@HOST:4222, with special"
            + " characters of a password as %40 and so on");
  }

  /** A text without what is before the host of each address in it. */
  static String withoutSecrets(String text) {
    String all = text.contains("://") ? text : text.replaceFirst("^\\S*@", "");
    return SECRET.matcher(all).replaceAll("//");
  }

  @Override
  public String toString() {
    return shown;
  }
}
