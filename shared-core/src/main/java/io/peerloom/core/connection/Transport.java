package io.peerloom.core.connection;

import io.peerloom.core.base.ErrorCode;

/**
 * A message pipe that an adapter opened: a WebSocket, or a pair of data channels. Messages of one
 * lane arrive whole, in order, once. All calls are made on the peer's loop.
 */
public interface Transport {
  /** Sends one binary message; never blocks, never throws. After {@link #close} it does nothing. */
  void send(Lane lane, byte[] message);

  /** Bytes accepted by {@link #send} that have not left this machine, as far as is known. */
  int bufferedBytes();

  /**
   * Closes it, after what was sent before if the platform allows that. Idempotent. Leads to one
   * {@code closed} event.
   */
  void close(ErrorCode code, String reason);
}
