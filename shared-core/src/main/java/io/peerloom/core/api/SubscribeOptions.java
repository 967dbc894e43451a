package io.peerloom.core.api;

import java.util.function.Consumer;

/**
 * How a topic is subscribed to.
 *
 * @param since messages published before that are not delivered, in milliseconds since 1970; 0 for
 *     the whole history, {@link Long#MAX_VALUE} for none of it
 * @param after the id of a message that is not delivered; null for none
 * @param onGap is told of messages that are missing, before the next one of their stream
 */
public record SubscribeOptions(long since, String after, Consumer<TopicGap> onGap) {
  /** Without a message that is left out. */
  public SubscribeOptions(long since, Consumer<TopicGap> onGap) {
    this(since, null, onGap);
  }

  /** The whole history first, or only what is published from now on. */
  public static SubscribeOptions history(boolean whole) {
    return since(whole ? 0 : Long.MAX_VALUE);
  }

  /** First what was published since then, in milliseconds since 1970. */
  public static SubscribeOptions since(long millis) {
    return new SubscribeOptions(millis, gap -> {});
  }

  /**
   * First what was published since a message, without that, by the dates that publishers signed:
   * one whose clock is behind may have published another before it.
   */
  public static SubscribeOptions after(TopicMessage message) {
    return new SubscribeOptions(message.publishedAt(), message.id(), gap -> {});
  }
}
