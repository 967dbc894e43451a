package io.peerloom.jvm.net;

import io.peerloom.core.base.Bytes;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * Reads addresses that the system or a header gives. Only literals are read, so that no name from a
 * header is ever resolved.
 */
final class RemoteAddress {
  private static final Pattern LITERAL =
      Pattern.compile(
          "(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}"
              + "|(?=[^:]*:)[0-9a-fA-F:.]{2,45}");
  private static final int PREFIX_BYTES = 8;

  private RemoteAddress() {}

  /** The range from which one host can choose its address: a /64 in IPv6, otherwise the address. */
  static String network(String address) {
    InetAddress parsed = parse(address);
    return parsed instanceof Inet6Address
        ? Bytes.hex(Bytes.slice(parsed.getAddress(), 0, PREFIX_BYTES))
        : address;
  }

  /** Whether it belongs to this machine or a private network, where a proxy may be. */
  static boolean isPrivate(String address) {
    InetAddress parsed = parse(address);
    return parsed != null
        && (parsed.isLoopbackAddress() || parsed.isSiteLocalAddress() || isUniqueLocal(parsed));
  }

  /** The address of a literal; null for anything else. */
  static InetAddress parse(String address) {
    boolean isBracketed = address.startsWith("[") && address.endsWith("]");
    String literal = isBracketed ? address.substring(1, address.length() - 1) : address;
    try {
      return LITERAL.matcher(literal).matches() ? InetAddress.getByName(literal) : null;
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
