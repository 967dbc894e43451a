package io.peerloom.core.crypto;

import io.peerloom.core.base.Owner;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import java.util.List;

/**
 * A peer whose card was verified: the keys are bound, the token's chain ends at the root, the id
 * follows from both.
 *
 * @param owner for whom what this peer asks for is counted: all ids of its identity alike
 */
public record ProvedPeer(
    NodeId id, byte[] identityKey, byte[] topicKey, PeerCard card, Owner owner) {
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
