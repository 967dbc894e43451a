package io.peerloom.core.api;

import java.util.function.Consumer;

/**
 * How a topic is subscribed to.
 *
 * @param since messages published before that are not delivered, in milliseconds since 1970; 0 for
 *     the whole history, {@link Long#MAX_VALUE} for none of it
 * @param onGap is told of messages that are missing, before the next one of their stream
 */
public record SubscribeOptions(long since, Consumer<TopicGap> onGap) {
  /** The whole history first, or only what is published from now on. */
  public static SubscribeOptions history(boolean whole) {
    return since(whole ? 0 : Long.MAX_VALUE);
  }

  /** First what was published since then, in milliseconds since 1970. */
  public static SubscribeOptions since(long millis) {
    return new SubscribeOptions(millis, gap -> {});
  }
}
