package io.peerloom.core.id;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;

/** The kind of a peer, which decides what connections it can have. */
public enum PeerKind {
  /**
   * A browser peer: dials WebSockets, opens WebRTC connections, accepts no WebSocket. Also a server
   * behind a NAT.
   */
  BROWSER(0, "browser"),
  /** A Node-role peer: accepts WebSockets, stores and coordinates. */
  NODE(1, "node"),
  /** A peer on a server that admits newcomers and routes, but stores nothing. */
  BRIDGE(2, "bridge");

  private final int number;
  private final String word;

  PeerKind(int number, String word) {
    this.number = number;
    this.word = word;
  }

  /** The stable wire number. */
  public int number() {
    return number;
  }

  /** As the APIs show it. */
  public String word() {
    return word;
  }

  /** Whether it is a Node-role peer: it holds data, and anybody can dial it. */
  public boolean isNode() {
    return this == NODE;
  }

  /** Whether others can dial a WebSocket to it, as to nodes and bridges. */
  public boolean acceptsWebSockets() {
    return this != BROWSER;
  }

  /** Whether it may hold records and coordinate topics (R5.4). */
  public boolean holdsData() {
    return this != BRIDGE;
  }

  /** The kind of a wire number; INVALID_REQUEST for another. */
  public static PeerKind of(int number) {
    return switch (number) {
      case 0 -> BROWSER;
      case 1 -> NODE;
      case 2 -> BRIDGE;
      default -> throw new PeerloomException(ErrorCode.INVALID_REQUEST, "peer kind " + number);
    };
  }
}
