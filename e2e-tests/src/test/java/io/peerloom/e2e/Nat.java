package io.peerloom.e2e;

/** How the router of a home treats UDP (RFC 4787), as rules of iptables. */
enum Nat {
  /** No translation: the home has a public address and lets everybody in. */
  NONE,
  /** Keeps the port for all destinations, and lets everybody in at it. */
  OPEN,
  /** Keeps the port for all destinations, and lets in every port of whom was sent something. */
  ADDRESS_DEPENDENT,
  /** Keeps the port for all destinations, and lets in only the port that was sent something. */
  HOME,
  /** Takes another port for each destination. */
  SYMMETRIC,
  /** As {@link #HOME}, behind a carrier's NAT of the same kind (RFC 6888). */
  DOUBLE,
  /** Lets no UDP out. */
  UDP_BLOCKED;

  /** Whether two peers behind such NATs can reach each other without a third that passes it on. */
  boolean reaches(Nat other) {
    if (this == UDP_BLOCKED || other == UDP_BLOCKED) {
      return false;
    }
    return !isSymmetric(this, other) && !isSymmetric(other, this);
  }

  /** The port of a symmetric NAT is known to nobody before its first packet arrives. */
  private static boolean isSymmetric(Nat one, Nat other) {
    return one == SYMMETRIC && other.compareTo(HOME) >= 0;
  }

  /**
   * The rules of a router.
   *
   * @param wan its interface towards the public place
   * @param host the address of the only host in the home
   */
  String rules(String wan, String host) {
    return String.join(
        "\n",
        "iptables -F; iptables -t nat -F",
        // What nobody asked for is dropped early, or it would take the port of a mapping to come.
        "iptables -A INPUT -i " + wan + " -j DROP",
        this == UDP_BLOCKED ? "iptables -A FORWARD -p udp -j DROP" : "",
        // Mappings of another kind before, which no change of rules or of the address ends.
        isOpen() ? "" : "iptables -A FORWARD -p udp -m conntrack --ctstate DNAT -j DROP",
        this == NONE || this == OPEN ? "iptables -A FORWARD -i " + wan + " -p udp -j ACCEPT" : "",
        this == ADDRESS_DEPENDENT ? addressDependent(wan) : "",
        "iptables -A FORWARD -i " + wan + " -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT",
        "iptables -A FORWARD -i " + wan + " -j DROP",
        isOpen() ? "iptables -t nat -A PREROUTING -i " + wan + " -p udp -j DNAT --to " + host : "",
        this == NONE
            ? ""
            : "iptables -t nat -A POSTROUTING -o "
                + wan
                + " -j MASQUERADE"
                + (this == SYMMETRIC ? " --random-fully" : ""));
  }

  /** Whether others reach the host before it has sent them anything, or another port of theirs. */
  private boolean isOpen() {
    return this == OPEN || this == ADDRESS_DEPENDENT;
  }

  private static String addressDependent(String wan) {
    return String.join(
        "\n",
        "iptables -A FORWARD -o " + wan + " -p udp -m recent --name sent --rdest --set",
        "iptables -A FORWARD -i "
            + wan
            + " -p udp -m recent --name sent --rsource --rcheck -j ACCEPT");
  }
}
