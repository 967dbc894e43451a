package io.peerloom.core.pubsub;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.id.NodeId;
import java.util.List;

/**
 * Assigns a peer to one of some others, by the highest hash of both ids: all who know the same
 * peers agree without communicating, and who was assigned to one that is gone is spread over the
 * rest (rendezvous hashing, Thaler and Ravishankar, 1998; R17.3).
 */
final class Rendezvous {
  private Rendezvous() {}

  /** Whom of some a peer is assigned to; null if there is nobody. */
  static NodeId assigned(Hash hash, List<NodeId> among, NodeId peer) {
    NodeId highest = null;
    byte[] most = null;
    for (NodeId each : among) {
      byte[] weight = hash.sha256(each.bytes(), peer.bytes());
      if (most == null || Bytes.compare(weight, most) > 0) {
        highest = each;
        most = weight;
      }
    }
    return highest;
  }
}
