package io.peerloom.core.connection;

/** What carries a link. */
public enum TransportKind {
  WEBSOCKET("websocket"),
  WEBRTC("webrtc");

  private final String word;

  TransportKind(String word) {
    this.word = word;
  }

  /** As users of the API read it. */
  public String word() {
    return word;
  }
}
