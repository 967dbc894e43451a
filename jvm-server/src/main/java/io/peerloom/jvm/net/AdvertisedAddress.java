package io.peerloom.jvm.net;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.crypto.PeerCard;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rules for addresses that a server advertises: how they are written, which are refused, and
 * which page has the same origin. An address is compared as text when others dial it, so each is
 * brought into one form: scheme and host in lower case, no default port.
 */
public final class AdvertisedAddress {
  /** The most addresses of one peer. */
  public static final int MAX_ADDRESSES = PeerCard.MAX_ADDRESSES;

  /** The longest name of a peer below a base, with its slash. */
  private static final int NAME_BYTES = 16;

  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~!$&'()*+,;=:@%-]+)*/?");
  private static final Pattern PEER = Pattern.compile("(.*/)(bootstrap|bridge|node\\d+)");
  private static final Pattern DOTS = Pattern.compile(".*/\\.{1,2}(/.*|$)");
  private static final Set<String> PAGE_SCHEMES = Set.of("http", "https");

  private AdvertisedAddress() {}

  /**
   * The address of one peer or bootstrap server, in the form in which it is compared.
   *
   * @throws PeerloomException INVALID_REQUEST if others could not dial it, saying why
   */
  public static String ofPeer(String text) {
    URI uri = uri(text);
    if (PAGE_SCHEMES.contains(scheme(uri))) {
      throw invalid("a page's address; peers are dialled at " + webSocket(scheme(uri)) + "://…");
    }
    return checked(uri, uri.getRawPath(), PeerCard.MAX_ADDRESS_BYTES);
  }

  /**
   * The address below which a whole network is reached: {@code /bootstrap}, {@code /bridge}, {@code
   * /node1} and so on are added to it, and the page is there. Pages' schemes are taken, too.
   *
   * @return a ws: or wss: address without a slash at its end
   * @throws PeerloomException INVALID_REQUEST if others could not dial what follows from it
   */
  public static String ofNetwork(String text) {
    URI uri = uri(text);
    String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceFirst("/$", "");
    var peer = PEER.matcher(path);
    if (peer.matches()) {
      throw invalid(
          "the address of one peer; name what is before /" + peer.group(2) + ", which is added");
    }
    return checked(uri, path, PeerCard.MAX_ADDRESS_BYTES - NAME_BYTES);
  }

  /** The same address as {@link #ofPeer} writes it, or the text itself if it is none. */
  public static String normal(String text) {
    try {
      URI uri = WebSocketAddress.parse(text);
      String path = uri.getRawPath() == null ? "" : uri.getRawPath();
      String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      return webSocket(scheme(uri))
          + "://"
          + authority(uri)
          + (path.equals("/") ? "" : path)
          + query;
    } catch (PeerloomException notAnAddress) {
      return text;
    }
  }

  /** Where a page of the same server is: {@code https://host/prefix} for {@code wss://…}. */
  public static String page(String address) {
    return address.replaceFirst("^ws", "http");
  }

  /** The origin of a page of the same server, as browsers write it. */
  public static String origin(String address) {
    URI uri = URI.create(page(address));
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }

  /** The host name of an address, in lower case. */
  public static String host(String address) {
    return String.valueOf(URI.create(address).getHost()).toLowerCase(Locale.ROOT);
  }

  /**
   * Checks how many addresses a peer has.
   *
   * @throws PeerloomException INVALID_REQUEST if there are more than {@link #MAX_ADDRESSES}
   */
  public static List<String> few(List<String> addresses) {
    if (addresses.size() > MAX_ADDRESSES) {
      throw invalid(addresses.size() + " addresses; a peer has at most " + MAX_ADDRESSES);
    }
    return List.copyOf(addresses);
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw invalid("not an address");
    }
  }

  private static String checked(URI uri, String rawPath, int maxBytes) {
    String path = rawPath == null || rawPath.equals("/") ? "" : rawPath;
    if (uri.getScheme() == null || uri.isOpaque() || webSocket(scheme(uri)) == null) {
      throw invalid("not a ws: or wss: address with a host");
    }
    if (uri.getHost() == null) {
      throw invalid("without a host of letters, digits, dots and -");
    }
    if (uri.getPort() == 0 || uri.getPort() > WebSocketAddress.MAX_PORT) {
      throw invalid("with a port outside 1 to " + WebSocketAddress.MAX_PORT);
    }
    if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw invalid("with a user, a query or a fragment, which no address of a peer has");
    }
    if (!PATH.matcher(path).matches() || DOTS.matcher(path).matches()) {
      throw invalid("with a path that proxies rewrite: an empty segment or one of dots");
    }
    String address = webSocket(scheme(uri)) + "://" + authority(uri) + path;
    if (address.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
      throw invalid("longer than " + maxBytes + " bytes");
    }
    return address;
  }

  private static String authority(URI uri) {
    boolean isDefault = uri.getPort() == (webSocket(scheme(uri)).equals("wss") ? 443 : 80);
    return uri.getHost().toLowerCase(Locale.ROOT)
        + (uri.getPort() < 0 || isDefault ? "" : ":" + uri.getPort());
  }

  private static String scheme(URI uri) {
    return String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
  }

  private static String webSocket(String scheme) {
    return switch (scheme) {
      case "ws", "http" -> "ws";
      case "wss", "https" -> "wss";
      default -> null;
    };
  }

  private static PeerloomException invalid(String reason) {
    return new PeerloomException(ErrorCode.INVALID_REQUEST, reason);
  }
}
