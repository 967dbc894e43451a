package io.peerloom.core.connection;

import io.peerloom.core.base.ErrorCode;

/** The events of a transport, on its owner's loop: opened once, then messages, closed once. */
public interface TransportEvents {
  /** It can send from now on. Not called for an accepted transport. */
  void opened();

  /** One binary message as the other side sent it; the receiver may keep the array. */
  void received(Lane lane, byte[] message);

  /**
   * It is closed, or could not be opened. A failed dial is TIMEOUT, REFUSED or UNREACHABLE (R12.4).
   *
   * @param reason for the log
   */
  void closed(ErrorCode code, String reason);
}
