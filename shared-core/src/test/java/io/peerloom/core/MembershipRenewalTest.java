package io.peerloom.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.api.LinkInfo;
import io.peerloom.core.connection.RtcPort;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.support.CheapCrypto;
import io.peerloom.core.support.MemoryStore;
import io.peerloom.core.wire.IceServers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Members stay members, however long they run. */
class MembershipRenewalTest {
  private static final long DAY = 24L * 3600 * 1000;

  private final SmallNetwork network = new SmallNetwork(7);
  private final IdentityKeys bridgeKeys = network.crypto.newIdentity();
  private final MemoryStore bridgeDisk = new MemoryStore();

  /** Whether anybody that asks now would take this peer's card. */
  private void assertMember(SmallNetwork.Member member) {
    PeerAssembly assembly = member.peer().assembly;
    Authority authority =
        new Authority(
            network.crypto, CheapCrypto::sha256, network.env, assembly.authority.network());
    assertThat(authority.prove(assembly.self.card()).value().id()).isEqualTo(assembly.self.id());
  }

  @Test
  void hundredThirtyDaysWithoutARestart() {
    SmallNetwork.Member bridge = network.bridge(bridgeKeys, bridgeDisk);
    SmallNetwork.Member one = network.node("ws://one");
    SmallNetwork.Member two = network.node("ws://two");
    network.pass(60_000);
    String id = one.peer().id();
    for (int day = 0; day < 130; day++) {
      if (day == 44) {
        bridge.kill();
      } else if (day == 58) {
        bridge = network.bridge(bridgeKeys, bridgeDisk);
      }
      network.pass(DAY);
      assertMember(one);
      assertMember(two);
      assertThat(one.peer().links()).extracting(LinkInfo::id).contains(two.peer().id());
    }
    assertMember(bridge);
    assertThat(one.peer().id()).isEqualTo(id);
    assertThat(network.log).noneMatch(line -> line.contains("INVALID_TOKEN"));
    long opened =
        one.peer().links().stream()
            .filter(link -> link.id().equals(two.peer().id()))
            .findFirst()
            .orElseThrow()
            .openedAt();
    assertThat(network.env.wallMillis() - opened).isGreaterThan(129 * DAY);

    SmallNetwork.Member late = network.node("ws://late");
    network.pass(60_000);
    assertThat(late.peer().links()).hasSize(3);
  }

  /** What lies on a disk may be older than the token on it. */
  @Test
  void anOldDiskOpensWithTheSameId() {
    IdentityKeys keys = network.crypto.newIdentity();
    MemoryStore disk = new MemoryStore();
    network.bridge(bridgeKeys, bridgeDisk);
    SmallNetwork.Member first = network.node(keys, disk, "ws://one");
    network.node("ws://two");
    network.pass(60_000);
    String id = first.peer().id();
    first.kill();
    network.pass(40 * DAY);
    // Another bridge, with a secret of its own, has taken the place of the first.
    network.bridge(network.crypto.newIdentity(), new MemoryStore());
    SmallNetwork.Member again = network.node(keys, disk, "ws://one");
    network.pass(60_000);
    assertThat(again.peer().id()).isEqualTo(id);
    assertThat(again.peer().links()).isNotEmpty();
    assertMember(again);
  }

  /** A page that is open for weeks always has credentials that a TURN server takes. */
  @Test
  void turnCredentialsAreRenewedBeforeTheyExpire() {
    int lifetimeSeconds = 24 * 3600;
    network.iceServers =
        (identity, wallMillis) ->
            new IceServers(
                List.of("turn:h"), "until " + (wallMillis + DAY), "secret", lifetimeSeconds);
    List<IceServers> given = new ArrayList<>();
    List<Long> at = new ArrayList<>();
    network.bridge(bridgeKeys, bridgeDisk);
    network.node("ws://one");
    network.pass(10_000);
    network.page(
        new RtcPort() {
          @Override
          public RtcSession create(RtcEvents events) {
            throw new IllegalStateException("no other page is there");
          }

          @Override
          public void setIceServers(IceServers servers) {
            given.add(servers);
            at.add(network.env.wallMillis());
          }
        });
    network.pass(60_000);
    assertThat(given).isNotEmpty();
    network.pass(10 * DAY);
    for (int i = 1; i < at.size(); i++) {
      assertThat(at.get(i) - at.get(i - 1)).isLessThan(DAY * 3 / 4);
    }
    assertThat(network.env.wallMillis() - at.get(at.size() - 1)).isLessThan(DAY * 3 / 4);
  }

  /** With a token that is still good nobody needs a bridge to start. */
  @Test
  void withoutABridgeAStartNeedsAGoodTokenOnly() {
    IdentityKeys keys = network.crypto.newIdentity();
    MemoryStore disk = new MemoryStore();
    SmallNetwork.Member bridge = network.bridge(bridgeKeys, bridgeDisk);
    SmallNetwork.Member first = network.node(keys, disk, "ws://one");
    network.node("ws://two");
    network.pass(60_000);
    String id = first.peer().id();
    network.pass(10 * DAY);
    first.kill();
    bridge.kill();
    network.pass(13 * DAY);
    SmallNetwork.Member again = network.node(keys, disk, "ws://one", "ws://two");
    network.pass(20_000);
    assertThat(again.peer().id()).isEqualTo(id);
    assertThat(again.peer().links()).hasSize(1);
  }
}
