package io.peerloom.core.crypto;

import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import java.util.List;

/**
 * A peer whose card was verified: the keys are bound, the token's chain ends at the root, the id
 * follows from both.
 */
public record ProvedPeer(NodeId id, byte[] identityKey, byte[] topicKey, PeerCard card) {
  public PeerKind kind() {
    return card.kind();
  }

  public boolean active() {
    return card.active();
  }

  public List<String> addresses() {
    return card.addresses();
  }
}
