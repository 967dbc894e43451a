package io.peerloom.core.api;

import io.peerloom.core.base.Promise;

/** Takes what other peers send to this one alone. */
@FunctionalInterface
public interface MessageListener {
  /**
   * Takes bytes, in the order they were sent. Who sent them learns that they were taken when the
   * promise is fulfilled, at once where it is null; that they were not, as REFUSED, when it fails
   * or this throws; TIMEOUT after 30 s. Each message comes once.
   */
  Promise<?> received(String fromId, byte[] bytes);
}
