package io.peerloom.core.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Limits;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/** A topic's bounds are kept by count and by bytes, and room is counted back when some go. */
@Label("MessageCollection's bounds")
class MessageCollectionBoundsTest {
  private static final long NOW = 1_700_000_000_000L;

  @Example
  void afterItsLastMessageThereIsNoRoomForAnother() {
    MessageCollection collection = new MessageCollection(Items.HASH);
    for (int i = 1; i < Limits.MAX_TOPIC_MESSAGES; i++) {
      collection.add(Items.item(1, i, NOW + i * 20_000L, i == 1 ? 1 : 3600 * 24 * 7));
    }
    assertThat(collection.hasRoomFor(1)).isTrue();
    collection.add(Items.item(2, 1, NOW));
    assertThat(collection.hasRoomFor(1)).isFalse();
    List<TopicItem> removed = collection.prune(NOW + 21_000);
    assertThat(removed).hasSize(1);
    assertThat(collection.hasRoomFor(1)).isTrue();
  }

  @Example
  void bytesAreCountedInAndOut() {
    MessageCollection collection = new MessageCollection(Items.HASH);
    assertThat(collection.hasRoomFor(Limits.MAX_TOPIC_BYTES)).isTrue();
    assertThat(collection.hasRoomFor(Limits.MAX_TOPIC_BYTES + 1)).isFalse();
    TopicItem brief = Items.item(1, 1, NOW, 1);
    TopicItem lasting = Items.item(1, 2, NOW, 60);
    int left = Limits.MAX_TOPIC_BYTES - lasting.encoded().length;
    collection.add(brief);
    collection.add(lasting);
    collection.add(lasting);
    assertThat(collection.hasRoomFor(left - brief.encoded().length)).isTrue();
    assertThat(collection.hasRoomFor(left - brief.encoded().length + 1)).isFalse();
    collection.prune(NOW + 1_000);
    assertThat(collection.hasRoomFor(left)).isTrue();
    assertThat(collection.hasRoomFor(left + 1)).isFalse();
  }
}
