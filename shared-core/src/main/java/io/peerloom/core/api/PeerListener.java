package io.peerloom.core.api;

/** What a peer tells its application, on the peer's loop. */
public interface PeerListener {
  default void onState(PeerState state) {}

  default void onLink(LinkInfo link) {}

  default void onUnlink(LinkInfo link) {}

  /** A queued write was acknowledged, or failed for good. */
  default void onQueueOutcome(QueueOutcome outcome) {}
}
