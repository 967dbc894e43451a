package io.peerloom.jvm;

import java.util.concurrent.CompletionStage;

/** Receives the messages that other peers send to this one. */
@FunctionalInterface
public interface MessageReceiver {
  /**
   * Receives bytes, in the order they were sent, on the peer's loop; long work belongs on an
   * executor. The sender learns that they were accepted when the stage completes, or at once if it
   * is null. Its send fails with REFUSED if the stage fails or this throws, and with TIMEOUT after
   * 30 s. Each message is delivered once.
   */
  CompletionStage<?> received(String fromId, byte[] bytes);
}
