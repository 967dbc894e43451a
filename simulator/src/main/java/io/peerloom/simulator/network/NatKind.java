package io.peerloom.simulator.network;

/**
 * The NAT or firewall between a peer and the Internet, as far as WebRTC notices. Which pairs
 * connect is what a real network with real NATs showed: with STUN alone, a peer behind a symmetric
 * NAT connects only to peers that need no hole punching.
 */
public enum NatKind {
  /** A public address, or a NAT that admits everybody. */
  OPEN,
  /**
   * The same outside port towards all peers, which admits only answers: both sides must know the
   * other's.
   */
  CONE,
  /** A different outside port towards each peer, which nobody can predict. */
  SYMMETRIC,
  /** A firewall that blocks UDP. */
  UDP_BLOCKED;

  /** Whether two such peers can open a data channel without a relay. */
  public static boolean connects(NatKind a, NatKind b) {
    if (a == UDP_BLOCKED || b == UDP_BLOCKED) {
      return false;
    }
    return a == OPEN || b == OPEN || a == CONE && b == CONE;
  }
}
