package io.peerloom.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
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
import io.peerloom.core.support.SlowStore;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.support.TestRecords;
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
  private static final Identity PUBLISHER = NETWORK.member(PeerKind.BROWSER);
  private static final Identity OTHER = NETWORK.member(PeerKind.BROWSER);
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

  /**
   * A page with few links among many peers: the closest of its links are no holders of most keys.
   * It estimates how many peers there are from those few, so once in a while it is wrong: here for
   * %d of 20,000 keys.
   */
  @Example
  void fewLinksAreCertainHoldersOfFewKeys() {
    int wrong = 0;
    for (int seed = 0; seed < 1_000; seed++) {
      wrong += wronglyCertain(new Rng(seed));
    }
    assertThat(wrong).isLessThan(30);
  }

  /** For how many of 20 keys it is certain of a peer that is far from the key. */
  private static int wronglyCertain(Rng rng) {
    RoutingTable table = new RoutingTable(BRIDGE.id(), rng);
    Neighbourhood neighbourhood = new Neighbourhood(BRIDGE, table, new IdentityPlaces(id -> null));
    List<ContactInfo> all = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      all.add(page(rng));
      if (i % 16 == 0) {
        table.linked(all.get(i), 0);
      } else if (i % 4 == 0) {
        table.learn(all.get(i), 0);
      }
    }
    all.sort((a, b) -> BRIDGE.id().compareDistance(a.id(), b.id()));
    all.subList(0, 6).forEach(near -> table.linked(near, 0));
    int wrong = 0;
    for (int i = 0; i < 20; i++) {
      Key key = new Key(page(rng).id().bytes());
      all.sort((a, b) -> key.compareDistance(a.id(), b.id()));
      List<NodeId> near = new ArrayList<>();
      all.subList(0, 3 * Neighbourhood.REPLICAS).forEach(peer -> near.add(peer.id()));
      near.add(BRIDGE.id());
      wrong += near.containsAll(neighbourhood.certain(key)) ? 0 : 1;
    }
    NodeId linked = table.closestLinked(BRIDGE.id(), 1, any -> true).get(0).id();
    assertThat(neighbourhood.certain(new Key(linked.bytes()))).contains(linked);
    return wrong;
  }

  /** Seen to fail while a store was carried out whenever its turn came. */
  @Example
  void storeWhoseTurnComesTooLateIsNotCarriedOut() {
    TestEnv env = new TestEnv(1);
    Authority authority = NETWORK.authority(env);
    SlowStore slow = new SlowStore();
    slow.slowDown();
    Router router = TestRouter.of(service(env, authority, slow));
    ProvedPeer asker = authority.prove(NODE.card()).value();
    long now = env.monotonicMillis();
    List<Promise<Message>> answers = new ArrayList<>();
    answers.add(router.handle(asker, store(env, authority, 1), now + 100));
    answers.add(router.handle(asker, store(env, authority, 2), now + 100));
    answers.add(router.handle(asker, store(env, authority, 3), now + 10_000));
    env.pass(1_000);
    slow.unwritten.get(0).complete(null);
    slow.unwritten.get(1).complete(null);
    assertThat(answers.get(0).isFailed()).as("under way in time").isFalse();
    assertThat(answers.get(1).failure().code()).isEqualTo(ErrorCode.TIMEOUT);
    assertThat(answers.get(2).isFailed()).isFalse();
    assertThat(slow.unwritten).hasSize(2);
  }

  /**
   * Somebody sends more than the disk writes, all for one key; others go on. Seen to fail while
   * everything waited for its turn, however much it was.
   */
  @Example
  void storesThatWaitAreBoundedAndShared() {
    TestEnv env = new TestEnv(1);
    Authority authority = NETWORK.authority(env);
    SlowStore slow = new SlowStore();
    slow.slowDown();
    Router router = TestRouter.of(service(env, authority, slow));
    Identity other = NETWORK.member(PeerKind.BROWSER);
    ProvedPeer flooding = authority.prove(NETWORK.member(PeerKind.BROWSER).card()).value();
    long until = env.monotonicMillis() + 10_000;
    int waiting = 0;
    List<Promise<Message>> answers = new ArrayList<>();
    for (int i = 1; i <= 400; i++) {
      DataMessage.Store store = store(env, authority, NODE, i, new byte[60_000]);
      Promise<Message> answer = router.handle(flooding, store, until);
      if (answer.isDone()) {
        assertThat(answer.failure().code()).isEqualTo(ErrorCode.OVERLOADED);
      } else {
        waiting += store.record().length;
        answers.add(answer);
      }
    }
    assertThat(waiting)
        .isBetween(Limits.MAX_PENDING_STORE_BYTES / 3, Limits.MAX_PENDING_STORE_BYTES / 2);
    Promise<Message> honest =
        router.handle(
            authority.prove(other.card()).value(),
            store(env, authority, other, 1, new byte[60_000]),
            until);
    assertThat(honest.isDone()).as("waits for the disk, not refused").isFalse();
    // What has ended waits no longer.
    for (int i = 0; i < slow.unwritten.size(); i++) {
      slow.unwritten.get(i).complete(null);
    }
    assertThat(answers).allMatch(Promise::isDone);
    assertThat(
            router.handle(flooding, store(env, authority, NODE, 500, new byte[1]), until).isDone())
        .isFalse();
  }

  /**
   * Who keeps a version takes the next one even where others have become closer, and refuses what
   * it has no version of. Seen to fail while it refused both, and answered with the old version.
   */
  @Example
  void whoKeepsAVersionTakesTheNext() {
    TestEnv env = new TestEnv(1);
    Authority authority = NETWORK.authority(env);
    MemoryStore store = new MemoryStore();
    RoutingTable table = new RoutingTable(NODE.id(), new Rng(1));
    RecordService holder =
        TestRecords.of(env, authority, NODE, store, table, List.of(PUBLISHER, OTHER));
    Router router = TestRouter.of(holder);
    ProvedPeer asker = authority.prove(PUBLISHER.card()).value();
    long until = env.monotonicMillis() + 10_000;
    DataMessage.Store first = store(env, authority, PUBLISHER, 1, new byte[] {1});
    assertThat(router.handle(asker, first, until).value()).isInstanceOf(DataMessage.Stored.class);
    Key key = DataRecord.decode(NETWORK.hash, first.record()).key();
    Rng rng = new Rng(2);
    while (holder.neighbourhood().isResponsible(key)) {
      ContactInfo peer = page(rng);
      if (key.compareDistance(peer.id(), NODE.id()) < 0) {
        table.linked(peer, 0);
      }
    }
    DataMessage.Store next = store(env, authority, PUBLISHER, 2, new byte[] {2});
    assertThat(router.handle(asker, next, until).value()).isInstanceOf(DataMessage.Stored.class);
    Promise<Message> others =
        router.handle(
            authority.prove(OTHER.card()).value(),
            store(env, authority, OTHER, 1, new byte[] {1}),
            until);
    assertThat(others.failure().code()).isEqualTo(ErrorCode.NOT_RESPONSIBLE);
  }

  private static RecordService service(TestEnv env, Authority authority, RecordStore store) {
    return TestRecords.of(
        env, authority, NODE, store, new RoutingTable(NODE.id(), new Rng(1)), List.of());
  }

  private static DataMessage.Store store(TestEnv env, Authority authority, int sequence) {
    return store(env, authority, NODE, sequence, new byte[] {1});
  }

  private static DataMessage.Store store(
      TestEnv env, Authority authority, Identity publisher, int sequence, byte[] payload) {
    byte[] name = DataRecord.nameHash(NETWORK.hash, "name");
    byte[] record =
        DataRecord.sign(
                authority,
                publisher.keys(),
                true,
                name,
                sequence,
                env.wallMillis(),
                60,
                false,
                payload)
            .value()
            .envelope()
            .encoded();
    return new DataMessage.Store(record, 0, HolderSet.NONE, new byte[0]);
  }
}
