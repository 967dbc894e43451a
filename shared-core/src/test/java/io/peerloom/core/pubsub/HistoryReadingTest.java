package io.peerloom.core.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Rng;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.assertj.core.api.Assertions;

/** What a subscription holds of a history while it reads. */
@Label("Reading a history")
class HistoryReadingTest {
  private static final long NOW = 1_700_000_000_000L;
  private static final int MESSAGES = 100;

  /**
   * Fails if a part grows without bound where the newest messages are read first, or if a message
   * is in no part.
   */
  @Property(tries = 100)
  void partsAreBoundedAndHaveEverythingInOrder(@ForAll int seed) {
    List<TopicItem> left = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      left.add(Items.item(0, 1, i + 1, 0, NOW + i * 20_000L, 3_600, 1_000));
    }
    int length = left.get(0).encoded().length;
    new Rng(seed).shuffle(left);
    HistoryReading reading = new HistoryReading(Items.HASH, 10L * length);
    List<TopicItem> all = new ArrayList<>();
    while (!left.isEmpty()) {
      List<TopicItem> later = new ArrayList<>();
      List<TopicItem> held = new ArrayList<>();
      for (TopicItem item : left) {
        if (reading.wants(item)) {
          held.add(item);
          reading.add(
              item,
              dropped -> {
                held.remove(dropped);
                later.add(dropped);
              });
        } else {
          later.add(item);
        }
        assertThat(held.size()).isLessThan(20);
      }
      List<TopicItem> part = reading.part();
      assertThat(part).isNotEmpty().containsExactlyInAnyOrderElementsOf(held);
      all.addAll(part);
      left = later;
    }
    assertThat(all).hasSize(MESSAGES).isSorted();
  }

  /** A span is in one part, however many messages it has. */
  @Example
  void fullSpanIsReadWhole() {
    HistoryReading reading = new HistoryReading(Items.HASH, 1_000);
    for (int i = 0; i < 5_000; i++) {
      TopicItem item = Items.item(0, 1, i + 1, 0, NOW, 3_600, 100);
      assertThat(reading.wants(item)).isTrue();
      reading.add(item, dropped -> Assertions.fail("dropped"));
    }
    assertThat(reading.part()).hasSize(5_000);
  }

  /** Fails if a subscription without history takes what it had no room for as older than itself. */
  @Example
  void whatWasPushedIsKnownThoughThereIsNoRoomForIt() {
    HistoryReading reading = new HistoryReading(Items.HASH, 2_000);
    TopicItem last = null;
    for (int i = 0; i < 100; i++) {
      last = Items.item(0, 1, i + 1, 0, NOW, 3_600, 100);
      reading.pushed(last);
    }
    assertThat(reading.pushed()).hasSizeLessThan(100).doesNotContain(last);
    assertThat(reading.wasPushed(last)).isTrue();
    assertThat(reading.isBehind()).as("it has to be read").isTrue();
  }
}
