package io.peerloom.core.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Rng;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Each message once, each stream in its order, and no gap for ever. */
@Label("StreamOrder")
class StreamOrderTest {
  private static final long NOW = 1_700_000_000_000L;

  private final StreamOrder order = new StreamOrder();

  @Property(tries = 200)
  void everyMessageOnceAndEachStreamInOrder(
      @ForAll int seed, @ForAll @IntRange(min = 1, max = 4) int streams) {
    Rng rng = new Rng(seed);
    StreamOrder order = new StreamOrder();
    List<TopicItem> arriving = new ArrayList<>();
    for (int stream = 0; stream < streams; stream++) {
      for (int sequence = 1; sequence <= 8; sequence++) {
        TopicItem item = Items.item(stream, sequence, NOW);
        arriving.add(item);
        if (rng.chance(300)) {
          arriving.add(item);
        }
      }
    }
    rng.shuffle(arriving);
    List<TopicItem> delivered = new ArrayList<>();
    for (TopicItem item : arriving) {
      delivered.addAll(order.arrived(item, 0));
    }
    assertThat(delivered).hasSize(8 * streams);
    assertThat(order.hasGap()).isFalse();
    for (int stream = 0; stream < streams; stream++) {
      TopicItem any = Items.item(stream, 1, NOW);
      assertThat(
              delivered.stream()
                  .filter(item -> item.stream().equals(any.stream()))
                  .map(TopicItem::sequence))
          .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    }
  }

  @Example
  void aGapHoldsBackForLongerWhereNobodyCouldBeAskedToFillIt() {
    order.arrived(Items.item(1, 1, NOW), 0);
    order.arrived(Items.item(1, 3, NOW), 100);
    long late = 100 + StreamOrder.UNREAD_GAP_MILLIS;
    assertThat(order.overdue(late - 1, 99)).isEmpty();
    assertThat(order.overdue(late, 99)).hasSize(1);
  }

  @Example
  void aGapHoldsBackForAWhileAndNoLonger() {
    order.arrived(Items.item(1, 1, NOW), 0);
    assertThat(order.arrived(Items.item(1, 3, NOW), 100)).isEmpty();
    assertThat(order.arrived(Items.item(1, 5, NOW), 200)).isEmpty();
    long read = 100 + StreamOrder.GAP_MILLIS;
    assertThat(order.overdue(read, read - 1)).isEmpty();
    assertThat(order.hasGap()).isTrue();
    assertThat(order.overdue(read, read)).hasSize(2);
    assertThat(order.hasGap()).isFalse();
    assertThat(order.arrived(Items.item(1, 2, NOW), 9_000)).as("too late").isEmpty();
    assertThat(order.arrived(Items.item(1, 6, NOW), 9_000)).hasSize(1);
  }

  @Example
  void aHistoryMayBeginAnywhere() {
    assertThat(order.remembered(Items.item(1, 5, NOW), 0, false)).hasSize(1);
    assertThat(order.remembered(Items.item(1, 6, NOW), 0, false)).hasSize(1);
    assertThat(order.arrived(Items.item(1, 7, NOW), 0)).hasSize(1);
    assertThat(order.arrived(Items.item(1, 4, NOW), 0)).isEmpty();
  }

  /** One that lives long may have been published after one that lived briefly. */
  @Example
  void whatIsMissingInAnOldHistoryHoldsNothingBack() {
    assertThat(order.remembered(Items.item(1, 1, NOW), 0, true)).hasSize(1);
    assertThat(order.remembered(Items.item(1, 3, NOW), 0, true)).hasSize(1);
    assertThat(order.remembered(Items.item(1, 5, NOW), 0, false)).as("may still come").isEmpty();
    assertThat(order.arrived(Items.item(1, 4, NOW), 0)).hasSize(2);
  }

  @Example
  void oneStreamsGapHoldsNoOtherBack() {
    order.arrived(Items.item(1, 1, NOW), 0);
    order.arrived(Items.item(1, 3, NOW), 0);
    assertThat(order.arrived(Items.item(2, 1, NOW), 0)).hasSize(1);
  }

  @Example
  void whatIsHeldBackIsBounded() {
    order.arrived(Items.item(1, 1, NOW), 0);
    int delivered = 0;
    for (int sequence = 3; sequence < 1_000; sequence++) {
      delivered += order.arrived(Items.item(1, sequence, NOW), 0).size();
    }
    assertThat(delivered).isGreaterThan(700);
  }

  @Example
  void whatWaitsIsBoundedInBytesOverAllStreams() {
    long waiting = 0;
    for (int sequence = 2; sequence < 100; sequence++) {
      for (int stream = 0; stream < 100; stream++) {
        TopicItem item = Items.item(stream, sequence, NOW);
        waiting += item.encoded().length;
        for (TopicItem delivered : order.arrived(item, 0)) {
          waiting -= delivered.encoded().length;
        }
      }
    }
    assertThat(waiting).isBetween(1L, (long) StreamOrder.MAX_HELD_BYTES);
  }
}
