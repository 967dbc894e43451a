package io.peerloom.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.rpc.Router;
import io.peerloom.core.support.CheapNetwork;
import io.peerloom.core.support.MemoryStore;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.support.TestRecords;
import io.peerloom.core.support.TestRouter;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.DataMessage;
import io.peerloom.core.wire.HolderSet;
import io.peerloom.core.wire.Message;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/** What a recorded holder may do with another's slot, so that it can replace departed holders. */
@Label("Renewals of holder sets")
class RenewalTest {
  private static final CheapNetwork NETWORK = new CheapNetwork(1);
  private static final Identity SELF = NETWORK.member(PeerKind.NODE);
  private static final Identity PUBLISHER = NETWORK.member(PeerKind.BROWSER);
  private static final Identity HOLDER = NETWORK.member(PeerKind.NODE);
  private static final Identity LINKED = NETWORK.member(PeerKind.NODE);
  private static final Identity GONE = NETWORK.member(PeerKind.NODE);
  private static final Identity NEW = NETWORK.member(PeerKind.NODE);
  private static final Identity DISTANT = NETWORK.member(PeerKind.NODE);
  private static final long ROUND = 1L << SlotState.ROUND_SHIFT;
  private static final List<NodeId> FIRST = List.of(SELF.id(), HOLDER.id(), LINKED.id(), GONE.id());

  private final TestEnv env = new TestEnv(1);
  private final Authority authority = NETWORK.authority(env);
  private final Router router = router();
  private final DataRecord record =
      DataRecord.sign(
              authority,
              PUBLISHER.keys(),
              true,
              DataRecord.nameHash(NETWORK.hash, "name"),
              1,
              env.wallMillis(),
              3_600,
              false,
              new byte[] {1})
          .value();

  private Router router() {
    RoutingTable table = new RoutingTable(SELF.id(), new Rng(1));
    for (Identity linked : List.of(HOLDER, LINKED, NEW)) {
      table.linked(new ContactInfo(linked.id(), PeerKind.NODE, true, List.of()), 0);
    }
    MemoryStore store = new MemoryStore();
    return TestRouter.of(TestRecords.of(env, authority, SELF, store, table, List.of(PUBLISHER)));
  }

  private ErrorCode store(Identity by, int round, List<NodeId> holders, List<NodeId> former) {
    HolderSet set = new HolderSet(1, round * ROUND, holders, former);
    return outcome(
        by, new DataMessage.Store(record.envelope().encoded(), round * ROUND, set, new byte[0]));
  }

  private ErrorCode prepare(Identity by, long ballot) {
    byte[] slot =
        RecordRepository.slotOf(NETWORK.hash, record.key(), PUBLISHER.keys().identityPublicKey());
    return outcome(by, new DataMessage.Prepare(slot, 1, ballot));
  }

  private ErrorCode outcome(Identity by, Message request) {
    Promise<Message> answer = router.handle(authority.prove(by.card()).value(), request);
    return answer.isFailed() ? answer.failure().code() : null;
  }

  /** Else one holder could give the slots it keeps to whom it likes. */
  @Example
  void holderChangesOnlyWhatTheNetworkRequires() {
    assertThat(store(PUBLISHER, 1, FIRST, List.of())).isNull();
    List<NodeId> withoutLinked = List.of(SELF.id(), HOLDER.id(), GONE.id(), NEW.id());
    List<NodeId> withoutSelf = List.of(HOLDER.id(), LINKED.id(), GONE.id(), NEW.id());
    List<NodeId> withDistant = List.of(SELF.id(), HOLDER.id(), LINKED.id(), DISTANT.id());
    List<NodeId> replaced = List.of(SELF.id(), HOLDER.id(), LINKED.id(), NEW.id());
    assertThat(store(HOLDER, 2, withoutLinked, FIRST)).isEqualTo(ErrorCode.UNAUTHORIZED);
    assertThat(store(HOLDER, 2, withoutSelf, FIRST)).isEqualTo(ErrorCode.UNAUTHORIZED);
    assertThat(store(HOLDER, 2, withDistant, FIRST)).isEqualTo(ErrorCode.UNAUTHORIZED);
    assertThat(store(HOLDER, 2, replaced, List.of())).isEqualTo(ErrorCode.UNAUTHORIZED);
    assertThat(store(NEW, 2, replaced, FIRST)).as("no holder").isEqualTo(ErrorCode.UNAUTHORIZED);
    assertThat(store(HOLDER, 2, replaced, FIRST)).isNull();
  }

  /** Whoever could raise the ballot at will would keep all others from renewing the set. */
  @Example
  void holderAsksForFewBallots() {
    assertThat(store(PUBLISHER, 1, FIRST, List.of())).isNull();
    assertThat(prepare(NEW, 2 * ROUND)).as("no holder").isEqualTo(ErrorCode.UNAUTHORIZED);
    assertThat(prepare(HOLDER, 66 * ROUND)).as("too high").isEqualTo(ErrorCode.UNAUTHORIZED);
    int asked = 0;
    while (prepare(HOLDER, (2 + asked) * ROUND) == null) {
      asked++;
    }
    assertThat(asked).isEqualTo(8);
    assertThat(prepare(HOLDER, 20 * ROUND)).isEqualTo(ErrorCode.UNAUTHORIZED);
    assertThat(prepare(LINKED, 20 * ROUND)).as("another holder").isNull();
    assertThat(prepare(PUBLISHER, 1_000 * ROUND)).as("its own slot").isNull();
    env.pass(5 * 60_000);
    assertThat(prepare(HOLDER, 1_001 * ROUND)).isNull();
  }

  /** An identity has as many as one of its ids. */
  @Example
  void ballotsAreCountedByIdentity() {
    RenewalLimit limit = new RenewalLimit(env);
    byte[] slot = new byte[DataMessage.SLOT_BYTES];
    Owner one = Owner.of(Bytes.wrap(new byte[] {1}));
    for (int i = 0; i < 8; i++) {
      assertThat(limit.mayAsk(slot, one, ROUND, SlotState.EMPTY)).isTrue();
    }
    assertThat(limit.mayAsk(slot, one, ROUND, SlotState.EMPTY)).isFalse();
    byte[] other = slot.clone();
    other[0] = 1;
    assertThat(limit.mayAsk(other, one, ROUND, SlotState.EMPTY)).as("another slot").isTrue();
    Owner two = Owner.of(Bytes.wrap(new byte[] {2}));
    assertThat(limit.mayAsk(slot, two, 64 * ROUND, SlotState.EMPTY)).isTrue();
    assertThat(limit.mayAsk(slot, two, 65 * ROUND, SlotState.EMPTY)).isFalse();
  }
}
