package io.peerloom.core.connection;

import io.peerloom.core.wire.IceServers;

/** Opens WebRTC peer connections with two pre-negotiated ordered data channels, ids 0 and 1. */
public interface RtcPort {
  /** The events of a session besides those of a transport, on the owner's loop. */
  interface RtcEvents extends TransportEvents {
    /** The local description is set; {@code type} is {@code offer} or {@code answer}. */
    void described(String type, String sdp);

    /** A local candidate to send, as the adapter's own JSON; at most 1 KiB. Empty: the last. */
    void candidate(String candidate);

    /** Nothing has arrived from the other side for some seconds; it may recover. */
    void faltered();
  }

  /** One peer connection. Closing it frees everything. */
  interface RtcSession extends Transport {
    /** Makes an offer and sets it; {@link RtcEvents#described} follows, or {@code closed}. */
    void offer();

    /**
     * Sets the other side's description. For an offer an answer is made and set, and {@link
     * RtcEvents#described} follows. One that cannot be parsed closes the session as
     * INVALID_REQUEST.
     */
    void remote(String type, String sdp);

    /** Adds the other side's candidate; those before the description are stored until then. */
    void remoteCandidate(String candidate);
  }

  /**
   * Uses these STUN and TURN servers for new sessions from now on, unless the application named
   * others. What this platform refuses is logged, and the former ones go on serving. A port that
   * needs none ignores them.
   */
  default void setIceServers(IceServers servers) {}

  /** A new session; {@code opened} comes when both channels are open. */
  RtcSession create(RtcEvents events);
}
