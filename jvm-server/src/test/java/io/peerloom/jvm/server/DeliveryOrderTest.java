package io.peerloom.jvm.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.TopicMessage;
import io.peerloom.core.Value;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DeliveryOrderTest {
  private final DeliveryOrder order = new DeliveryOrder();

  private static List<TopicMessage> history(String... ids) {
    List<TopicMessage> history = new ArrayList<>();
    for (String id : ids) {
      long publishedAt = 1_000_000 + 10L * history.size();
      history.add(new TopicMessage(id, "p", 1, publishedAt, Value.text("")));
    }
    return history;
  }

  private String after(String lastId, String... ids) {
    StringBuilder rest = new StringBuilder();
    order.after(lastId, history(ids)).forEach(message -> rest.append(message.id()));
    return rest.toString();
  }

  @Test
  void unknownIdsGetAll() {
    assertThat(after(null, "a", "b")).isEqualTo("ab");
    assertThat(after("x", "a", "b")).isEqualTo("ab");
    assertThat(after("a")).isEmpty();
  }

  @Test
  void positionDecidesForAnotherServersReader() {
    assertThat(after("b", "a", "b", "c")).isEqualTo("c");
    assertThat(after("c", "a", "b", "c")).isEmpty();
  }

  @Test
  void lateArrivalsAreNotLostAndNoneComesTwice() {
    for (String id : new String[] {"a", "c", "d"}) {
      order.delivered(id);
    }
    // b was published before c, but nobody had it; d came before e, though it sorts after it.
    assertThat(after("c", "a", "b", "c", "e", "d")).isEqualTo("bed");
    order.delivered("b");
    assertThat(after("d", "a", "b", "c", "e", "d")).isEqualTo("be");
    assertThat(after("b", "a", "b", "c", "e", "d")).isEqualTo("e");
  }

  @Test
  void whatWasForgottenCountsAsDeliveredOnceItIsOld() {
    for (int i = 0; i < 20_000; i++) {
      order.delivered("m" + i);
    }
    TopicMessage old = new TopicMessage("m0", "p", 1, 0, Value.text(""));
    TopicMessage late = new TopicMessage("late", "p", 2, 999_999, Value.text(""));
    TopicMessage last = new TopicMessage("m19999", "p", 3, 1_000_000, Value.text(""));
    assertThat(order.after("m19999", List.of(old, late, last))).containsExactly(late);
  }
}
