package io.peerloom.core.connection;

/** Opens WebSockets. */
public interface WebSocketPort {
  /** The most bytes of one WebSocket message; adapters close a socket that exceeds it. */
  int MAX_MESSAGE_BYTES = 1 << 20;

  /**
   * Dials a {@code ws:} or {@code wss:} address. An attempt that is not open after 10 s ends as
   * TIMEOUT. A malformed address ends as INVALID_REQUEST. No event is delivered inside this call.
   */
  Transport dial(String url, TransportEvents events);

  /** How links over WebSockets without TLS are authenticated; null where they are not. */
  default FrameSeal.Factory seals() {
    return null;
  }

  /** The pace of the whole process for handshakes of strangers; null where there is none. */
  default HandshakePace handshakePace() {
    return null;
  }
}
