package io.peerloom.simulator.network;

/**
 * What stands between a peer and the Internet, as far as WebRTC notices. Which pairs connect is
 * what a real network with real NATs showed: by STUN a symmetric NAT meets only who needs no hole.
 */
public enum NatKind {
  /** A public address, or a NAT that lets everybody in. */
  OPEN,
  /** The same outside port towards everybody, for answers only: both sides must know it. */
  CONE,
  /** Another outside port towards everybody: nobody can aim at it. */
  SYMMETRIC,
  /** A firewall that lets no UDP through. */
  UDP_BLOCKED;

  /** Whether two such peers can get a data channel between them without a relay. */
  public static boolean connects(NatKind a, NatKind b) {
    if (a == UDP_BLOCKED || b == UDP_BLOCKED) {
      return false;
    }
    return a == OPEN || b == OPEN || a == CONE && b == CONE;
  }
}
