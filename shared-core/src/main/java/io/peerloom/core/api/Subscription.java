package io.peerloom.core.api;

/** A running subscription. */
public interface Subscription {
  /** Ends it; no message is delivered afterwards. Idempotent. */
  void close();

  /**
   * Runs something once no message is delivered any more, because it was closed or the peer has
   * left; at once where that is so already. On the peer's loop.
   */
  void onEnd(Runnable action);
}
