package io.peerloom.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.core.support.MemoryStore;
import org.junit.jupiter.api.Test;

/** Peers whose tokens the root key signed: bridges, and nodes without a bootstrap server. */
class SignedKeysTest {
  private static final long DAY = 24L * 3600 * 1000;

  private final SmallNetwork network = new SmallNetwork(11);

  @Test
  void nodesWithKeysLinkWithoutABootstrapServer() {
    SmallNetwork.Member one = network.nodeWithKey("ws://one", "ws://two");
    SmallNetwork.Member two = network.nodeWithKey("ws://two", "ws://one");
    network.pass(20_000);
    assertThat(one.peer().links()).hasSize(1);
    assertThat(two.peer().links()).hasSize(1);
    assertThat(one.peer().network()).isEqualTo(two.peer().network());
  }

  @Test
  void bridgesOfTwoNetworksSaySoOnceAMinute() {
    SmallNetwork.Member bridge = network.bridge(network.crypto.newIdentity(), new MemoryStore());
    SmallNetwork.Member other =
        network.bridgeOfAnotherNetwork("ws://elsewhere", SmallNetwork.BRIDGE);
    network.pass(59_000);
    assertThat(network.log)
        .filteredOn(line -> line.contains("WARN"))
        .singleElement()
        .asString()
        .contains("--bridge")
        .contains(SmallNetwork.BRIDGE)
        .contains(bridge.peer().network())
        .contains("this peer is of network " + other.peer().network());
  }

  @Test
  void noTokenOutlivesTheBridges() {
    network.bridgeFor(8 * DAY);
    SmallNetwork.Member node = network.node("ws://one");
    network.node("ws://two");
    network.pass(60_000);
    MembershipToken token = MembershipToken.decode(node.peer().assembly.self.token());
    assertThat(token.expiresAt())
        .isEqualTo(MembershipToken.decode(token.issuerToken()).expiresAt());
  }

  @Test
  void aKeyOfAnotherNetworkThanTheDataIsRefused() {
    MemoryStore disk = new MemoryStore();
    SmallNetwork.Member bridge = network.bridge(network.crypto.newIdentity(), disk);
    network.pass(1_000);
    bridge.kill();
    SmallNetwork elsewhere = new SmallNetwork(12);
    SmallNetwork.Member moved = elsewhere.bridge(bridge.keys, disk);
    elsewhere.pass(1_000);
    assertThat(moved.joined.failure().code()).isEqualTo(ErrorCode.NETWORK_CHANGED);
    assertThat(moved.joined.failure().getMessage()).contains("the key is of network");
  }
}
