package io.peerloom.core.api;

import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Promise;
import java.util.List;
import java.util.function.Consumer;

/**
 * A named topic that remembers its messages until their time to live has passed. What is published
 * is encrypted under the name: only who knows the name can read it (R15.1). A message that cannot
 * be decrypted is left out.
 */
public interface Topic {
  /** The same topic, for messages that are published unencrypted: who stores them can read them. */
  Topic unencrypted();

  /**
   * Publishes a message; fulfilled once enough failure domains hold it. Fails with UNREACHABLE
   * where it got to nobody, with UNKNOWN where it may be kept: published again, it may come twice.
   *
   * @param ttlSeconds 1 to {@link Limits#MAX_TTL_SECONDS}
   */
  default Promise<PublishResult> publish(Value value, int ttlSeconds) {
    return publish(value, ttlSeconds, WhenOffline.REJECT);
  }

  /** The same; with QUEUE it waits on this machine while nobody can be reached, as a put does. */
  Promise<PublishResult> publish(Value value, int ttlSeconds, WhenOffline whenOffline);

  /**
   * Delivers every message once, in each publisher's order: first the history, or what was
   * published since a time, then what is published from now on. Fulfilled when what comes first has
   * been delivered.
   */
  Promise<Subscription> subscribe(SubscribeOptions options, Consumer<TopicMessage> listener);

  /** The same with the whole history, or none. */
  default Promise<Subscription> subscribe(boolean history, Consumer<TopicMessage> listener) {
    return subscribe(SubscribeOptions.history(history), listener);
  }

  /**
   * Shows this peer to whoever else is present on the topic; fulfilled once the others are known,
   * of whom the listener has been told by then. Who knows the topic's name can read the state.
   * Fails with INVALID_REQUEST where this peer is present already, with TOO_LARGE for a state
   * beyond {@link Limits#MAX_PRESENCE_STATE_BYTES}, with UNREACHABLE where nobody could be told,
   * with OVERLOADED where there is no place for more.
   */
  Promise<Presence> present(Value state, PresenceListener listener);

  /**
   * All unexpired messages, oldest first, each publisher's in order. Fails with TOO_LARGE where
   * they have over {@link Limits#MAX_HISTORY_BYTES}: a subscription delivers any history.
   */
  Promise<List<TopicMessage>> history();
}
