package io.peerloom.core.data.client;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.data.Neighbourhood;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.routing.IdentityPlaces;
import io.peerloom.core.wire.Message;
import java.util.List;

/** Finds holders for a writer and sends requests to them. */
public interface HolderAccess {
  /** Sends a request to a peer, as {@code OverlayNetwork.request} does. */
  Promise<Message> request(NodeId target, Message body, int timeoutMillis);

  /** Whether a peer is linked, so that long messages reach it. */
  boolean isLinked(NodeId id);

  /** Whether a peer is known to be a node, which stays longer than a browser peer. */
  boolean isNode(NodeId id);

  /**
   * The peers that should hold a record and some more, closest first.
   *
   * @param verified whether by a verified lookup, which is slower
   */
  Promise<List<NodeId>> places(Key key, boolean verified);

  /** Whether this peer is proved to be linked to all peers, so that a lookup adds nobody. */
  default boolean isLinkedToAll() {
    return false;
  }

  /** Who comes first where many want few places. */
  IdentityPlaces order();

  /** Which of the nearest decide about the value of a slot; see {@link Neighbourhood#voters}. */
  default List<NodeId> voters(List<NodeId> nearest) {
    return Neighbourhood.voters(nearest, this::isNode);
  }

  /** A message too long to be routed has not arrived. */
  default PeerloomException asAnswered(NodeId id, PeerloomException e) {
    return e.code() == ErrorCode.TOO_LARGE && !isLinked(id)
        ? new PeerloomException(ErrorCode.UNREACHABLE, "needs a link: " + e.getMessage())
        : e;
  }

  static HolderAccess of(OverlayNetwork overlay, HolderFinder finder) {
    return new HolderAccess() {
      @Override
      public Promise<Message> request(NodeId target, Message body, int timeoutMillis) {
        return overlay.request(target, body, timeoutMillis);
      }

      @Override
      public boolean isLinked(NodeId id) {
        return overlay.isLinked(id);
      }

      @Override
      public boolean isLinkedToAll() {
        return finder.isLinkedToAll();
      }

      @Override
      public IdentityPlaces order() {
        return overlay.places();
      }

      @Override
      public boolean isNode(NodeId id) {
        return finder.isNode(id);
      }

      @Override
      public Promise<List<NodeId>> places(Key key, boolean verified) {
        return verified ? finder.candidates(key, true) : finder.places(key);
      }
    };
  }
}
