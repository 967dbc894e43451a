package io.peerloom.core.connection;

/**
 * The pace at which all peers of a process together carry out steps of handshakes that strangers
 * begin: they share its processors.
 */
public interface HandshakePace {
  /**
   * Reserves a step for a peer, which has at most one that it has not carried out: so they take
   * turns. Returns the milliseconds until then.
   */
  int reserve();
}
