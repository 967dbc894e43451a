package io.peerloom.core.api;

/** Is told who comes to a topic and who goes, on the peer's loop. */
public interface PresenceListener {
  default void joined(PresentPeer peer) {}

  /** Its state has changed, or whether its page is hidden. */
  default void updated(PresentPeer peer) {}

  default void left(PresentPeer peer) {}
}
