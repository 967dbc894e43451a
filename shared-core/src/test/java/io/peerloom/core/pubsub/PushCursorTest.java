package io.peerloom.core.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Rng;
import io.peerloom.core.id.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Pushes wait for their subscriber, and none is lost. */
@Label("PushCursor")
class PushCursorTest {
  private static final long NOW = 1_700_000_000_000L;
  private static final NodeId SUBSCRIBER = new NodeId(new byte[NodeId.BYTES]);

  private final Coordinator coordinator = Items.coordinator();

  private PushCursor subscribe() {
    Lease lease = new Lease(Items.TOPIC, SUBSCRIBER, new byte[32], NOW, NOW + Lease.LASTS_MILLIS);
    coordinator.subscribe(lease, Items.owner(SUBSCRIBER), false, Limits.MAX_TOPIC_SUBSCRIBERS, NOW);
    return coordinator.cursor(SUBSCRIBER);
  }

  /** Messages come at any time; pushes are answered late, refused or lost, in any order. */
  @Property(tries = 200)
  void everyMessageIsPushedWhateverHappensToPushes(
      @ForAll int seed, @ForAll @IntRange(max = 60) int failingPercent) {
    Rng rng = new Rng(seed);
    Coordinator coordinator = Items.coordinator();
    coordinator.add(Items.indexed(1, 1, NOW));
    Lease lease = new Lease(Items.TOPIC, SUBSCRIBER, new byte[32], NOW, NOW + Lease.LASTS_MILLIS);
    coordinator.subscribe(lease, Items.owner(SUBSCRIBER), false, Limits.MAX_TOPIC_SUBSCRIBERS, NOW);
    PushCursor cursor = coordinator.cursor(SUBSCRIBER);
    record Push(long from, List<IndexedMessage> messages) {}
    List<Push> underWay = new ArrayList<>();
    Set<Bytes> delivered = new TreeSet<>();
    int published = 1;
    long now = 0;
    while (published < 200 || delivered.size() < 199) {
      for (int i = rng.nextInt(6); i > 0 && published < 200; i--) {
        coordinator.add(Items.indexed(1, ++published, NOW));
      }
      while (cursor.mayPush(now)) {
        Coordinator.Batch batch = coordinator.batch(cursor, 10, cursor.pushBytes());
        if (batch.messages().isEmpty()) {
          break;
        }
        underWay.add(new Push(cursor.next(), batch.messages()));
        cursor.pushed(batch.before());
      }
      assertThat(underWay.size()).isLessThanOrEqualTo(PushCursor.WINDOW);
      if (!underWay.isEmpty() && rng.chance(500)) {
        Push push = underWay.remove(rng.nextInt(underWay.size()));
        if (rng.chance(10 * failingPercent)) {
          cursor.failed(push.from, rng.nextInt(50), now);
        } else {
          push.messages.forEach(message -> delivered.add(message.id()));
          cursor.delivered(push.from);
        }
      }
      if (rng.chance(100)) {
        coordinator.forgetPushed();
      }
      now += 100;
      assertThat(now).as("it comes to an end").isLessThan(100_000_000);
    }
    assertThat(delivered).hasSize(199).doesNotContain(Items.indexed(1, 1, NOW).id());
  }

  @Example
  void slowSubscriberCostsNoQueue() {
    PushCursor cursor = subscribe();
    for (int i = 1; i <= 1_000; i++) {
      coordinator.add(Items.indexed(1, i, NOW));
      if (cursor.mayPush(0)) {
        cursor.pushed(coordinator.batch(cursor, 256, PushCursor.MAX_PUSH_BYTES).before());
      }
    }
    assertThat(cursor.next()).as("no more than its window").isEqualTo(PushCursor.WINDOW);
    cursor.delivered(0);
    List<IndexedMessage> together =
        coordinator.batch(cursor, 256, PushCursor.MAX_PUSH_BYTES).messages();
    assertThat(together.size()).as("what waited goes together").isGreaterThan(100);
  }

  @Example
  void afterFailureItPausesAndSendsLess() {
    PushCursor cursor = subscribe();
    coordinator.add(Items.indexed(1, 1, NOW));
    cursor.pushed(1);
    cursor.failed(0, 5_000, 0);
    assertThat(cursor.mayPush(4_999)).isFalse();
    assertThat(cursor.pauseMillis(0)).as("as long as was asked for").isEqualTo(5_000);
    assertThat(cursor.mayPush(5_000)).isTrue();
    assertThat(cursor.next()).isZero();
    assertThat(cursor.pushBytes()).isLessThan(PushCursor.MAX_PUSH_BYTES);
  }

  @Example
  void messageLargerThanOnePushTakesBlocksAndIsNotSkipped() {
    PushCursor cursor = subscribe();
    coordinator.add(Items.indexed(1, 1, NOW));
    Coordinator.Batch batch = coordinator.batch(cursor, 10, 10);
    assertThat(batch.messages()).isEmpty();
    assertThat(batch.before()).isZero();
  }
}
