package io.peerloom.jvm.net;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Owner;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
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

  private RemoteAddress() {}

  /**
   * For whom a stranger's use is counted: in IPv4 the address, in IPv6 the /64, from which one host
   * can choose, below the /24 or /48. All that is no address counts as one.
   */
  static Owner owner(String address) {
    InetAddress parsed = parse(address);
    if (parsed == null) {
      return Owner.of(Bytes.wrap(new byte[0]));
    }
    byte[] bytes = parsed.getAddress();
    boolean is6 = bytes.length > 4;
    return new Owner(
        List.of(
            Bytes.wrap(Bytes.slice(bytes, 0, is6 ? 6 : 3)),
            Bytes.wrap(Bytes.slice(bytes, 0, is6 ? 8 : 4))));
  }

  /** Whether it belongs to this machine or a private network, where a proxy may be. */
  static boolean isPrivate(String address) {
    InetAddress parsed = parse(address);
    return parsed != null && isPrivate(parsed);
  }

  /** The same for an address that was read. */
  static boolean isPrivate(InetAddress address) {
    IpRange range = IpRange.of(address);
    return range == IpRange.LOOPBACK || range == IpRange.PRIVATE;
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
}
