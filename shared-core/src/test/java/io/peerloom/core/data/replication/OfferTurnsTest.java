package io.peerloom.core.data.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.data.RecordService;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.rpc.Router;
import io.peerloom.core.support.CheapNetwork;
import io.peerloom.core.support.MemoryStore;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.support.TestRecords;
import io.peerloom.core.support.TestRouter;
import io.peerloom.core.wire.DataMessage;
import io.peerloom.core.wire.Message;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/** Whose offers of records a holder accepts at once. */
@Label("Turns of offers")
class OfferTurnsTest {
  private static final CheapNetwork NETWORK = new CheapNetwork(1);
  private static final Identity SELF = NETWORK.member(PeerKind.NODE);

  private final TestEnv env = new TestEnv(1);
  private final Authority authority = NETWORK.authority(env);

  /** Answers that the holder waits for. */
  private final List<Promise<Message>> pulls = new ArrayList<>();

  private final Router router = router();

  private Router router() {
    MemoryStore store = new MemoryStore();
    RecordService holder =
        TestRecords.of(
            env, authority, SELF, store, new RoutingTable(SELF.id(), new Rng(1)), List.of());
    Republisher republisher =
        new Republisher(
            env,
            NETWORK.hash,
            SELF.id(),
            holder,
            (target, body, millis) -> {
              Promise<Message> answer = new Promise<>();
              pulls.add(answer);
              return answer;
            },
            key -> Promise.of(List.of()));
    republisher.start();
    return TestRouter.of(republisher);
  }

  /** An id of an identity that nobody invited. */
  private static ProvedPeer peer(int identity, int number) {
    byte[] id = new byte[NodeId.BYTES];
    id[0] = (byte) identity;
    id[1] = (byte) number;
    Owner owner = Owner.of(Bytes.wrap(Bytes.bigEndian(identity)));
    return new ProvedPeer(new NodeId(id), new byte[65], new byte[32], null, owner);
  }

  private ErrorCode offer(ProvedPeer from) {
    DataMessage.Held held =
        new DataMessage.Held(new byte[DataMessage.SLOT_BYTES], 1, 0, new byte[32]);
    Promise<Message> answer = router.handle(from, new DataMessage.Offer(List.of(held)));
    return answer.isFailed() ? answer.failure().code() : null;
  }

  /** Fails if offers of nothing keep a holder busy. */
  @Example
  void whoGaveNothingIsRefusedForAMinute() {
    assertThat(offer(peer(1, 1))).isNull();
    pulls.get(0).complete(new DataMessage.Copies(List.of()));
    assertThat(offer(peer(1, 1))).isEqualTo(ErrorCode.RATE_LIMITED);
    assertThat(offer(peer(1, 2))).as("another id of it").isEqualTo(ErrorCode.RATE_LIMITED);
    assertThat(offer(peer(2, 1))).as("somebody else").isNull();
    env.pass(60_000);
    assertThat(offer(peer(1, 2))).isNull();
    pulls.get(2).fail(new PeerloomException(ErrorCode.TIMEOUT, "silent"));
    assertThat(offer(peer(1, 1))).as("silence").isEqualTo(ErrorCode.RATE_LIMITED);
  }

  /** Fails if the ids of one identity take all turns. */
  @Example
  void identityHasItsShareOfTheTurns() {
    int taken = 0;
    while (offer(peer(1, taken)) == null) {
      taken++;
    }
    assertThat(taken).isEqualTo(8);
    assertThat(offer(peer(2, 1))).isNull();
    assertThat(offer(peer(2, 1))).as("one at a time").isEqualTo(ErrorCode.RATE_LIMITED);
    assertThat(offer(peer(3, 1))).isNull();
  }
}
