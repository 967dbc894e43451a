package io.peerloom.core.connection;

/**
 * Ranges of addresses that are reached from within only, as bits. Others name addresses that this
 * peer can reach and they cannot: of its machine, its private network, a metadata service. Such a
 * one is tried only by a peer that has shown to be in that range itself.
 *
 * <p>Hosts are read as browsers write them (WHATWG URL, section 3.5): lower case, no other notation
 * of numbers. What a name resolves to is not known here, but names without a dot and those in
 * {@code local}, {@code internal}, {@code home.arpa} (RFC 8375) and {@code lan} are taken for such
 * of private networks.
 */
public final class AddressRange {
  /** This machine: 127.0.0.0/8, 0.0.0.0/8, localhost, ::1 and ::. */
  public static final int LOOPBACK = 1;

  /** RFC 1918, RFC 6598, RFC 4193, and names that only private networks have. */
  public static final int PRIVATE = 2;

  /** RFC 3927, all of fe00::/8, and the metadata services of clouds. */
  public static final int LINK_LOCAL = 4;

  private AddressRange() {}

  /**
   * The ranges of a host, an IPv6 address with or without its brackets; 0 for all others. An IPv6
   * address that holds one of IPv4 is in all of them.
   */
  public static int of(String host) {
    int from = host.startsWith("[") ? 1 : 0;
    int end = from == 1 || host.endsWith(".") ? host.length() - 1 : host.length();
    String text = from < end ? host.substring(from, end) : "";
    if (text.indexOf(':') >= 0) {
      return ofIpv6(text);
    }
    if (!isNumeric(text)) {
      return text.equals("localhost") || text.endsWith(".localhost")
          ? LOOPBACK
          : isLocalName(text) ? PRIVATE : 0;
    }
    if (text.startsWith("127.") || text.startsWith("0.")) {
      return LOOPBACK;
    }
    if (text.startsWith("169.254.")
        || text.equals("100.100.100.200")
        || text.equals("168.63.129.16")) {
      return LINK_LOCAL;
    }
    boolean isPrivate =
        text.startsWith("10.")
            || text.startsWith("192.168.")
            || isWithin(text, "172.", 16, 31)
            || isWithin(text, "100.", 64, 127);
    return isPrivate ? PRIVATE : 0;
  }

  private static int ofIpv6(String text) {
    if (text.equals("::1") || text.equals("::")) {
      return LOOPBACK;
    }
    // IPv4 as IPv6, NAT64 (RFC 6052), Teredo (RFC 4380) and 6to4 (RFC 3056).
    if (text.startsWith("::")
        || text.startsWith("64:ff9b:")
        || text.startsWith("2001:0:")
        || text.startsWith("2001::")
        || text.startsWith("2002:")) {
      return LOOPBACK | PRIVATE | LINK_LOCAL;
    }
    if (text.startsWith("fe") || text.startsWith("fd00:ec2:") || text.startsWith("fd20:ce:")) {
      return LINK_LOCAL;
    }
    return text.startsWith("fc") || text.startsWith("fd") ? PRIVATE : 0;
  }

  private static boolean isLocalName(String name) {
    return !name.isEmpty()
        && (name.indexOf('.') < 0
            || name.endsWith(".local")
            || name.endsWith(".internal")
            || name.endsWith(".home.arpa")
            || name.endsWith(".lan"));
  }

  /** Whether the last part of a host is a number, as in no name. */
  private static boolean isNumeric(String text) {
    int digits = 0;
    for (int i = text.length() - 1; i >= 0 && text.charAt(i) != '.'; i--) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
      digits++;
    }
    return digits > 0;
  }

  private static boolean isWithin(String text, String first, int from, int to) {
    int second = 0;
    for (int i = first.length(); i < text.length() && text.charAt(i) != '.'; i++) {
      second = 10 * second + text.charAt(i) - '0';
    }
    return text.startsWith(first) && second >= from && second <= to;
  }
}
