package io.peerloom.core.signalling;

/**
 * Decides which of another peer's ICE candidates are tried: a browser sends packets to whatever a
 * candidate names (RFC 8445, section 19.5.1), so only UDP addresses are used that a browser peer
 * can have: of the public internet, of private networks, of this machine, and names that resolve on
 * the own network alone (draft-ietf-mmusic-mdns-ice-candidates). Not: link-local addresses, among
 * them those of cloud metadata, multicast, other names, ports of well-known services, TCP.
 */
final class IceCandidates {
  private static final String BEGIN = "candidate:";
  private static final int LEAST_PORT = 1024;

  private IceCandidates() {}

  /** Whether a candidate, as JSON, may be handed to the browser. */
  static boolean mayUse(String candidate) {
    if (candidate.indexOf('\\') >= 0) {
      return false;
    }
    int at = candidate.indexOf(BEGIN);
    while (at >= 0) {
      // candidate:foundation component transport priority address port typ …
      String[] fields = new String[6];
      int from = at;
      for (int i = 0; i < fields.length; i++) {
        int end = candidate.indexOf(' ', from);
        if (end < 0) {
          return false;
        }
        fields[i] = candidate.substring(from, end);
        from = end + 1;
      }
      if (!isUdp(fields[2]) || !isPort(fields[5]) || !isAddress(fields[4])) {
        return false;
      }
      at = candidate.indexOf(BEGIN, from);
    }
    return true;
  }

  /** A description without candidates: they travel beside it, where they are counted. */
  static String without(String sdp) {
    String rest = sdp;
    int at;
    while ((at = rest.indexOf("a=candidate")) >= 0) {
      int end = rest.indexOf('\n', at);
      rest = rest.substring(0, at) + (end < 0 ? "" : rest.substring(end + 1));
    }
    return rest;
  }

  private static boolean isUdp(String transport) {
    return transport.equals("udp") || transport.equals("UDP");
  }

  private static boolean isPort(String text) {
    return number(text) >= LEAST_PORT;
  }

  private static boolean isAddress(String text) {
    if (text.indexOf(':') >= 0) {
      char first = text.charAt(0);
      return first == '2'
          || first == '3'
          || text.startsWith("fc")
          || text.startsWith("fd")
          || text.equals("::1");
    }
    if (text.endsWith(".local")) {
      return true;
    }
    int dots = 0;
    int from = 0;
    for (int at = text.indexOf('.'); at >= 0; at = text.indexOf('.', from)) {
      dots += number(text.substring(from, at)) >= 0 ? 1 : 4;
      from = at + 1;
    }
    int first = number(text.substring(0, Math.max(0, text.indexOf('.'))));
    return dots == 3
        && number(text.substring(from)) >= 0
        && first > 0
        && first < 224
        && !text.startsWith("169.254.");
  }

  /** A number of at most five digits without zeros before it; -1 for anything else. */
  private static int number(String text) {
    int number = text.isEmpty() || text.length() > 5 ? -1 : 0;
    for (int i = 0; i < text.length() && number >= 0; i++) {
      int digit = text.charAt(i) - '0';
      boolean fits = digit >= 0 && digit <= 9 && (digit > 0 || i > 0 || text.length() == 1);
      number = fits ? 10 * number + digit : -1;
    }
    return number;
  }
}
