package io.peerloom.jvm.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.api.TopicMessage;
import io.peerloom.core.api.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DeliveryOrderTest {
  private final DeliveryOrder order = new DeliveryOrder();

  private static List<TopicMessage> history(String... ids) {
    List<TopicMessage> history = new ArrayList<>();
    for (String id : ids) {
      long publishedAt = 1_000_000 + 10L * history.size();
      history.add(new TopicMessage(id, "p", 1, publishedAt, Long.MAX_VALUE, Value.text("")));
    }
    return history;
  }

  private String after(String lastId, String... ids) {
    try (DeliveryOrder.Reader reader = order.open("news")) {
      return rest(reader, lastId, ids);
    }
  }

  private static String rest(DeliveryOrder.Reader reader, String lastId, String... ids) {
    StringBuilder rest = new StringBuilder();
    reader.after(lastId, history(ids)).forEach(message -> rest.append(message.id()));
    return rest.toString();
  }

  private static void deliver(DeliveryOrder.Reader reader, String... ids) {
    for (String id : ids) {
      reader.delivered(id);
    }
  }

  @Test
  void unknownEventIdGetsWholeHistory() {
    assertThat(after(null, "a", "b")).isEqualTo("ab");
    assertThat(after("x", "a", "b")).isEqualTo("ab");
    assertThat(after("a")).isEmpty();
  }

  @Test
  void foreignEventIdResumesByHistoryPosition() {
    assertThat(after("b", "a", "b", "c")).isEqualTo("c");
    assertThat(after("c", "a", "b", "c")).isEmpty();
  }

  @Test
  void lateMessagesAreDeliveredOnce() {
    DeliveryOrder.Reader reader = order.open("news");
    deliver(reader, "a", "c", "d");
    // b was published before c, but nobody had it; d came before e, though it sorts after it.
    assertThat(after("c", "a", "b", "c", "e", "d")).isEqualTo("dbe");
    deliver(reader, "b");
    assertThat(after("d", "a", "b", "c", "e", "d")).isEqualTo("be");
    assertThat(after("b", "a", "b", "c", "e", "d")).isEqualTo("e");
  }

  @Test
  void oldForgottenMessagesCountAsDelivered() {
    DeliveryOrder.Reader reader = order.open("news");
    for (int i = 0; i < 20_000; i++) {
      reader.delivered("m" + i);
    }
    reader.close();
    TopicMessage old = new TopicMessage("m0", "p", 1, 0, Long.MAX_VALUE, Value.text(""));
    TopicMessage late = new TopicMessage("late", "p", 2, 999_999, Long.MAX_VALUE, Value.text(""));
    TopicMessage last =
        new TopicMessage("m19999", "p", 3, 1_000_000, Long.MAX_VALUE, Value.text(""));
    for (int again = 0; again < 2; again++) {
      DeliveryOrder.Reader back = order.open("news");
      assertThat(back.after("m19999", List.of(old, late, last))).containsExactly(late);
      back.close();
    }
  }

  @Test
  void messageUnseenByOneStreamIsDelivered() {
    DeliveryOrder.Reader one = order.open("news");
    DeliveryOrder.Reader other = order.open("news");
    DeliveryOrder.Reader elsewhere = order.open("others");
    deliver(one, "a", "b", "c", "d");
    deliver(other, "a", "c");
    deliver(elsewhere, "x");
    assertThat(after("c", "a", "b", "c", "d")).as("its end is not noticed yet").isEqualTo("bd");
    other.close();
    assertThat(after("c", "a", "b", "c", "d")).isEqualTo("bd");
    assertThat(after("d", "a", "b", "c", "d")).as("rather twice than never").isEqualTo("b");
    DeliveryOrder.Reader back = order.open("news");
    assertThat(rest(back, "c", "a", "b", "c", "d")).isEqualTo("bd");
    deliver(back, "b", "d");
    deliver(one, "e");
    assertThat(after("e", "a", "b", "c", "d", "e")).isEmpty();
  }

  /** A slow connection that breaks while it is given a history has had its beginning only. */
  @Test
  void interruptedHistoryIsResumed() {
    DeliveryOrder.Reader one = order.open("news");
    deliver(one, "b", "a");
    DeliveryOrder.Reader broken = order.open("news");
    assertThat(rest(broken, null, "a", "b", "c")).as("as it came here").isEqualTo("bac");
    deliver(broken, "b");
    broken.close();
    assertThat(after("b", "a", "b", "c")).isEqualTo("ac");
  }

  @Test
  void lateMessageIsRepeatedRatherThanLost() {
    DeliveryOrder.Reader one = order.open("news");
    DeliveryOrder.Reader other = order.open("news");
    deliver(one, "a", "b", "c");
    deliver(other, "a", "c", "b");
    assertThat(after("c", "a", "b", "c")).as("its connection broke before b").isEqualTo("b");
    assertThat(after("b", "a", "b", "c")).isEqualTo("c");
    deliver(one, "d");
    deliver(other, "d");
    assertThat(after("d", "a", "b", "c", "d")).isEmpty();
  }

  /** Messages come to streams in any order; connections break with what was on its way. */
  @Test
  void noMessageIsLostOverRandomStreams() {
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      DeliveryOrder kept = new DeliveryOrder();
      List<TopicMessage> history = new ArrayList<>();
      List<Client> clients = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        clients.add(new Client(kept, random));
      }
      for (int step = 0; step < 200; step++) {
        if (step % 4 == 0) {
          history.add(new TopicMessage("m" + step, "p", 1, step, Long.MAX_VALUE, Value.text("")));
          TopicMessage message = history.get(history.size() - 1);
          clients.forEach(client -> client.coming.add(message));
        }
        Client client = clients.get(random.nextInt(3));
        if (random.nextInt(20) == 0) {
          client.comeBack(history);
        } else {
          client.step();
        }
      }
      for (Client client : clients) {
        client.comeBack(history);
        while (!client.coming.isEmpty()) {
          client.step();
        }
        client.received();
        assertThat(client.had).as("seed " + seed).hasSize(history.size());
      }
    }
  }

  /** A reader and its stream. */
  private static final class Client {
    final Set<String> had = new HashSet<>();
    final List<TopicMessage> coming = new ArrayList<>();
    private final List<String> onItsWay = new ArrayList<>();
    private final DeliveryOrder kept;
    private final Random random;
    private DeliveryOrder.Reader reader;
    private int inOrder;
    private String lastId;

    Client(DeliveryOrder kept, Random random) {
      this.kept = kept;
      this.random = random;
      reader = kept.open("news");
    }

    void step() {
      if (coming.isEmpty() || random.nextInt(5) == 0) {
        received();
        return;
      }
      inOrder--;
      String id = coming.remove(inOrder >= 0 ? 0 : random.nextInt(coming.size())).id();
      reader.delivered(id);
      onItsWay.add(id);
    }

    void received() {
      for (String id : onItsWay) {
        had.add(id);
        lastId = id;
      }
      onItsWay.clear();
    }

    void comeBack(List<TopicMessage> history) {
      onItsWay.clear();
      coming.clear();
      boolean noticed = random.nextBoolean();
      if (noticed) {
        reader.close();
      }
      DeliveryOrder.Reader next = kept.open("news");
      coming.addAll(next.after(lastId, history));
      inOrder = coming.size();
      if (!noticed) {
        reader.close();
      }
      reader = next;
    }
  }
}
