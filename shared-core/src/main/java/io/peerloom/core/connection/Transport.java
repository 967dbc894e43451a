package io.peerloom.core.connection;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Owner;

/**
 * A message pipe that an adapter opened: a WebSocket, or a pair of data channels. Messages of one
 * lane arrive whole, in order, once. All calls are made on the peer's loop.
 */
public interface Transport {
  /** Sends one binary message; never blocks, never throws. After {@link #close} it does nothing. */
  void send(Lane lane, byte[] message);

  /**
   * For whom it is counted until the other end is proved: the prefixes of its address. All whose
   * address is not known count as one.
   */
  default Owner owner() {
    return Owner.of(Bytes.wrap(new byte[0]));
  }

  /**
   * The other end is proved: longer messages may be read, and more of them before they are used.
   */
  default void proved() {}

  /**
   * The other end has asked what it came for and waits for its answer, whatever others do: whoever
   * answers bounds how many wait. Until then it may give way to others.
   */
  default void asked() {}

  /** Bytes accepted by {@link #send} that have not left this machine, as far as is known. */
  int bufferedBytes();

  /** The other end is slow: whoever carries the messages is probed, if another peer does. */
  default void suspect() {}

  /** Whether a peer that carries the messages was slow, and has not yet answered a probe. */
  default boolean isSuspect() {
    return false;
  }

  /**
   * Closes it, after what was sent before if the platform allows that. Idempotent. Leads to one
   * {@code closed} event.
   */
  void close(ErrorCode code, String reason);
}
