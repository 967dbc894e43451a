package io.peerloom.jvm.net;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Reads the addresses that peers dial. They come from other peers, so nothing is trusted. */
public final class WebSocketAddress {
  private static final int MAX_LENGTH = 512;
  static final int MAX_PORT = 65_535;

  private WebSocketAddress() {}

  /**
   * Parses an address that can be dialled; its host is in lower case, as the client resolves it.
   *
   * @throws PeerloomException INVALID_REQUEST if it cannot be dialled
   */
  public static URI parse(String address) {
    if (address.length() > MAX_LENGTH) {
      throw invalid("an address of " + address.length() + " characters");
    }
    URI uri;
    try {
      uri = new URI(withLowerHost(address));
    } catch (URISyntaxException e) {
      throw invalid("not an address");
    }
    boolean webSocket = "ws".equalsIgnoreCase(uri.getScheme()) || isSecure(uri);
    if (!webSocket || uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > MAX_PORT) {
      throw invalid("not a ws: or wss: address with a host");
    }
    if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      throw invalid("an address with a user or a fragment");
    }
    return uri;
  }

  /** The same with all that comes before the path in lower case. */
  private static String withLowerHost(String address) {
    int path = address.indexOf('/', address.indexOf("//") + 2);
    int end = path < 0 ? address.length() : path;
    return address.substring(0, end).toLowerCase(Locale.ROOT) + address.substring(end);
  }

  static boolean isSecure(URI uri) {
    return "wss".equalsIgnoreCase(uri.getScheme());
  }

  private static PeerloomException invalid(String reason) {
    return new PeerloomException(ErrorCode.INVALID_REQUEST, reason);
  }
}
