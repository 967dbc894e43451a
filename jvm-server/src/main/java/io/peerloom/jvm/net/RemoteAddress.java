package io.peerloom.jvm.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * Who is at the other end of a request. Behind a proxy that is in X-Forwarded-For, which anybody
 * can send: it is believed from a neighbour (loopback or a private network) only, and read from the
 * right, where the own proxies wrote.
 */
final class RemoteAddress {
  // A literal, so that no name from a header is ever looked up.
  private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:.]{2,45}");
  private static final int MAX_PROXIES = 8;

  private RemoteAddress() {}

  static String of(String socketAddress, String forwardedFor) {
    String client = socketAddress;
    if (forwardedFor == null) {
      return client;
    }
    String[] hops = forwardedFor.split(",", -1);
    for (int i = hops.length - 1; i >= 0 && i >= hops.length - MAX_PROXIES; i--) {
      String hop = hops[i].trim();
      if (!isNeighbour(client) || !LITERAL.matcher(hop).matches()) {
        break;
      }
      client = hop;
    }
    return client;
  }

  private static boolean isNeighbour(String address) {
    if (!LITERAL.matcher(address).matches()) {
      return false;
    }
    try {
      InetAddress parsed = InetAddress.getByName(address);
      return parsed.isLoopbackAddress() || parsed.isSiteLocalAddress() || isUniqueLocal(parsed);
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** IPv6's private networks, fc00::/7. */
  private static boolean isUniqueLocal(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
  }
}
