package io.peerloom.jvm.server;

import io.javalin.http.Context;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.jvm.net.PageOrigins;
import java.util.Collections;
import java.util.Set;

/**
 * Keeps web pages of other origins out of an API that is used without a token. A browser on this
 * machine can reach a loopback port on behalf of any page. So a page of another origin may cause no
 * request, even one whose answer its browser keeps from it: a stream takes a place, checks dial.
 * And the Host of a request must not be a name that an attacker can point at this machine (DNS
 * rebinding).
 */
final class RequestGuard {
  private static final Set<String> FOREIGN_SITES = Set.of("cross-site", "same-site");

  private final PageOrigins pages;

  /** A guard that also accepts the host names and pages of advertised addresses. */
  RequestGuard(PageOrigins pages) {
    this.pages = pages;
  }

  /**
   * Throws UNAUTHORIZED for a request that a page of another origin may have caused, and
   * INVALID_REQUEST for one without a Host header, as HTTP/1.0 allows.
   */
  void check(Context context) {
    if (ApiGate.isProved(context)) {
      // Only programs have the token, and only those pages into which it was entered.
      return;
    }
    String host = context.header("Host");
    if (host == null) {
      throw new PeerloomException(ErrorCode.INVALID_REQUEST, "a Host header is missing");
    }
    if (!pages.isOwnHost(host)) {
      throw refused(PageOrigins.FOREIGN_HOST);
    }
    boolean isForeign =
        Collections.list(context.req().getHeaders("Sec-Fetch-Site")).stream()
            .anyMatch(FOREIGN_SITES::contains);
    String origin = context.header("Origin");
    boolean isOwn =
        origin == null
            || origin.equals("http://" + host)
            || origin.equals("https://" + host)
            || pages.isOwn(origin);
    if (!isOwn || isForeign) {
      throw refused("a page of another origin may not use this server");
    }
  }

  private static PeerloomException refused(String reason) {
    return new PeerloomException(ErrorCode.UNAUTHORIZED, reason);
  }
}
