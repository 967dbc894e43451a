package io.peerloom.core.wire;

import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import java.util.List;

/**
 * The STUN and TURN servers of a network, with credentials of one peer.
 *
 * @param urls such as {@code stun:host:3478} or {@code turns:host?transport=tcp} (RFC 7064, RFC
 *     7065), at most {@link #MAX_URLS}
 * @param username for all TURN servers; empty where none are named
 * @param credential its password
 * @param lifetimeSeconds for how long the credentials allow new allocations; 0 for always
 */
public record IceServers(
    List<String> urls, String username, String credential, int lifetimeSeconds) {
  /** Browsers slow down from about five on. */
  public static final int MAX_URLS = 8;

  /** The most bytes of a URL, of the username and of the credential. */
  public static final int MAX_TEXT_BYTES = 256;

  void write(CborWriter out) {
    out.array(4).array(urls.size());
    for (String url : urls) {
      out.text(url);
    }
    out.text(username).text(credential).uint(lifetimeSeconds);
  }

  static IceServers read(CborReader in) {
    int count = in.array(4);
    IceServers servers =
        new IceServers(
            in.list(MAX_URLS, url -> url.text(MAX_TEXT_BYTES)),
            in.text(MAX_TEXT_BYTES),
            in.text(MAX_TEXT_BYTES),
            in.uint(Integer.MAX_VALUE));
    in.rest(count, 4);
    return servers;
  }
}
