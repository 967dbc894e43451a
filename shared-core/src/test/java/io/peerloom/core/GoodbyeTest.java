package io.peerloom.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.api.PeerState;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.support.MemoryStore;
import org.junit.jupiter.api.Test;

/** Who said goodbye is let go, until it comes back by itself. */
class GoodbyeTest {
  private final SmallNetwork network = new SmallNetwork(11);

  private long dials(String address) {
    return network.log.stream()
        .filter(line -> line.contains("link.failed") && line.contains(" address=" + address + " "))
        .count();
  }

  @Test
  void aNodeThatSaidGoodbyeIsNotDialled() {
    IdentityKeys keys = network.crypto.newIdentity();
    MemoryStore disk = new MemoryStore();
    network.bridge(network.crypto.newIdentity(), new MemoryStore());
    SmallNetwork.Member one = network.node("ws://one");
    SmallNetwork.Member two = network.node("ws://two");
    SmallNetwork.Member gone = network.node(keys, disk, "ws://gone");
    network.pass(60_000);
    assertThat(one.peer().links()).hasSize(3);
    gone.peer().leave();
    network.pass(1_000);
    gone.kill();
    network.pass(20 * 60_000);
    assertThat(dials("ws://gone")).isZero();
    assertThat(one.peer().state()).isEqualTo(PeerState.CONNECTED);
    assertThat(two.peer().links()).hasSize(2);

    network.node(keys, disk, "ws://gone");
    network.pass(30_000);
    assertThat(one.peer().links()).hasSize(3);
    assertThat(two.peer().links()).hasSize(3);
  }

  /** Named by its address it is looked for now and then: it may not know of anybody. */
  @Test
  void aFixedPeerThatSaidGoodbyeIsDialledOnceAMinute() {
    IdentityKeys keys = network.crypto.newIdentity();
    MemoryStore disk = new MemoryStore();
    network.bridge(network.crypto.newIdentity(), new MemoryStore());
    SmallNetwork.Member gone = network.node(keys, disk, "ws://gone");
    SmallNetwork.Member one =
        network.node(network.crypto.newIdentity(), new MemoryStore(), "ws://one", "ws://gone");
    network.pass(30_000);
    assertThat(one.peer().links()).hasSize(2);
    gone.peer().leave();
    network.pass(1_000);
    gone.kill();
    network.pass(15 * 60_000);
    assertThat(dials("ws://gone")).isBetween(1L, 16L);
  }
}
