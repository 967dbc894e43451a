package io.peerloom.jvm.net;

import java.util.List;

/**
 * How others reach a server: at which addresses, through which proxies, from which pages, and with
 * which certificate.
 *
 * @param advertised the addresses that others dial; empty for those at which it listens
 * @param allowedOrigins origins of pages beside its own, {@link PageOrigins#ANY} for all
 * @param proxies whose X-Forwarded headers are believed
 * @param tls the files of a server that speaks TLS itself; null where a proxy does, or nobody
 */
public record Reachability(
    List<String> advertised, List<String> allowedOrigins, TrustedProxies proxies, TlsFiles tls) {
  /** Where it listens, for all pages unless it listens on loopback, and without a proxy. */
  public static final Reachability DEFAULT =
      new Reachability(List.of(), List.of(), TrustedProxies.NONE, null);

  /** The same at other addresses. */
  public Reachability at(List<String> addresses) {
    return new Reachability(List.copyOf(addresses), allowedOrigins, proxies, tls);
  }

  /** The same with these files, or without TLS for null. */
  public Reachability with(TlsFiles files) {
    return new Reachability(advertised, allowedOrigins, proxies, files);
  }

  /**
   * The same for a port of the HTTP API: what only this machine reaches needs no TLS, and the
   * certificate is for other names.
   */
  public Reachability ofApi(boolean onlyThisMachine) {
    return onlyThisMachine ? with(null) : this;
  }

  /** The pages that may use the server. */
  public PageOrigins pages() {
    return PageOrigins.of(advertised, allowedOrigins);
  }
}
