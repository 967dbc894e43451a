package io.peerloom.core.links;

import io.peerloom.core.base.BoundedMap;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.connection.Link;
import io.peerloom.core.connection.PerfectNegotiation;
import io.peerloom.core.connection.TransportKind;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.id.NodeId;

/**
 * Decides which of two connections to one peer stays: a direct one before a relayed one (DESIGN 17)
 * unless it is under suspicion, and of two alike that crossed, the one dialled by the larger id
 * (R9.2, R9.3). Both ends decide the same.
 */
final class LinkPrecedence {
  /** Connections between their proof and their opening that may replace a link in doubt. */
  private static final int MAX_ALLOWED = 64;

  private final NodeId self;

  /**
   * Which link under suspicion a connection was allowed to replace. It may, also where that link
   * answered meanwhile: the other end may have replaced it already.
   */
  private final BoundedMap<Link, Link> allowed = new BoundedMap<>(MAX_ALLOWED);

  LinkPrecedence(NodeId self) {
    this.self = self;
  }

  /** Whether the other end of a link is the same start of a peer. */
  static boolean isSameProcess(Link link, ProvedPeer peer) {
    return Bytes.equal(link.peer().card().boot(), peer.card().boot());
  }

  /** Whether a connection whose other end is proved may take the place of a link to it. */
  boolean mayReplace(Link existing, Link link, ProvedPeer peer) {
    if (!isSameProcess(existing, peer)) {
      return true;
    }
    if (existing.transport().isDirect() && !link.transport().isDirect()) {
      if (existing.isSuspect()) {
        allowed.put(link, existing);
      }
      return existing.isSuspect();
    }
    if (link.transport().isDirect() && !existing.transport().isDirect()) {
      return true;
    }
    boolean sameSide = existing.isDialler() == link.isDialler();
    return link.transport() == TransportKind.WEBRTC
        || (sameSide ? !link.isDialler() || existing.isSuspect() : winsGlare(link, peer.id()));
  }

  /**
   * Whether a connection that opens loses to the existing link after all, because both opened while
   * the last message of one was in flight. Both sides must keep the same of the two, or each closes
   * what the other keeps.
   */
  boolean losesTo(Link old, Link link) {
    if (old == null || allowed.remove(link) == old || !isSameProcess(old, link.peer())) {
      return false;
    }
    if (old.transport().isDirect() != link.transport().isDirect()) {
      return old.transport().isDirect();
    }
    return link.transport() != TransportKind.WEBRTC
        && old.isDialler() != link.isDialler()
        && !winsGlare(link, link.peerId());
  }

  private boolean winsGlare(Link link, NodeId other) {
    return link.isDialler() != PerfectNegotiation.polite(self, other);
  }
}
