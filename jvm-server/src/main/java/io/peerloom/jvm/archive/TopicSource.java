package io.peerloom.jvm.archive;

import io.peerloom.core.api.SubscribeOptions;
import io.peerloom.core.api.Subscription;
import io.peerloom.core.api.TopicMessage;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Where the messages of a topic come from. */
interface TopicSource {
  /** As {@link io.peerloom.jvm.JvmTopic#subscribe}; the listener is called on another loop. */
  CompletableFuture<Subscription> subscribe(
      SubscribeOptions options, Consumer<TopicMessage> listener);
}
