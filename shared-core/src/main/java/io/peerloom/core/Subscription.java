package io.peerloom.core;

/** A running subscription. */
public interface Subscription {
  /** Ends it; no message is delivered afterwards. Idempotent. */
  void close();
}
