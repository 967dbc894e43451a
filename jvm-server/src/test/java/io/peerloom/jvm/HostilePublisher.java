package io.peerloom.jvm;

import io.peerloom.core.api.PutOptions;
import io.peerloom.core.api.Value;
import java.util.concurrent.CompletableFuture;

/** A peer whose program keeps to no rule that only its own side can check. */
public final class HostilePublisher {
  private HostilePublisher() {}

  /** Stores a value as it is. */
  public static CompletableFuture<?> put(JvmPeer by, String name, Value value) {
    return by.call(() -> by.peer().put(name, value, PutOptions.open()));
  }

  /** Publishes a message as it is. */
  public static CompletableFuture<?> publish(JvmPeer by, String topic, Value value) {
    return by.call(() -> by.peer().topic(topic).publish(value, 60));
  }
}
