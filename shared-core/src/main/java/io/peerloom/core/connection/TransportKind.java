package io.peerloom.core.connection;

/** The kind of a link's transport. */
public enum TransportKind {
  WEBSOCKET("websocket"),
  WEBRTC("webrtc"),
  /** Through a Node-role peer that is linked to both ends. */
  RELAY("relay");

  private final String word;

  TransportKind(String word) {
    this.word = word;
  }

  /** Whether its bytes pass through no other peer. */
  public boolean isDirect() {
    return this != RELAY;
  }

  /** The name shown to users of the API. */
  public String word() {
    return word;
  }
}
