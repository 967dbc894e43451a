package io.peerloom.core.membership;

import io.peerloom.core.base.Env;
import io.peerloom.core.connection.Transport;
import io.peerloom.core.connection.TransportEvents;
import io.peerloom.core.connection.WebSocketPort;
import java.util.List;

/**
 * The public front door (R11): passes a newcomer's request on to a bridge and its answer back, and
 * keeps nothing.
 */
public final class BootstrapServer {
  /**
   * A front door.
   *
   * @param bridges WebSocket addresses of bridges, asked in turn
   */
  public BootstrapServer(List<String> bridges, Env env, WebSocketPort webSockets) {}

  /** Hands in a newcomer's socket; the server closes it after the answer. */
  public TransportEvents accept(Transport transport, String remoteAddress) {
    throw new IllegalStateException("in the making");
  }
}
