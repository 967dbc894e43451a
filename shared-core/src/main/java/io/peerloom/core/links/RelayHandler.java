package io.peerloom.core.links;

import io.peerloom.core.connection.Link;
import io.peerloom.core.wire.RelayMessage;

/** Receives what belongs to relayed links, from the link over which it arrived. */
public interface RelayHandler {
  /** A frame, or the end of a channel. */
  void received(Link over, RelayMessage message);
}
