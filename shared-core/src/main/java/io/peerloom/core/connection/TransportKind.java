package io.peerloom.core.connection;

/** The kind of a link's transport. */
public enum TransportKind {
  WEBSOCKET("websocket"),
  WEBRTC("webrtc");

  private final String word;

  TransportKind(String word) {
    this.word = word;
  }

  /** The name shown to users of the API. */
  public String word() {
    return word;
  }
}
