package io.peerloom.core.api;

/** A running subscription. */
public interface Subscription {
  /** Ends it; no message is delivered afterwards. Idempotent. */
  void close();

  /**
   * Until when everything acknowledged that had not expired has been delivered, in milliseconds
   * since 1970 by the network's time; 0 before that is known. It follows the present within two
   * minutes, and within seconds after a sleep.
   */
  long completeUntil();

  /**
   * Runs something once no message is delivered any more, because it was closed or the peer has
   * left; at once where that is so already. On the peer's loop.
   */
  void onEnd(Runnable action);
}
