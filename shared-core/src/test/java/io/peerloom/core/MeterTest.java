package io.peerloom.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.api.PeerFigures;
import io.peerloom.core.api.PutOptions;
import io.peerloom.core.api.Value;
import io.peerloom.core.support.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What whole peers report to be counted. */
final class MeterTest {
  @Test
  void countsAgreeWithWhatPeersShow() {
    SmallNetwork network = new SmallNetwork(7);
    SmallNetwork.Member bridge = network.bridge(network.crypto.newIdentity(), new MemoryStore());
    List<SmallNetwork.Member> nodes = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      nodes.add(network.node("ws://node" + i));
    }
    network.pass(20_000);
    nodes.get(0).peer().put("a", Value.text("b"), PutOptions.open());
    nodes.get(1).peer().topic("news").publish(Value.text("first"), 600);
    network.pass(2_000);
    assertThat(bridge.counted.admissions).hasSize(5).containsOnlyNulls();
    assertThat(nodes).allMatch(node -> node.counted.bootstraps.contains(null));
    assertThat(nodes)
        .anyMatch(
            node ->
                node.peer().figures(0).topics().stream()
                    .anyMatch(topic -> topic.messages() == 1 && topic.bytes() > 5));

    nodes.get(3).kill();
    nodes.get(4).peer().leave();
    network.pass(60_000);
    List<SmallNetwork.Member> left = new ArrayList<>(nodes.subList(0, 3));
    left.add(bridge);
    for (SmallNetwork.Member member : left) {
      int links = member.peer().links().size();
      assertThat(member.counted.opened - member.counted.closed).isEqualTo(links);
      assertThat(member.counted.closed).isPositive();
      PeerFigures figures = member.peer().figures(2);
      assertThat(figures.links()).isEqualTo(links);
      assertThat(figures.oldestLinks()).isEqualTo(member.peer().links().subList(0, 2));
      assertThat(figures.state()).isEqualTo(member.peer().state());
    }
    SmallNetwork.Member node = nodes.get(0);
    assertThat(node.counted.failedDials).isNotEmpty();
    assertThat(node.counted.served).isPositive();
    assertThat(node.counted.answered).isPositive().isLessThanOrEqualTo(node.counted.requested);
    assertThat(node.counted.receivedBytes).isPositive();
    assertThat(node.counted.sentBytes).isPositive();
    assertThat(node.peer().figures(9).bridges())
        .extracting(PeerFigures.KnownBridge::linked)
        .containsExactly(true);
  }
}
