package io.peerloom.core.connection;

import io.peerloom.core.id.NodeId;
import java.util.function.BiConsumer;

/** One side of a WebRTC attempt, which becomes a link once both have described themselves. */
public interface WebRtcLink extends Link {
  /**
   * Where descriptions and candidates go: {@code offer}, {@code answer} or {@code candidate}; an
   * empty candidate comes after the last.
   */
  interface SignalSender extends BiConsumer<String, String> {}

  /** Who it is meant for. */
  NodeId expected();

  /** Makes the offer. */
  void offer();

  /** Takes the other side's description; on an offer an answer follows. */
  void remote(String type, String sdp);

  /** Takes a candidate of the other side. */
  void remoteCandidate(String candidate);
}
