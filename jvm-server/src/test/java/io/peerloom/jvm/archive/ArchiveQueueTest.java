package io.peerloom.jvm.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.api.TopicMessage;
import io.peerloom.core.api.Value;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ArchiveQueueTest {
  private final ArchiveQueue queue = new ArchiveQueue();

  private static TopicMessage message(String id) {
    return new TopicMessage(id, "publisher", 1, 1, 2, Value.text(id));
  }

  @Test
  void refusedMessagesAreSetAsideAndKept() {
    queue.add(message("a"));
    queue.refused(queue.next());
    assertThat(queue.isAside()).isTrue();
    assertThat(queue.begin(new HashSet<>(), 0)).isEmpty();
    assertThat(queue.add(message("a"))).isFalse();
    queue.complete(100);
    assertThat(queue.completeUntil()).isZero();
    queue.retryRefused();
    assertThat(queue.isAside()).isFalse();
    assertThat(queue.next()).isEqualTo(1);
    queue.refused(1);
    assertThat(queue.begin(Set.of("a"), 0)).containsExactly(1L);
    assertThat(queue.expire(1)).isEmpty();
    assertThat(queue.expire(3)).containsExactly(message("a"));
    assertThat(queue.isRefused()).isFalse();
    assertThat(queue.size()).isZero();
  }

  @Test
  void completeOnceAllBeforeIsStored() {
    queue.add(message("a"));
    queue.add(message("b"));
    queue.complete(100);
    queue.add(message("c"));
    assertThat(queue.completeUntil()).isZero();
    queue.stored(2);
    assertThat(queue.completeUntil()).isZero();
    queue.stored(1);
    assertThat(queue.completeUntil()).isEqualTo(100);
    queue.complete(200);
    assertThat(queue.completeUntil()).isEqualTo(100);
    queue.stored(3);
    assertThat(queue.completeUntil()).isEqualTo(200);
  }

  @Test
  void failedAppendsAreRepeatedUnlessFound() {
    queue.add(message("a"));
    queue.add(message("b"));
    queue.failed(queue.next());
    queue.failed(queue.next());
    assertThat(queue.next()).isZero();
    assertThat(queue.repeat(Set.of("a"))).containsExactly(1L);
    assertThat(queue.stored(1)).isEqualTo(message("a"));
    assertThat(queue.isFailing()).isTrue();
    assertThat(queue.next()).isEqualTo(2);
    queue.stored(2);
    assertThat(queue.isFailing()).isFalse();
    assertThat(queue.size()).isZero();
  }

  @Test
  void lateAnswerStillCounts() {
    queue.add(message("a"));
    long number = queue.next();
    queue.failed(number);
    queue.repeat(Set.of());
    queue.stored(number);
    assertThat(queue.next()).isZero();
    assertThat(queue.stored(number)).isNull();
  }

  @Test
  void completenessNeverGoesBack() {
    queue.begin(new HashSet<>(), 500);
    queue.complete(400);
    assertThat(queue.completeUntil()).isEqualTo(500);
  }
}
