package io.peerloom.jvm.archive;

import static io.peerloom.jvm.archive.ArchiveWorld.LARGE;
import static io.peerloom.jvm.archive.ArchiveWorld.MINUTE;
import static io.peerloom.jvm.archive.ArchiveWorld.SMALL;
import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.api.Subscription;
import io.peerloom.core.api.TopicMessage;
import io.peerloom.core.api.Value;
import io.peerloom.core.base.Rng;
import io.peerloom.jvm.limits.ServerLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the subscription delivers in the moment in which it is asked how complete it is. */
final class CompletenessClaimTest {
  private static final long NOW = 1_700_000_000_000L;
  private static final long CLAIM = NOW + 1;

  private final Rng rng = new Rng(7);
  private final VirtualLoops time = new VirtualLoops(rng, NOW);
  private final FakeArchive archive = new FakeArchive(time, rng);
  private Consumer<TopicMessage> listener;
  private int delivered;
  private int left;

  /** A subscription that delivers so many messages just before it claims to have done so. */
  private TopicArchiver following(int count, byte[] bytes) {
    left = count;
    Subscription subscription =
        new Subscription() {
          @Override
          public void close() {}

          @Override
          public long completeUntil() {
            while (left > 0) {
              left--;
              deliver(bytes);
            }
            return CLAIM;
          }

          @Override
          public void onEnd(Runnable action) {}
        };
    TopicArchiver archiver =
        new TopicArchiver(
            (options, to) -> {
              CompletableFuture<Subscription> first = new CompletableFuture<>();
              if (listener == null) {
                listener = to;
                first.complete(subscription);
              }
              return first;
            },
            "topic",
            archive,
            TopicArchiver.WHOLE,
            time.newLoop());
    archiver.start();
    return archiver;
  }

  private void deliver(byte[] bytes) {
    delivered++;
    listener.accept(
        new TopicMessage("id" + delivered, "me", delivered, NOW, 2 * NOW, Value.bytes(bytes)));
  }

  @Test
  void countsWithTheLastMessageOnly() {
    TopicArchiver archiver = following(1, SMALL);
    time.runFor(500);
    archive.away = true;
    time.runFor(MINUTE);
    assertThat(archiver.status().waiting()).isEqualTo(1);
    assertThat(archiver.status().completeUntil()).isZero();
    archive.away = false;
    time.runFor(MINUTE);
    assertThat(archiver.status().completeUntil()).isEqualTo(CLAIM);
  }

  @Test
  void knownMessagesDoNotCountAsWaiting() {
    int many = 3 * ServerLimits.MAX_ARCHIVE_BYTES / LARGE.length;
    for (int i = 1; i <= many; i++) {
      TopicMessage known = new TopicMessage("id" + i, "me", i, NOW, 2 * NOW, Value.bytes(SMALL));
      archive.append(new TopicArchive.Entry("topic", known, 0));
    }
    time.runFor(MINUTE);
    TopicArchiver archiver = following(many, LARGE);
    time.runFor(MINUTE);
    assertThat(archiver.status().skipped()).isEqualTo(many);
    assertThat(archiver.status().completeUntil()).isEqualTo(CLAIM);
    assertThat(archiver.status().live()).isTrue();
  }

  @Test
  void manyArchiversCloseTogether() {
    List<TopicArchiver> archivers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      archivers.add(following(1, SMALL));
    }
    // In virtual time, which stands still, none of them ever stops by itself.
    long before = System.nanoTime();
    TopicArchiver.closeAll(archivers);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(6));
    archivers.forEach(each -> assertThat(each.ended()).isCompleted());
  }

  @Test
  void isNotBelievedWhereMessagesWereLeft() {
    int tooMany = 1 + ServerLimits.MAX_ARCHIVE_BYTES / LARGE.length;
    TopicArchiver archiver = following(tooMany, LARGE);
    time.runFor(MINUTE);
    assertThat(archive.kept()).hasSizeBetween(1, tooMany - 1);
    assertThat(archiver.status().waiting()).isZero();
    assertThat(archiver.status().completeUntil()).isZero();
  }
}
