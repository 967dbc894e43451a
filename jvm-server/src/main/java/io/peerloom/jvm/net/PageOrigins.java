package io.peerloom.jvm.net;

import java.net.InetAddress;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which pages may use a server: those of its own addresses, and those of origins that the operator
 * allows.
 *
 * <p>Where no origin is allowed by name, pages of any origin may open WebSockets: who is a member
 * is decided by keys, and in a network of many operators a page comes from one server and links to
 * the nodes of others. Where some are, all others are refused.
 *
 * <p>A port that is open on this machine only is another matter: who reaches it is trusted, but a
 * browser on this machine reaches it on behalf of every page it shows (RFC 6455, section 10.2). So
 * there pages of this machine may connect and those that the operator allows, and a page of
 * somebody else only through an advertised address, where a proxy has opened the port to everybody.
 */
public final class PageOrigins {
  /** Stands for all origins. */
  public static final String ANY = "*";

  /** No own address beside address literals and names without a dot, and no origin allowed. */
  public static final PageOrigins NONE = new PageOrigins(Set.of(), Set.of(), Set.of());

  /** Why a request is refused whose Host is not this server's. */
  public static final String FOREIGN_HOST =
      "the Host header names another server; this one's is set with --advertise or --allow-origin";

  private static final Pattern IPV4 = Pattern.compile("[0-9.]+");
  private static final Pattern ORIGIN =
      Pattern.compile("https?://(\\[[0-9a-fA-F:.]+]|[^/:\\[\\]@?#]+)(:[0-9]{1,5})?");

  private final Set<String> ownHosts;
  private final Set<String> own;
  private final Set<String> allowed;

  private PageOrigins(Set<String> ownHosts, Set<String> own, Set<String> allowed) {
    this.ownHosts = ownHosts;
    this.own = own;
    this.allowed = allowed;
  }

  /**
   * Pages of a server.
   *
   * @param advertised its addresses, as {@link AdvertisedAddress} writes them
   * @param allowed further origins, as browsers write them; {@link #ANY} for all
   */
  public static PageOrigins of(Collection<String> advertised, Collection<String> allowed) {
    return new PageOrigins(
        advertised.stream().map(AdvertisedAddress::host).collect(Collectors.toSet()),
        advertised.stream().map(AdvertisedAddress::origin).collect(Collectors.toSet()),
        Set.copyOf(allowed));
  }

  /**
   * Whether a Host header can only mean this server. An attacker can point names of its own at this
   * machine (DNS rebinding), but an address literal cannot be rebound, and a name without a dot
   * cannot be registered, nor one below localhost (RFC 6761, section 6.3); any other name must be
   * one of this server's own, or that of an allowed origin.
   */
  public boolean isOwnHost(String host) {
    String name = name(host);
    return name.startsWith("[")
        || IPV4.matcher(name).matches()
        || name.indexOf('.') < 0
        || name.endsWith(".localhost")
        || ownHosts.contains(name)
        || allowed.contains("http://" + host)
        || allowed.contains("https://" + host);
  }

  /** The host without its port, in lower case. */
  private static String name(String host) {
    int end = host.startsWith("[") ? host.indexOf(']') + 1 : host.indexOf(':');
    return (end > 0 ? host.substring(0, end) : host).toLowerCase(Locale.ROOT);
  }

  /** Whether it is a page of this machine, at any port. */
  static boolean isLoopback(String origin) {
    Matcher parts = ORIGIN.matcher(origin);
    if (!parts.matches()) {
      return false;
    }
    String name = parts.group(1).toLowerCase(Locale.ROOT);
    InetAddress literal = RemoteAddress.parse(name);
    // Browsers resolve all names below localhost to loopback addresses (RFC 6761, section 6.3).
    return literal == null
        ? name.equals("localhost") || name.endsWith(".localhost")
        : literal.isLoopbackAddress();
  }

  /** Whether the request was for an address that others than this machine reach. */
  private boolean isAdvertised(String host) {
    return host != null && ownHosts.contains(name(host)) && !isLoopback("http://" + host);
  }

  /** Whether it is the origin of this server's pages at an advertised address. */
  public boolean isOwn(String origin) {
    return own.contains(origin);
  }

  /** Whether origins are allowed by name, so that an answer differs by origin. */
  public boolean isRestricted() {
    return !allowed.isEmpty() && !allowed.contains(ANY);
  }

  /**
   * The value of Access-Control-Allow-Origin for a page of that origin; null for none.
   *
   * @param origin of the request, null if it has none
   */
  public String allowOrigin(String origin) {
    if (allowed.contains(ANY)) {
      return ANY;
    }
    return origin != null && allowed.contains(origin) ? origin : null;
  }

  /**
   * Whether a page may open a WebSocket; a request without an origin is no page's.
   *
   * @param host the Host header of the request, null if it has none
   * @param onLoopback whether the port is open on this machine only
   */
  public boolean mayConnect(String origin, String host, boolean onLoopback) {
    if (origin == null
        || allowed.contains(ANY)
        || allowed.contains(origin)
        || own.contains(origin)
        || origin.equals("http://" + host)
        || origin.equals("https://" + host)) {
      return !onLoopback || host == null || isOwnHost(host);
    }
    if (!onLoopback) {
      return !isRestricted();
    }
    return isLoopback(origin) || !isRestricted() && isAdvertised(host);
  }
}
