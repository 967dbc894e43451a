package io.peerloom.jvm.archive;

import io.peerloom.core.api.TopicMessage;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Where the messages of topics are kept for longer than the topics remember them: the port behind
 * which there is NATS JetStream, or anything else that appends and tells what it has. Safe to use
 * from any thread.
 *
 * <p>Futures fail with {@link io.peerloom.core.base.PeerloomException}, whose message is a sentence
 * for the operator. All failures count as passing: {@link TopicArchiver} tries again for as long as
 * it runs.
 */
public interface TopicArchive extends AutoCloseable {
  /** The most ids that {@link #stored} returns. */
  int MAX_STORED_IDS = 400_000;

  /** How far the clocks of publishers, of an archive and of this machine may differ. */
  int SKEW_MILLIS = 600_000;

  /**
   * A message to keep.
   *
   * @param topic the topic's name
   * @param completeUntil until when the archive had everything of the topic before this message, in
   *     milliseconds since 1970 by the network's time; 0 for unknown
   */
  record Entry(String topic, TopicMessage message, long completeUntil) {}

  /**
   * Appends a message; complete once it is stored durably. After a failure it may be stored or not,
   * and is appended again: an archive that can stores one id once. TOO_LARGE says that only this
   * message is refused; after any other failure the caller pauses.
   */
  CompletableFuture<Void> append(Entry entry);

  /**
   * The latest {@link Entry#completeUntil} of the topic that is stored, or an earlier one; 0 where
   * none is known.
   */
  CompletableFuture<Long> completeUntil(String topic);

  /**
   * The ids of the topic's messages that were stored at that time or later, by the archive's clock;
   * where they are more than {@link #MAX_STORED_IDS}, the newest. What is missing may be appended
   * again.
   *
   * @param since in milliseconds since 1970
   * @param alive those that had expired by that time are left out; 0 for none
   * @return a set that the caller may change
   */
  CompletableFuture<Set<String>> stored(String topic, long since, long alive);

  /** Where the messages of a topic go, for log and metrics: without secrets, another per topic. */
  String address(String topic);

  /** Ends it; what is being appended fails or completes. Idempotent. */
  @Override
  void close();
}
