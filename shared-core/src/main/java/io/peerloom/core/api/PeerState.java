package io.peerloom.core.api;

/** How well a peer is connected, judged by its live links alone (R7). */
public enum PeerState {
  /** It has never had a link yet. */
  JOINING("joining"),
  /** It holds at least three links, or all there are to hold. */
  CONNECTED("connected"),
  /** It has links, but fewer than it needs. */
  DEGRADED("degraded"),
  /** It has lost every link and is coming back by itself. */
  ISOLATED("isolated"),
  /** It has left. */
  CLOSED("closed");

  private final String word;

  PeerState(String word) {
    this.word = word;
  }

  /** As the APIs show it. */
  public String word() {
    return word;
  }
}
