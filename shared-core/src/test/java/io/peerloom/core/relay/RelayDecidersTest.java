package io.peerloom.core.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Owner;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.RelayMessage.Reach;
import java.util.List;
import net.jqwik.api.Example;

/** What decides which relay is asked, and who may use one how much. */
class RelayDecidersTest {
  private static final int MEBIBYTE = 1 << 20;

  private static Reach reach(int id, int millis, PeerKind kind) {
    byte[] bytes = new byte[NodeId.BYTES];
    bytes[0] = (byte) id;
    return new Reach(
        new ContactInfo(NodeId.of(bytes), kind, true, List.of("ws://node/" + id)), millis);
  }

  private static Reach node(int id, int millis) {
    return reach(id, millis, PeerKind.NODE);
  }

  private static List<Integer> ids(List<Reach> relays) {
    return relays.stream().map(each -> (int) each.relay().id().bytes()[0]).toList();
  }

  private static Owner owner(int id) {
    return Owner.of(Bytes.wrap(new byte[] {(byte) id}));
  }

  @Example
  void theShortestWayIsFirstAndBridgesAreLast() {
    List<Reach> theirs =
        List.of(reach(1, 1, PeerKind.BRIDGE), node(2, 90), node(3, 40), node(4, 10));
    List<Reach> own = List.of(reach(1, 1, PeerKind.BRIDGE), node(2, 5), node(3, 20));
    assertThat(ids(RelayChoice.order(own, theirs))).containsExactly(3, 2, 4, 1);
  }

  @Example
  void whereTheOtherEndNamesNoneOwnOnesAreTried() {
    assertThat(ids(RelayChoice.order(List.of(node(1, 30), node(2, 20)), List.of())))
        .containsExactly(2, 1);
  }

  @Example
  void nobodyTakesTheRateOfOthers() {
    RelayBudget budget = new RelayBudget(false, 0);
    budget.forwarded(owner(1), Limits.RELAY_BYTES_BURST + MEBIBYTE / 2, 0);
    assertThat(budget.waitMillis(owner(1), 0)).isPositive();
    assertThat(budget.waitMillis(owner(1), 100)).isZero();
    budget = new RelayBudget(false, 0);
    budget.forwarded(owner(1), 12 * MEBIBYTE, 0);
    assertThat(budget.waitMillis(owner(2), 0)).isZero();
  }

  @Example
  void whatWaitsIsShared() {
    RelayBudget budget = new RelayBudget(true, 0);
    int waiting = 0;
    while (budget.mayWait(owner(1), 1_000)) {
      budget.waits(owner(1), 1_000);
      waiting += 1_000;
    }
    assertThat(waiting).isBetween(500_000, MEBIBYTE / 2 + 1_000);
    assertThat(budget.mayWait(owner(2), 1_000)).isTrue();
    budget.waits(owner(1), -waiting);
    assertThat(budget.mayWait(owner(1), 1_000)).isTrue();
  }
}
