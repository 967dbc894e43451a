package io.peerloom.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peerloom.e2e.ProcessNetwork.Member;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Values and messages that a network has acknowledged, and must therefore still have. */
public final class Workload {
  private static final int AT_A_TIME = 20;
  private static final String TOPIC = "news";

  private int written;

  /** Puts values and publishes messages through these nodes in turn; all must be acknowledged. */
  void write(List<Member> through) throws Exception {
    for (int i = 0; i < AT_A_TIME; i++) {
      Api api = through.get(i % through.size()).api();
      var put = api.putValue("value " + written, "?readers=public", "content " + written);
      assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
      var published = api.publish(TOPIC, "message " + written).get();
      assertThat(published.statusCode()).as(published.body()).isEqualTo(200);
      written++;
    }
  }

  /** Waits until every value, each read through another node, and every message is found. */
  void awaitWhole(List<Member> through) {
    for (int i = 0; i < written; i++) {
      Member node = through.get(i % through.size());
      String name = "value " + i;
      String content = "content " + i;
      await(name + " through " + node)
          .atMost(Bounds.RECOVERED)
          .untilAsserted(() -> assertThat(node.api().value(name, "").body()).isEqualTo(content));
    }
    Set<String> all = new TreeSet<>();
    for (int i = 0; i < written; i++) {
      all.add("message " + i);
    }
    for (Member reader : List.of(through.get(0), through.get(through.size() - 1))) {
      await("messages through " + reader)
          .atMost(Bounds.RECOVERED)
          .untilAsserted(
              () -> {
                List<String> read = reader.api().messages(TOPIC).findValuesAsText("value");
                assertThat(read).doesNotHaveDuplicates();
                assertThat(new TreeSet<>(read)).isEqualTo(all);
              });
    }
  }
}
