package io.peerloom.jvm.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The kinds of ranges of IP addresses, by the registries of special-purpose addresses (RFC 6890).
 * All but the public one are reached from within only.
 */
public enum IpRange {
  /** All that is in no other. */
  PUBLIC,
  /** This machine: 127.0.0.0/8 and ::1. */
  LOOPBACK,
  /** RFC 1918, RFC 6598, and the unique local addresses of RFC 4193. */
  PRIVATE,
  /** RFC 3927 and fe80::/10. */
  LINK_LOCAL,
  /** RFC 5737, RFC 3849 and RFC 9637: laboratories use them as the public internet. */
  DOCUMENTATION,
  /** The metadata services of clouds: never a peer's. */
  METADATA,
  /** No host has one of these. */
  SPECIAL;

  /**
   * The metadata services of Amazon, Google, Microsoft and others; Alibaba; Microsoft; Oracle;
   * Amazon; Google.
   */
  private static final Set<String> SERVICES =
      Set.of(
          "169.254.169.254",
          "100.100.100.200",
          "168.63.129.16",
          "192.0.0.192",
          "fd00:ec2:0:0:0:0:0:254",
          "fd20:ce:0:0:0:0:0:254");

  private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};

  /**
   * Protocol assignments and 6to4 relays, of the registry for IPv4. Not 198.18.0.0/15: in
   * laboratories it stands for the public internet.
   */
  private static final List<byte[]> SPECIAL4 = List.of(prefix(192, 0, 0), prefix(192, 88, 99));

  private static final List<byte[]> DOCUMENTATION4 =
      List.of(prefix(192, 0, 2), prefix(198, 51, 100), prefix(203, 0, 113));

  private static final List<byte[]> DOCUMENTATION6 =
      List.of(prefix(0x20, 1, 0xd, 0xb8), prefix(0x3f, 0xff));

  /**
   * The same for IPv6: translation within a network (RFC 8215), translated addresses (RFC 2765),
   * discard (RFC 6666), Teredo, which hides an IPv4 address that its server may choose, benchmarks,
   * segment routing (RFC 9602).
   */
  private static final List<byte[]> SPECIAL6 =
      List.of(
          prefix(0, 0x64, 0xff, 0x9b, 0, 1),
          prefix(0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0),
          prefix(1, 0, 0, 0, 0, 0, 0, 0),
          prefix(1, 0, 0, 0, 0, 0, 0, 1),
          prefix(0x20, 1, 0, 0),
          prefix(0x20, 1, 0, 2, 0, 0),
          prefix(0x5f, 0));

  /** The range of an address; one that stands for an IPv4 address has the range of that. */
  public static IpRange of(InetAddress address) {
    byte[] bytes = address.getAddress();
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    if (SERVICES.contains(zone < 0 ? text : text.substring(0, zone))) {
      return METADATA;
    }
    if (address instanceof Inet6Address) {
      byte[] inner = embedded(bytes);
      return inner == null ? of6(address, bytes) : of(ofIpv4(inner));
    }
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    if (first == 0 || first >= 224 || isIn(bytes, SPECIAL4)) {
      return SPECIAL;
    }
    if (isIn(bytes, DOCUMENTATION4)) {
      return DOCUMENTATION;
    }
    boolean isShared = first == 100 && (second & 0xc0) == 64;
    return common(address, isShared || address.isSiteLocalAddress());
  }

  private static IpRange of6(InetAddress address, byte[] bytes) {
    if (isIn(bytes, DOCUMENTATION6)) {
      return DOCUMENTATION;
    }
    boolean isLocal = (bytes[0] & 0xfe) == 0xfc || address.isSiteLocalAddress();
    return address.isAnyLocalAddress() || address.isMulticastAddress() || isIn(bytes, SPECIAL6)
        ? SPECIAL
        : common(address, isLocal);
  }

  private static boolean isIn(byte[] address, List<byte[]> prefixes) {
    return prefixes.stream()
        .anyMatch(prefix -> Arrays.equals(Arrays.copyOf(address, prefix.length), prefix));
  }

  private static IpRange common(InetAddress address, boolean isPrivate) {
    if (address.isLoopbackAddress()) {
      return LOOPBACK;
    }
    if (address.isLinkLocalAddress()) {
      return LINK_LOCAL;
    }
    return isPrivate ? PRIVATE : PUBLIC;
  }

  /** The IPv4 address inside an IPv6 one (RFC 4291, 6052, 3056), or null. */
  private static byte[] embedded(byte[] bytes) {
    if (bytes[0] == 0x20 && bytes[1] == 2) {
      return Arrays.copyOfRange(bytes, 2, 6);
    }
    byte[] head = Arrays.copyOf(bytes, 12);
    byte[] mapped = new byte[12];
    mapped[10] = -1;
    mapped[11] = -1;
    boolean isCompatible = Arrays.equals(head, new byte[12]) && (bytes[12] | bytes[13]) != 0;
    return isCompatible || Arrays.equals(head, mapped) || Arrays.equals(head, NAT64)
        ? Arrays.copyOfRange(bytes, 12, 16)
        : null;
  }

  private static byte[] prefix(int... octets) {
    byte[] bytes = new byte[octets.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) octets[i];
    }
    return bytes;
  }

  private static InetAddress ofIpv4(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
