package io.peerloom.jvm.archive;

import io.peerloom.core.base.Limits;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * What an archive has of a topic, as far as an archiver has to know.
 *
 * @param completeUntil until when it has everything, in milliseconds since 1970; 0 for unknown
 * @param since from when the topic is to be read
 * @param ids of messages that are not to be appended again
 */
record ArchiveContents(long completeUntil, long since, Set<String> ids) {
  /** Asks an archive. */
  static CompletableFuture<ArchiveContents> read(
      TopicArchive archive, String topic, long marginMillis, long now) {
    return archive
        .completeUntil(topic)
        .thenCompose(
            claim -> {
              long until = believable(claim, now);
              long since = until == 0 ? 0 : Math.max(0, Math.min(until, now) - marginMillis);
              long alive = now - TopicArchive.SKEW_MILLIS;
              long oldest = alive - Limits.MAX_TTL_SECONDS * 1000L;
              return archive
                  .stored(topic, Math.max(since - TopicArchive.SKEW_MILLIS, oldest), alive)
                  .thenApply(ids -> new ArchiveContents(until, since, ids));
            });
  }

  /** Whoever may write to the archive can claim any time: one from the future is none. */
  private static long believable(long until, long now) {
    return until > now + TopicArchive.SKEW_MILLIS ? 0 : until;
  }
}
