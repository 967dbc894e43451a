package io.peerloom.core.signalling;

import io.peerloom.core.connection.AddressRange;

/**
 * Decides which of another peer's ICE candidates are tried: a browser sends packets to whatever a
 * candidate names (RFC 8445, section 19.5.1), so only UDP addresses are used that a browser peer
 * can have: of the public internet, of private networks, of this machine, and names that resolve on
 * the own network alone (draft-ietf-mmusic-mdns-ice-candidates). Not: link-local addresses, among
 * them those of cloud metadata, multicast, other names, ports of well-known services, TCP.
 *
 * <p>Addresses of this machine and of private networks are tried only by a peer that has found one
 * there itself: another's router or database is no peer, and this machine's services are not where
 * a stranger is. Browsers find none of this machine unless told to, and hide those of private
 * networks behind names.
 */
final class IceCandidates {
  private static final String NAME = "candidate";
  private static final String BEGIN = "\"candidate\":\"candidate:";
  private static final int MOST_PORT = 65_535;

  /** Of one of the four parts of an IPv4 address. */
  private static final int MOST_PART = 255;

  private static final int LEAST_PORT = 1024;

  /** Of a UUID and {@code .local}. */
  private static final int NAME_CHARS = 42;

  private IceCandidates() {}

  /** Whether a candidate, as JSON, may be handed to the browser. */
  static boolean mayUse(String candidate) {
    if (candidate.indexOf('\\') >= 0) {
      return false;
    }
    int mentions = mentions(candidate);
    if (mentions == 0) {
      // It only says that there are no more.
      return true;
    }
    // Written as browsers write it, and once: some read it in capitals, too.
    int from = candidate.indexOf(BEGIN) + BEGIN.length();
    if (from < BEGIN.length() || mentions != 2) {
      return false;
    }
    // candidate:foundation component transport priority address port typ …
    String[] fields = new String[6];
    for (int i = 0; i < fields.length; i++) {
      int end = candidate.indexOf(' ', from);
      if (end < 0) {
        return false;
      }
      fields[i] = candidate.substring(from, end);
      from = end + 1;
    }
    return isUdp(fields[2]) && isPort(fields[5]) && isAddress(fields[4]);
  }

  /** The {@link AddressRange} that a usable candidate is in; names resolve wherever they may. */
  static int range(String candidate) {
    String address = address(candidate);
    return isName(address) ? 0 : AddressRange.of(address);
  }

  /** The same for one's own candidate, where a name shows that the address is a private one. */
  static int ownRange(String candidate) {
    return AddressRange.of(address(candidate));
  }

  /** Whether it is as browsers name an address of theirs: a UUID (RFC 9562). */
  private static boolean isName(String address) {
    return address.length() == NAME_CHARS
        && address.endsWith(".local")
        && address.charAt(8) == '-'
        && address.indexOf('.') == NAME_CHARS - 6;
  }

  /** The fifth word, or nothing. */
  private static String address(String candidate) {
    int from = candidate.indexOf(BEGIN) + BEGIN.length();
    for (int i = 0; i < 4 && from > 0; i++) {
      from = candidate.indexOf(' ', from) + 1;
    }
    int end = from <= 0 ? -1 : candidate.indexOf(' ', from);
    return end < 0 ? "" : candidate.substring(from, end);
  }

  /** How often a text contains the word, in any case. */
  private static int mentions(String text) {
    int mentions = 0;
    for (int at = 0; at + NAME.length() <= text.length(); at++) {
      int same = 0;
      while (same < NAME.length() && (text.charAt(at + same) | 0x20) == NAME.charAt(same)) {
        same++;
      }
      mentions += same == NAME.length() ? 1 : 0;
    }
    return mentions;
  }

  /** A description without candidates: they travel beside it, where they are counted. */
  static String without(String sdp) {
    StringBuilder rest = new StringBuilder();
    int from = 0;
    while (from < sdp.length()) {
      int end = sdp.indexOf('\n', from);
      int next = end < 0 ? sdp.length() : end + 1;
      String line = sdp.substring(from, next);
      if (mentions(line) == 0) {
        rest.append(line);
      }
      from = next;
    }
    return rest.toString();
  }

  private static boolean isUdp(String transport) {
    return transport.equals("udp") || transport.equals("UDP");
  }

  private static boolean isPort(String text) {
    return number(text, MOST_PORT) >= LEAST_PORT;
  }

  private static boolean isAddress(String text) {
    if ((AddressRange.of(text) & AddressRange.LINK_LOCAL) != 0) {
      return false;
    }
    if (text.indexOf(':') >= 0) {
      char first = text.charAt(0);
      boolean isKnown =
          first == '2' || first == '3' || text.startsWith("fc") || text.startsWith("fd");
      return isKnown && text.indexOf(':') == 4 && !isUnusual(text) || text.equals("::1");
    }
    if (isName(text)) {
      return true;
    }
    int dots = 0;
    int from = 0;
    for (int at = text.indexOf('.'); at >= 0; at = text.indexOf('.', from)) {
      dots += number(text.substring(from, at), MOST_PART) >= 0 ? 1 : 4;
      from = at + 1;
    }
    int first = number(text.substring(0, Math.max(0, text.indexOf('.'))), MOST_PART);
    return dots == 3
        && number(text.substring(from), MOST_PART) >= 0
        && first > 0
        && first < 224
        && !text.startsWith("192.0.0.");
  }

  /** With zeros before a number, or the notation of IPv4 in it. */
  private static boolean isUnusual(String text) {
    int zero = text.indexOf(":0");
    while (zero >= 0 && (zero + 2 == text.length() || text.charAt(zero + 2) == ':')) {
      zero = text.indexOf(":0", zero + 1);
    }
    return zero >= 0 || text.indexOf('.') >= 0;
  }

  /** A number of at most five digits without zeros before it; -1 for anything else. */
  private static int number(String text, int most) {
    int number = text.isEmpty() || text.length() > 5 ? -1 : 0;
    for (int i = 0; i < text.length() && number >= 0; i++) {
      int digit = text.charAt(i) - '0';
      boolean fits = digit >= 0 && digit <= 9 && (digit > 0 || i > 0 || text.length() == 1);
      number = fits ? 10 * number + digit : -1;
    }
    return number > most ? -1 : number;
  }
}
