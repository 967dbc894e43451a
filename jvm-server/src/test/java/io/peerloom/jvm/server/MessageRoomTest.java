package io.peerloom.jvm.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.jvm.limits.ServerLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What clients have not read yet is bounded in all. */
class MessageRoomTest {
  private final MessageRoom room = new MessageRoom(2 * ServerLimits.HEAP_BYTES_OF_HISTORY);
  private final List<CompletableFuture<String>> read = new ArrayList<>();

  private CompletableFuture<String> history() {
    return room.inTurn(
        () -> {
          read.add(new CompletableFuture<>());
          return read.get(read.size() - 1);
        });
  }

  @Test
  void roomThatIsGivenBackIsTakenAgain() {
    long most = 2 * ServerLimits.HEAP_BYTES_OF_HISTORY / ServerLimits.HEAP_PART_OF_MESSAGES;
    assertThat(room.take(most - 1)).isTrue();
    assertThat(room.take(2)).isFalse();
    assertThat(room.take(1)).isTrue();
    assertThat(room.take(-2)).isTrue();
    assertThat(room.take(2)).isTrue();
  }

  @Test
  void asManyHistoriesAreReadAsTheHeapHolds() {
    CompletableFuture<String> first = history();
    CompletableFuture<String> second = history();
    CompletableFuture<String> third = history();
    assertThat(read).hasSize(2);
    read.get(1).completeExceptionally(new IllegalStateException());
    assertThat(second).isCompletedExceptionally();
    assertThat(read).hasSize(3);
    read.get(2).complete("third");
    read.get(0).complete("first");
    assertThat(third).isCompletedWithValue("third");
    assertThat(first).isCompletedWithValue("first");
  }

  @Test
  void whoGaveUpWaitingIsPassedOver() {
    history();
    history();
    CompletableFuture<String> impatient = history();
    CompletableFuture<String> patient = history();
    impatient.cancel(false);
    read.get(0).complete("first");
    assertThat(read).hasSize(3);
    read.get(2).complete("last");
    assertThat(patient).isCompletedWithValue("last");
    read.get(1).complete("second");
    history();
    history();
    assertThat(read).hasSize(5);
  }
}
