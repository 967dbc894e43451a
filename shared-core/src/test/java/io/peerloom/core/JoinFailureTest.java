package io.peerloom.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.api.PeerState;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.support.MemoryStore;
import org.junit.jupiter.api.Test;

/** Who cannot join is told why, soon, and leaves nothing behind. */
class JoinFailureTest {
  private final SmallNetwork network = new SmallNetwork(3);
  private final IdentityKeys bridgeKeys = network.crypto.newIdentity();

  private PeerloomException failureOf(SmallNetwork.Member member) {
    assertThat(member.joined.isFailed()).isTrue();
    return member.joined.failure();
  }

  private void assertNothingIsLeft() {
    int said = network.log.size();
    network.pass(10 * 60_000);
    assertThat(network.log).hasSize(said);
  }

  @Test
  void whereNobodyListensTheAddressIsNamedWithinSeconds() {
    SmallNetwork.Member lost = network.nodeVia("ws://mistyped", "ws://lost");
    network.pass(5_000);
    assertThat(failureOf(lost).code()).isEqualTo(ErrorCode.BOOTSTRAP_FAILED);
    assertThat(failureOf(lost).getMessage())
        .contains("REFUSED")
        .contains("ws://mistyped")
        .contains("nobody listens");
    assertNothingIsLeft();
  }

  @Test
  void aBootstrapServerThatStartsAgainIsWaitedFor() {
    network.bridge(bridgeKeys, new MemoryStore());
    network.node("ws://other");
    network.pass(10_000);
    SmallNetwork.Member early = network.nodeVia("ws://later", "ws://early");
    network.pass(3_000);
    network.openDoor("ws://later");
    network.pass(10_000);
    assertThat(early.peer().links()).isNotEmpty();
  }

  @Test
  void aTimeoutSaysWhatWasTriedLast() {
    network.bridge(bridgeKeys, new MemoryStore());
    SmallNetwork.Member other = network.node("ws://other");
    network.pass(10_000);
    SmallNetwork.Member cut = network.cutOff("ws://cut", "ws://other", SmallNetwork.BRIDGE);
    network.pass(61_000);
    assertThat(failureOf(cut).code()).isEqualTo(ErrorCode.TIMEOUT);
    assertThat(failureOf(cut).getMessage())
        .contains("last attempt at ws://")
        .contains("REFUSED nobody listens");
    assertThat(other.peer().state()).isEqualTo(PeerState.CONNECTED);
    network.log.clear();
    network.pass(10 * 60_000);
    assertThat(network.log).noneMatch(line -> line.contains("ws://cut"));
  }

  /** A member needs no admission, and knows nobody else who could be there. */
  @Test
  void aMemberThatComesBackIsToldThatItsServerIsNotThere() {
    IdentityKeys keys = network.crypto.newIdentity();
    MemoryStore disk = new MemoryStore();
    SmallNetwork.Member bridge = network.bridge(bridgeKeys, new MemoryStore());
    SmallNetwork.Member back = network.node(keys, disk, "ws://back");
    network.pass(10_000);
    assertThat(back.peer().links()).isNotEmpty();
    back.kill();
    bridge.kill();
    back = network.nodeVia(keys, disk, "ws://mistyped", "ws://back");
    network.pass(61_000);
    assertThat(failureOf(back).code()).isEqualTo(ErrorCode.BOOTSTRAP_FAILED);
    assertThat(failureOf(back).getMessage()).contains("ws://mistyped");
    back = network.node(keys, disk, "ws://back");
    network.pass(61_000);
    assertThat(failureOf(back).code()).isEqualTo(ErrorCode.BRIDGE_UNAVAILABLE);
  }

  /** As a browser's constructor does where the page's policy forbids it. */
  @Test
  void aPlatformThatThrowsLeavesNothingBehind() {
    network.bridge(bridgeKeys, new MemoryStore());
    network.node("ws://other");
    network.pass(10_000);
    SmallNetwork.Member barred = network.barred("ws://barred", SmallNetwork.DOOR);
    network.pass(1_000);
    assertThat(failureOf(barred).code()).isEqualTo(ErrorCode.INTERNAL);
    assertThat(failureOf(barred).getMessage()).contains("forbidden here");
    network.pass(10 * 60_000);
    assertThat(barred.planned()).isZero();
  }
}
