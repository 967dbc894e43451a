package io.peerloom.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.routing.IdentityPlaces;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.rpc.Router;
import io.peerloom.core.support.CheapNetwork;
import io.peerloom.core.support.MemoryStore;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.support.TestMembers;
import io.peerloom.core.support.TestRouter;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.DataMessage;
import io.peerloom.core.wire.HolderSet;
import io.peerloom.core.wire.Message;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Who of those linked is a holder of a record, and what a holder does for whom. */
@Label("RecordService")
class RecordServiceTest {
  private static final CheapNetwork NETWORK = new CheapNetwork(1);
  private static final Identity BRIDGE = NETWORK.bridge("ws://bridge");
  private static final Identity NODE = NETWORK.member(PeerKind.NODE, "ws://node");

  private static ContactInfo page(Rng rng) {
    byte[] id = new byte[NodeId.BYTES];
    rng.nextBytes(id);
    return new ContactInfo(new NodeId(id), PeerKind.BROWSER, true, List.of());
  }

  /** Pages with few links are linked to some that are far from the key, and hold old copies. */
  @Property(tries = 100)
  void linkedPeersBehindEightCloserOnesAreNoHolders(
      @ForAll int seed, @ForAll @IntRange(min = 1, max = 18) int known) {
    TestEnv env = new TestEnv(seed);
    Rng rng = new Rng(seed);
    RoutingTable table = new RoutingTable(BRIDGE.id(), rng);
    RecordService holder =
        new RecordService(
            env, NETWORK.authority(env), BRIDGE, null, table, new IdentityPlaces(id -> null), null);
    Key key = new Key(page(rng).id().bytes());
    List<ContactInfo> all = new ArrayList<>();
    for (int i = 0; i < known; i++) {
      all.add(page(rng));
      table.learn(all.get(i), 0);
    }
    all.sort((a, b) -> key.compareDistance(a.id(), b.id()));
    List<NodeId> linked = new ArrayList<>();
    for (int i = 0; i < known; i += 3) {
      table.linked(all.get(i), 0);
      linked.add(all.get(i).id());
    }
    List<NodeId> holders = linked.subList(0, Math.min(3, linked.size()));
    assertThat(holder.neighbourhood().nearestKnown(key)).isEqualTo(holders);
    // Those that cannot be reached take nobody's place.
    all.forEach(contact -> table.failed(contact.id(), 0));
    assertThat(holder.neighbourhood().nearestKnown(key)).isEqualTo(linked);
  }

  /** Seen to fail while a store was carried out whenever its turn came. */
  @Example
  void storeWhoseTurnComesTooLateIsNotCarriedOut() {
    TestEnv env = new TestEnv(1);
    Authority authority = NETWORK.authority(env);
    List<Promise<Void>> written = new ArrayList<>();
    MemoryStore slow =
        new MemoryStore() {
          @Override
          public Promise<Void> write(List<Entry> changes) {
            Promise<Void> done = new Promise<>();
            written.add(done);
            return super.write(changes).flatMap(ok -> done);
          }
        };
    RoutingTable table = new RoutingTable(NODE.id(), new Rng(1));
    Router router =
        TestRouter.of(
            new RecordService(
                env,
                authority,
                NODE,
                slow,
                table,
                new IdentityPlaces(id -> null),
                TestMembers.of(env, authority, NODE, slow, List.of())));
    ProvedPeer asker = authority.prove(NODE.card()).value();
    long now = env.monotonicMillis();
    List<Promise<Message>> answers = new ArrayList<>();
    answers.add(router.handle(asker, store(env, authority, 1), now + 100));
    answers.add(router.handle(asker, store(env, authority, 2), now + 100));
    answers.add(router.handle(asker, store(env, authority, 3), now + 10_000));
    env.pass(1_000);
    written.get(0).complete(null);
    written.get(1).complete(null);
    assertThat(answers.get(0).isFailed()).as("under way in time").isFalse();
    assertThat(answers.get(1).failure().code()).isEqualTo(ErrorCode.TIMEOUT);
    assertThat(answers.get(2).isFailed()).isFalse();
    assertThat(written).hasSize(2);
  }

  private static DataMessage.Store store(TestEnv env, Authority authority, int sequence) {
    byte[] name = DataRecord.nameHash(NETWORK.hash, "name");
    byte[] payload = {1};
    byte[] record =
        DataRecord.sign(
                authority, NODE.keys(), true, name, sequence, env.wallMillis(), 60, false, payload)
            .value()
            .envelope()
            .encoded();
    return new DataMessage.Store(record, 0, HolderSet.NONE, new byte[0]);
  }
}
