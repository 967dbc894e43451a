package io.peerloom.jvm.net;

import io.peerloom.core.base.Bytes;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * The client address of a request. Behind a proxy it is in X-Forwarded-For, which anybody can send.
 * So the header is trusted only from a neighbour (loopback or a private network), and read from the
 * right, where the operator's own proxies append.
 */
final class RemoteAddress {
  // A literal, so that no name from a header is ever resolved.
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

  /** The range from which one host can choose its address: a /64 in IPv6, otherwise the address. */
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

  /** The address of a literal; null for anything else. */
  private static InetAddress parse(String address) {
    try {
      return LITERAL.matcher(address).matches() ? InetAddress.getByName(address) : null;
    } catch (UnknownHostException e) {
      return null;
    }
  }

  /** Whether it is in IPv6's private networks, fc00::/7. */
  private static boolean isUniqueLocal(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
  }
}
