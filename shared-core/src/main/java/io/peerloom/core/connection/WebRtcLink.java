package io.peerloom.core.connection;

import io.peerloom.core.id.NodeId;
import java.util.function.BiConsumer;

/** One side of a WebRTC attempt, which becomes a link once both sides have sent descriptions. */
public interface WebRtcLink extends Link {
  /**
   * Sends descriptions and candidates: {@code offer}, {@code answer} or {@code candidate}; an empty
   * candidate follows the last.
   */
  interface SignalSender extends BiConsumer<String, String> {}

  /** The peer it is meant for. */
  NodeId expected();

  /** Makes the offer. */
  void offer();

  /** Applies the other side's description; an offer is answered. */
  void remote(String type, String sdp);

  /** Applies a candidate of the other side. */
  void remoteCandidate(String candidate);
}
