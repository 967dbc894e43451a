package io.peerloom.jvm.net;

import io.peerloom.core.base.Bytes;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * The client address of a request. Behind a proxy it is in X-Forwarded-For, which anybody can send:
 * it is believed from a neighbour (loopback or a private network) only, and read from the right,
 * where the own proxies wrote.
 */
final class RemoteAddress {
  // A literal, so that no name from a header is ever looked up.
  private static final Pattern LITERAL =
      Pattern.compile(
          "(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}"
              + "|(?=[^:]*:)[0-9a-fA-F:.]{2,45}");
  private static final int MAX_PROXIES = 8;
  private static final int PREFIX_BYTES = 8;

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

  /** What one host can choose its addresses from: in IPv6 a /64, otherwise the address. */
  static String network(String address) {
    InetAddress parsed = parse(address);
    return parsed instanceof Inet6Address
        ? Bytes.hex(Bytes.slice(parsed.getAddress(), 0, PREFIX_BYTES))
        : address;
  }

  private static boolean isNeighbour(String address) {
    InetAddress parsed = parse(address);
    return parsed != null
        && (parsed.isLoopbackAddress() || parsed.isSiteLocalAddress() || isUniqueLocal(parsed));
  }

  /** A literal's address, null for anything else. */
  private static InetAddress parse(String address) {
    try {
      return LITERAL.matcher(address).matches() ? InetAddress.getByName(address) : null;
    } catch (UnknownHostException e) {
      return null;
    }
  }

  /** IPv6's private networks, fc00::/7. */
  private static boolean isUniqueLocal(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
  }
}
