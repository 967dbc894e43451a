package io.peerloom.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.api.LinkInfo;
import io.peerloom.core.api.PeerListener;
import io.peerloom.core.api.PeerState;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.membership.BootstrapServer;
import io.peerloom.core.support.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server's peer that is about to leave says so, and nobody is left alone by it. */
class DepartureTest {
  private final SmallNetwork network = new SmallNetwork(12);

  private static List<PeerState> states(SmallNetwork.Member member) {
    List<PeerState> seen = new ArrayList<>();
    member
        .peer()
        .addListener(
            new PeerListener() {
              @Override
              public void onState(PeerState state) {
                seen.add(state);
              }
            });
    return seen;
  }

  /** Fails if contacts are not returned, or come after the goodbye, or the link ends at once. */
  @Test
  void whoIsLinkedToItAloneIsNeverAlone() {
    SmallNetwork.Member bridge = network.bridge(network.crypto.newIdentity(), new MemoryStore());
    SmallNetwork.Member going = network.node("ws://going");
    SmallNetwork.Member one = network.node("ws://one");
    network.pass(30_000);
    List<String> unreachable = new ArrayList<>(List.of("ws://one", SmallNetwork.BRIDGE));
    SmallNetwork.Member page = network.pageCutOff(unreachable);
    network.pass(60_000);
    bridge.kill();
    network.pass(60_000);
    assertThat(page.peer().links()).extracting(LinkInfo::id).containsExactly(going.peer().id());
    List<PeerState> states = states(page);
    unreachable.clear();

    Promise<Void> over = going.peer().drain();
    assertThat(over.isDone()).isFalse();
    network.pass(500);
    assertThat(page.peer().links())
        .as("the new link beside the old one")
        .extracting(LinkInfo::id)
        .containsExactly(going.peer().id(), one.peer().id());
    network.pass(2_600);
    assertThat(over.isDone()).isTrue();
    assertThat(going.peer().links()).isEmpty();
    assertThat(page.peer().links()).extracting(LinkInfo::id).containsExactly(one.peer().id());
    assertThat(states).doesNotContain(PeerState.ISOLATED);
  }

  @Test
  void itTakesNoMoreLinksAndIsNotDialledAgain() {
    network.bridge(network.crypto.newIdentity(), new MemoryStore());
    SmallNetwork.Member going = network.node("ws://going");
    network.node("ws://one");
    network.pass(60_000);
    Promise<Void> over = going.peer().drain();
    assertThat(going.peer().drain()).isSameAs(over);
    SmallNetwork.Member late =
        network.node(network.crypto.newIdentity(), new MemoryStore(), "ws://late", "ws://going");
    network.pass(10_000);
    assertThat(over.isDone()).isTrue();
    assertThat(going.peer().links()).isEmpty();
    assertThat(late.peer().links()).noneMatch(link -> link.id().equals(going.peer().id()));
  }

  @Test
  void twoThatBothGoAwayEndTheirLinkAtOnce() {
    network.bridge(network.crypto.newIdentity(), new MemoryStore());
    SmallNetwork.Member one = network.node("ws://one");
    SmallNetwork.Member two = network.node("ws://two");
    network.pass(60_000);
    network.pass(1);
    Promise<Void> first = one.peer().drain();
    Promise<Void> second = two.peer().drain();
    network.pass(500);
    assertThat(one.peer().links()).noneMatch(link -> link.id().equals(two.peer().id()));
    network.pass(3_000);
    assertThat(first.isDone()).isTrue();
    assertThat(second.isDone()).isTrue();
  }

  @Test
  void aBootstrapServerThatGoesAwaySaysWhenToComeAgain() {
    network.bridge(network.crypto.newIdentity(), new MemoryStore());
    BootstrapServer door = network.openDoor("ws://door");
    SmallNetwork.Member before = network.nodeVia("ws://door", "ws://before");
    network.pass(12);
    Promise<Void> over = door.drain();
    assertThat(over.isDone()).as("while one waits for its answer").isFalse();
    network.pass(10_000);
    assertThat(over.isDone()).isTrue();
    assertThat(before.joined.isDone()).isTrue();
    SmallNetwork.Member late = network.nodeVia("ws://door", "ws://late");
    network.pass(10_000);
    assertThat(late.joined.failure().code()).isEqualTo(ErrorCode.GOING_AWAY);
    assertThat(late.joined.failure().retryAfterMillis()).isPositive();
  }

  @Test
  void aBridgeThatGoesAwayAdmitsNobody() {
    SmallNetwork.Member bridge = network.bridge(network.crypto.newIdentity(), new MemoryStore());
    network.node("ws://one");
    network.pass(60_000);
    Promise<Void> over = bridge.peer().drain();
    SmallNetwork.Member late = network.node("ws://late");
    network.pass(5_000);
    assertThat(over.isDone()).isTrue();
    assertThat(late.joined.failure().code()).isEqualTo(ErrorCode.GOING_AWAY);
    assertThat(bridge.peer().links()).isEmpty();
  }
}
