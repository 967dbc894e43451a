package io.peerloom.core.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Rng;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Each stream in its order, no gap for ever, and nothing discarded. */
@Label("StreamOrder")
class StreamOrderTest {
  private static final long NOW = 1_700_000_000_000L;

  private final StreamOrder order = new StreamOrder(Items::publisher);

  @Property(tries = 200)
  void everyMessageOnceAndEachStreamInOrder(
      @ForAll int seed, @ForAll @IntRange(min = 1, max = 4) int streams) {
    Rng rng = new Rng(seed);
    StreamOrder order = new StreamOrder(Items::publisher);
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
    MessageCollection seen = new MessageCollection(Items.HASH);
    List<TopicItem> delivered = new ArrayList<>();
    for (TopicItem item : arriving) {
      if (!seen.contains(item)) {
        seen.add(IndexedMessage.of(item));
        delivered.addAll(order.arrived(item, 0).ready());
      }
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

  private List<Long> arrive(int stream, int sequence, long now) {
    return sequences(order.arrived(Items.item(stream, sequence, NOW), now).ready());
  }

  private List<Long> remember(int sequence, boolean settled) {
    return sequences(order.remembered(Items.item(1, sequence, NOW), 0, settled).ready());
  }

  private static List<Long> sequences(List<TopicItem> items) {
    return items.stream().map(TopicItem::sequence).toList();
  }

  /**
   * Pushes are lost in any way, and all the history has is read again after each: nothing lacks.
   */
  @Property(tries = 200)
  void whatIsReadAgainIsDeliveredInOrderHoweverMuchWasLost(
      @ForAll int seed, @ForAll @IntRange(min = 1, max = 60) int lossPercent) {
    Rng rng = new Rng(seed);
    StreamOrder order = new StreamOrder(Items::publisher);
    MessageCollection seen = new MessageCollection(Items.HASH);
    List<TopicItem> history = new ArrayList<>();
    List<Long> delivered = new ArrayList<>();
    for (int sequence = 1; sequence <= 300; sequence++) {
      TopicItem item = Items.item(1, sequence, NOW);
      history.add(item);
      List<TopicItem> coming = new ArrayList<>();
      if (!rng.chance(10 * lossPercent)) {
        coming.add(item);
      }
      if (rng.chance(30) || sequence == 300) {
        coming.addAll(history);
        rng.shuffle(coming);
      }
      for (TopicItem each : coming) {
        if (!seen.contains(each)) {
          seen.add(IndexedMessage.of(each));
          StreamOrder.Outcome outcome = order.arrived(each, 0);
          outcome.returned().forEach(back -> seen.remove(IndexedMessage.of(back)));
          delivered.addAll(sequences(outcome.ready()));
        }
      }
    }
    assertThat(delivered).hasSize(300).isSorted().doesNotHaveDuplicates();
  }

  @Example
  void gapOfAnySizeIsFilledBeforeTheStreamGoesOn() {
    arrive(1, 1, 0);
    for (int sequence = 2_002; sequence <= 4_000; sequence++) {
      assertThat(arrive(1, sequence, 0)).isEmpty();
    }
    int delivered = 0;
    for (int sequence = 2; sequence <= 2_001; sequence++) {
      delivered += arrive(1, sequence, 1).size();
    }
    assertThat(delivered).isEqualTo(3_999);
    assertThat(order.hasGap()).isFalse();
  }

  @Example
  void gapLastsLongerWhereNobodyCouldBeAsked() {
    arrive(1, 1, 0);
    arrive(1, 3, 100);
    long late = 100 + StreamOrder.UNREAD_GAP_MILLIS;
    assertThat(order.overdue(late - 1, 99).ready()).isEmpty();
    assertThat(order.overdue(late, 99).ready()).hasSize(1);
  }

  @Example
  void gapIsPassedOnceMostProvedThatTheyLackIt() {
    arrive(1, 1, 0);
    assertThat(arrive(1, 3, 100)).isEmpty();
    assertThat(arrive(1, 5, 200)).isEmpty();
    long read = 100 + StreamOrder.GAP_MILLIS;
    assertThat(order.overdue(read, read - 1).ready()).isEmpty();
    assertThat(sequences(order.overdue(read, read).ready()))
        .as("of each gap on its own")
        .containsExactly(3L);
    assertThat(order.hasGap()).isTrue();
    assertThat(sequences(order.overdue(read + 100, read + 100).ready())).containsExactly(5L);
    assertThat(order.hasGap()).isFalse();
    assertThat(arrive(1, 2, 9_000)).as("late, but delivered").containsExactly(2L);
    assertThat(arrive(1, 6, 9_000)).containsExactly(6L);
  }

  private List<Long> arriveOf(int sequence, int underWay, long now) {
    TopicItem item = Items.item(1, sequence, underWay, NOW, 3600);
    return sequences(order.arrived(item, now).ready());
  }

  /** As for a new subscriber, where what was published before has expired. */
  @Example
  void whatIsNotUnderWayIsPassedOnceMostLackIt() {
    assertThat(arriveOf(6, 0, 100)).isEmpty();
    assertThat(order.isWorthReading(100)).isTrue();
    assertThat(order.overdue(200, 99).ready()).as("read before it came").isEmpty();
    assertThat(sequences(order.overdue(200, 100).ready())).containsExactly(6L);
    assertThat(arriveOf(7, 0, 300)).containsExactly(7L);
  }

  @Example
  void whatMayBeUnderWayIsWaitedFor() {
    assertThat(arriveOf(6, 2, 100)).isEmpty();
    assertThat(order.isWorthReading(200)).as("4 and 5 may come").isFalse();
    assertThat(order.overdue(200, 200).ready()).isEmpty();
    assertThat(arriveOf(7, 0, 300)).as("whatever became of 4 and 5").isEmpty();
    assertThat(sequences(order.overdue(300, 300).ready())).containsExactly(6L, 7L);
    assertThat(arriveOf(10, 1, 400)).isEmpty();
    assertThat(order.overdue(500, 500).ready()).isEmpty();
    long read = 400 + StreamOrder.GAP_MILLIS;
    assertThat(order.isWorthReading(read)).isTrue();
    assertThat(sequences(order.overdue(read, read).ready())).containsExactly(10L);
  }

  /** Where publishes fail often no gap waits for the one before. */
  @Example
  void manyGapsArePassedTogether() {
    for (int sequence = 2; sequence <= 200; sequence += 2) {
      arrive(1, sequence, 0);
    }
    assertThat(order.overdue(StreamOrder.GAP_MILLIS, StreamOrder.GAP_MILLIS).ready()).hasSize(100);
  }

  @Example
  void historyMayBeginAnywhere() {
    assertThat(remember(5, false)).hasSize(1);
    assertThat(remember(6, false)).hasSize(1);
    assertThat(arrive(1, 7, 0)).hasSize(1);
    assertThat(arrive(1, 4, 0)).as("late, but delivered").hasSize(1);
  }

  /** One that lives long may have been published after one that lived briefly. */
  @Example
  void whatIsMissingInAnOldHistoryHoldsNothingBack() {
    assertThat(remember(1, true)).hasSize(1);
    assertThat(remember(3, true)).hasSize(1);
    assertThat(remember(5, false)).as("may still come").isEmpty();
    assertThat(arrive(1, 4, 0)).hasSize(2);
  }

  @Example
  void oneStreamsGapHoldsNoOtherBack() {
    arrive(1, 1, 0);
    arrive(1, 3, 0);
    assertThat(arrive(2, 1, 0)).hasSize(1);
  }

  @Example
  void whatIsHeldIsBoundedAndTheLatestGivenBack() {
    List<Long> returned = new ArrayList<>();
    int length = Items.item(1, 3, NOW).encoded().length;
    int room = StreamOrder.MAX_HELD_BYTES / length / 2;
    for (int sequence = room + 100; sequence > 1; sequence--) {
      returned.addAll(sequences(order.arrived(Items.item(1, sequence, NOW), 0).returned()));
    }
    assertThat(returned).hasSizeBetween(100, 200).contains(room + 100L).doesNotContain(2L);
    StreamOrder.Outcome filled = order.arrived(Items.item(1, 1, NOW), 0);
    assertThat(filled.ready()).hasSize(room + 100 - returned.size());
    assertThat(order.hasGap()).isFalse();
  }

  /** Who fills a gap is never turned away, or nothing could go on. */
  @Example
  void fillingOneIsTakenWhereAllRoomIsUsed() {
    int length = Items.item(1, 3, NOW).encoded().length;
    for (int sequence = 3; sequence < 3 + StreamOrder.MAX_HELD_BYTES / length; sequence++) {
      arrive(1, sequence, 0);
    }
    assertThat(order.arrived(Items.item(2, 9, NOW), 0).returned()).hasSize(1);
    assertThat(of(1, 2, 9, 0)).as("another's").isEmpty();
    assertThat(of(1, 2, 8, 0).isEmpty() && order.hasGap()).isTrue();
    assertThat(arrive(2, 1, 0)).hasSize(1);
    arrive(1, 1, 0);
    assertThat(arrive(1, 2, 0)).hasSizeGreaterThan(5_000);
  }

  private List<Long> of(int publisher, long stream, long sequence, long settledBefore) {
    TopicItem item = Items.item(publisher, stream, sequence, settledBefore, NOW, 3_600, 1);
    StreamOrder.Outcome outcome = order.arrived(item, 0);
    assertThat(outcome.returned()).isEmpty();
    return sequences(outcome.ready());
  }

  /** Fails if streams are known by their random number alone. */
  @Example
  void whoeverTakesTheNameOfAStreamDoesNotTouchIt() {
    assertThat(of(1, 7, 1, 0)).hasSize(1);
    for (long sequence : new long[] {2, 3, 5, Limits.MAX_SEQUENCE, Limits.MAX_MESSAGES_AHEAD}) {
      of(2, 7, sequence, 0);
    }
    for (long sequence = 2; sequence <= 6; sequence++) {
      assertThat(of(1, 7, sequence, 0)).containsExactly(sequence);
    }
    of(3, 7, 3, 0);
    assertThat(sequences(order.overdue(1, 1).ready())).contains(3L);
  }

  /** Fails if a made-up number, or what it says to be settled, becomes the stream's position. */
  @Example
  void madeUpNumbersMoveNothing() {
    assertThat(of(1, 7, 1, 0)).hasSize(1);
    for (long sequence : new long[] {Limits.MAX_SEQUENCE, Limits.MAX_MESSAGES_AHEAD + 2}) {
      assertThat(of(1, 7, sequence, 0)).as("by itself").containsExactly(sequence);
    }
    assertThat(of(1, 7, 3, 0)).as("still in order").isEmpty();
    assertThat(of(1, 7, 2, Limits.MAX_SEQUENCE)).containsExactly(2L, 3L);
    TopicItem first = Items.item(1, 8, Limits.MAX_SEQUENCE, 0, NOW, 3_600, 1);
    assertThat(sequences(order.remembered(first, 0, true).ready())).hasSize(1);
    assertThat(of(1, 8, 2, 0)).isEmpty();
    assertThat(of(1, 8, 1, 0)).containsExactly(1L, 2L);
  }

  /** Fails if the stream idle for longest is forgotten, whosever it is. */
  @Example
  void publisherOfManyStreamsForgetsItsOwn() {
    of(1, 1, 1, 0);
    for (int stream = 0; stream < StreamOrder.MAX_STREAMS + 50; stream++) {
      of(2, stream, 1, 0);
    }
    assertThat(of(1, 1, 3, 0)).isEmpty();
    assertThat(of(1, 1, 2, 0)).as("it goes on").containsExactly(2L, 3L);
  }

  @Example
  void twoMessagesOfOneNumberAreBothDelivered() {
    arrive(1, 1, 0);
    assertThat(sequences(order.arrived(Items.item(1, 1, NOW + 1), 0).ready())).containsExactly(1L);
  }

  @Example
  void forgottenStreamGoesOnAndDoublesNothing() {
    arrive(0, 1, 0);
    for (int stream = 1; stream <= StreamOrder.MAX_STREAMS; stream++) {
      assertThat(arrive(stream, 1, 0)).hasSize(1);
    }
    assertThat(arrive(0, 2, 0)).as("it may lack what came before").isEmpty();
    long read = StreamOrder.GAP_MILLIS;
    assertThat(sequences(order.overdue(read, read).ready())).containsExactly(2L);
    assertThat(arrive(StreamOrder.MAX_STREAMS, 2, 0)).as("the others go on").hasSize(1);
  }
}
