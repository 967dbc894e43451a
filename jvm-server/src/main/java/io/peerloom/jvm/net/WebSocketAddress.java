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
      uri = new URI(address);
      String host = uri.getHost();
      if (host != null && uri.getRawUserInfo() == null) {
        int at = address.indexOf(host, address.indexOf("//"));
        String lower = host.toLowerCase(Locale.ROOT);
        uri = new URI(address.substring(0, at) + lower + address.substring(at + host.length()));
      }
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

  static boolean isSecure(URI uri) {
    return "wss".equalsIgnoreCase(uri.getScheme());
  }

  private static PeerloomException invalid(String reason) {
    return new PeerloomException(ErrorCode.INVALID_REQUEST, reason);
  }
}
