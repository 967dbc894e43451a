package io.peerloom.core.connection;

/**
 * Ranges of addresses that are reached from within only, as bits. Others name addresses that this
 * peer can reach and they cannot: of its machine, its private network, a metadata service. Such a
 * one is tried only by a peer that has shown to be in that range itself.
 *
 * <p>Hosts are read as browsers write them (WHATWG URL, section 3.5): lower case, no other notation
 * of numbers. What a name resolves to is not known here.
 */
public final class AddressRange {
  /** This machine: 127.0.0.0/8, 0.0.0.0/8, localhost, ::/96 and IPv4 written as IPv6. */
  public static final int LOOPBACK = 1;

  /** RFC 1918, RFC 6598 and RFC 4193. */
  public static final int PRIVATE = 2;

  /** RFC 3927 and RFC 4291, with the metadata services of most clouds. */
  public static final int LINK_LOCAL = 4;

  private AddressRange() {}

  /** The range of a host, an IPv6 address with or without its brackets; 0 for all others. */
  public static int of(String host) {
    String text = host.startsWith("[") ? host.substring(1) : host;
    if (text.indexOf(':') >= 0) {
      return text.startsWith("::")
          ? LOOPBACK
          : text.startsWith("fc") || text.startsWith("fd")
              ? PRIVATE
              : text.startsWith("fe") && text.length() > 2 && "89ab".indexOf(text.charAt(2)) >= 0
                  ? LINK_LOCAL
                  : 0;
    }
    if (!isNumeric(text)) {
      return text.equals("localhost") || text.endsWith(".localhost") ? LOOPBACK : 0;
    }
    if (text.startsWith("127.") || text.startsWith("0.")) {
      return LOOPBACK;
    }
    boolean isPrivate =
        text.startsWith("10.")
            || text.startsWith("192.168.")
            || isWithin(text, "172.", 16, 31)
            || isWithin(text, "100.", 64, 127);
    return isPrivate ? PRIVATE : text.startsWith("169.254.") ? LINK_LOCAL : 0;
  }

  /** The same for a host of one's own, where a name used on private networks only shows one. */
  public static int ofOwn(String host) {
    boolean isLocalName =
        host.indexOf('.') < 0 || host.endsWith(".local") || host.endsWith(".internal");
    boolean isName = !host.isEmpty() && host.indexOf(':') < 0 && !isNumeric(host);
    int range = of(host);
    return range == 0 && isName && isLocalName ? PRIVATE : range;
  }

  private static boolean isNumeric(String text) {
    char last = text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
    return last >= '0' && last <= '9';
  }

  private static boolean isWithin(String text, String first, int from, int to) {
    int second = 0;
    for (int i = first.length(); i < text.length() && text.charAt(i) != '.'; i++) {
      second = 10 * second + text.charAt(i) - '0';
    }
    return text.startsWith(first) && second >= from && second <= to;
  }
}
