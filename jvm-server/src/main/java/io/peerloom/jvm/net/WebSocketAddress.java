package io.peerloom.jvm.net;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import java.net.URI;
import java.net.URISyntaxException;

/** Reads the addresses that peers dial. They come from other peers, so nothing is trusted. */
public final class WebSocketAddress {
  private static final int MAX_LENGTH = 512;
  static final int MAX_PORT = 65_535;

  private WebSocketAddress() {}

  /**
   * Parses an address that can be dialled.
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
