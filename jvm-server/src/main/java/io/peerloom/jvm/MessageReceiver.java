package io.peerloom.jvm;

import java.util.concurrent.CompletionStage;

/** Takes what other peers send to this one alone. */
@FunctionalInterface
public interface MessageReceiver {
  /**
   * Takes bytes, in the order they were sent, on the peer's loop; work that takes long belongs on
   * an executor. Who sent them learns that they were taken when the stage completes, at once where
   * it is null; that they were not, as REFUSED, when it fails or this throws; TIMEOUT after 30 s.
   * Each message comes once.
   */
  CompletionStage<?> received(String fromId, byte[] bytes);
}
