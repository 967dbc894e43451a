package io.peerloom.core.api;

/** Is told who comes to a topic, changes and leaves, on the peer's loop. */
public interface PresenceListener {
  /** A peer has joined. */
  String JOIN = "join";

  /** Its state has changed, or whether its page is hidden. */
  String UPDATE = "update";

  /** It has left, or its entry has expired. */
  String LEAVE = "leave";

  /**
   * Something has changed.
   *
   * @param type {@link #JOIN}, {@link #UPDATE} or {@link #LEAVE}
   */
  void changed(String type, PresentPeer peer);
}
