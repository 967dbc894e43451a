package io.peerloom.core.connection;

import io.peerloom.core.base.ErrorCode;

/**
 * What a transport tells its owner, on the owner's loop: opened once, then messages, closed once.
 */
public interface TransportEvents {
  /** It can send from now on. Not called for a transport that was accepted. */
  void opened();

  /** One binary message as the other side sent it; the receiver may keep the array. */
  void received(Lane lane, byte[] message);

  /**
   * It is gone, or never came. A failed dial is TIMEOUT, REFUSED or UNREACHABLE (R12.4).
   *
   * @param reason for the log
   */
  void closed(ErrorCode code, String reason);
}
