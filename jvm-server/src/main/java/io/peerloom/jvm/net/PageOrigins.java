package io.peerloom.jvm.net;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which pages may use a server: those of its own addresses, and those of origins that the operator
 * allows.
 *
 * <p>Where no origin is allowed by name, pages of any origin may open WebSockets: who is a member
 * is decided by keys, and in a network of many operators a page comes from one server and links to
 * the nodes of others. Where some are, all others are refused.
 */
public final class PageOrigins {
  /** Stands for all origins. */
  public static final String ANY = "*";

  /** No own address beside address literals and names without a dot, and no origin allowed. */
  public static final PageOrigins NONE = new PageOrigins(Set.of(), Set.of(), Set.of());

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

  /** Whether a host name, without its port and in lower case, is one of this server's. */
  public boolean isOwnHost(String name) {
    return ownHosts.contains(name);
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
   */
  public boolean mayConnect(String origin, String host) {
    return origin == null
        || !isRestricted()
        || allowed.contains(origin)
        || own.contains(origin)
        || origin.equals("http://" + host)
        || origin.equals("https://" + host);
  }
}
