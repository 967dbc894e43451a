package io.peerloom.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.api.LinkInfo;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.direct.ByteStream;
import io.peerloom.core.support.MemoryStore;
import org.junit.jupiter.api.Test;

/** Private nodes link to each other without any bootstrap server (R1.2). */
class PeersAloneTest {
  private final SmallNetwork network = new SmallNetwork(7);
  private final IdentityKeys firstKeys = network.crypto.newIdentity();
  private final IdentityKeys secondKeys = network.crypto.newIdentity();
  private final MemoryStore firstStore = new MemoryStore();
  private final MemoryStore secondStore = new MemoryStore();

  /** Both have been members, and the rest of the network is gone. */
  private void becomeMembers() {
    SmallNetwork.Member bridge = network.bridge(network.crypto.newIdentity(), new MemoryStore());
    SmallNetwork.Member first = network.node(firstKeys, firstStore, "ws://first");
    SmallNetwork.Member second = network.node(secondKeys, secondStore, "ws://second");
    network.pass(10_000);
    bridge.kill();
    first.kill();
    second.kill();
  }

  @Test
  void membersLinkByTheirAddresses() {
    becomeMembers();
    SmallNetwork.Member first =
        network.nodeAlone(firstKeys, firstStore, "ws://first", "ws://second");
    SmallNetwork.Member second =
        network.nodeAlone(secondKeys, secondStore, "ws://second", "ws://first");
    network.pass(5_000);
    assertThat(first.joined.isDone()).isTrue();
    assertThat(first.peer().links().stream().map(LinkInfo::id)).containsExactly(second.peer().id());
  }

  @Test
  void memberThatNamesNobodyWaitsForOthers() {
    becomeMembers();
    SmallNetwork.Member first = network.nodeAlone(firstKeys, firstStore, "ws://first");
    network.pass(100);
    assertThat(first.joined.isDone()).isTrue();
    assertThat(first.peer().links()).isEmpty();
    SmallNetwork.Member second =
        network.nodeAlone(secondKeys, secondStore, "ws://second", "ws://first");
    network.pass(5_000);
    assertThat(second.peer().links()).hasSize(1);
  }

  /** Certainly nothing was sent. */
  @Test
  void whoIsAloneReachesNobody() {
    becomeMembers();
    SmallNetwork.Member first = network.nodeAlone(firstKeys, firstStore, "ws://first");
    network.pass(100);
    String id = "ab".repeat(32);
    Promise<Void> sent = first.peer().send(id, new byte[1]);
    Promise<ByteStream> stream = first.peer().stream(id);
    network.pass(15_000);
    assertThat(sent.failure().code()).isEqualTo(ErrorCode.UNREACHABLE);
    assertThat(stream.failure().code()).isEqualTo(ErrorCode.UNREACHABLE);
  }

  @Test
  void strangerIsToldAtOnce() {
    becomeMembers();
    SmallNetwork.Member stranger =
        network.nodeAlone(
            network.crypto.newIdentity(), new MemoryStore(), "ws://stranger", "ws://first");
    network.pass(100);
    assertThat(stranger.joined.failure().code()).isEqualTo(ErrorCode.UNAUTHORIZED);
    assertThat(stranger.joined.failure().getMessage())
        .isEqualTo("no bootstrap server is named, and no valid membership is kept");
  }

  /** Fails where a wrong address is taken for a working one. */
  @Test
  void memberThatReachesNobodySaysWhatItTried() {
    becomeMembers();
    SmallNetwork.Member first =
        network.nodeAlone(firstKeys, firstStore, "ws://first", "ws://mistyped");
    network.pass(61_000);
    assertThat(first.joined.failure().code()).isEqualTo(ErrorCode.TIMEOUT);
    assertThat(first.joined.failure().getMessage()).contains("ws://mistyped");
  }
}
