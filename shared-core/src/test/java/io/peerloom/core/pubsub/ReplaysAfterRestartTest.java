package io.peerloom.core.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.data.DataRecord;
import io.peerloom.core.data.Members;
import io.peerloom.core.data.RecordService;
import io.peerloom.core.data.RecordStore;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.links.LinkTable;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.routing.ConnectionBudget;
import io.peerloom.core.routing.IdentityPlaces;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.rpc.Router;
import io.peerloom.core.support.CheapNetwork;
import io.peerloom.core.support.MemoryStore;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.support.TestMembers;
import io.peerloom.core.support.TestRouter;
import io.peerloom.core.wire.DataMessage;
import io.peerloom.core.wire.HolderSet;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.TopicProtocol;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

/**
 * A peer that has restarted does not know which routed requests it carried out before. Said again,
 * in any order, those that change what is kept change nothing, and a lease ends when it would have.
 */
@Label("Replays after a restart")
class ReplaysAfterRestartTest {
  private static final CheapNetwork NETWORK = new CheapNetwork(1);
  private static final Identity SELF = NETWORK.member(PeerKind.NODE);
  private static final Identity OTHER = NETWORK.member(PeerKind.NODE);
  private static final Identity ASKER = NETWORK.member(PeerKind.BROWSER);
  private static final Key TOPIC = TopicGroup.key(NETWORK.hash, "news");
  private static final int DAY = 24 * 3600;

  private final TestEnv env = new TestEnv(1);
  private final Authority authority = NETWORK.authority(env);
  private final ProvedPeer asker = authority.prove(ASKER.card()).value();
  private MemoryStore store = new MemoryStore();
  private TopicHolder topics;
  private Router router = start();

  private Router start() {
    RoutingTable table = new RoutingTable(SELF.id(), new Rng(1));
    LinkTable links =
        new LinkTable(env, SELF, table, new ConnectionBudget(SELF.id(), SELF.kind(), 10, 10));
    OverlayNetwork overlay = new OverlayNetwork(env, authority, SELF, links);
    Members members = TestMembers.of(env, authority, SELF, store, List.of(ASKER));
    topics = new TopicHolder(env, authority, SELF, store, table, overlay, members);
    IdentityPlaces places = new IdentityPlaces(id -> null);
    RecordService records = new RecordService(env, authority, SELF, store, table, places, members);
    records.start();
    topics.start();
    env.pass(100);
    return TestRouter.of(records, topics);
  }

  private DataRecord record(int sequence, byte[] payload) {
    byte[] name = DataRecord.nameHash(NETWORK.hash, "name");
    return DataRecord.sign(
            authority, ASKER.keys(), true, name, sequence, env.wallMillis(), DAY, false, payload)
        .value();
  }

  private Message put(DataRecord record, long ballot) {
    List<NodeId> holders = List.of(SELF.id(), OTHER.id());
    HolderSet set = ballot == 0 ? HolderSet.NONE : new HolderSet(1, ballot, holders, List.of());
    return new DataMessage.Store(record.envelope().encoded(), ballot, set, new byte[0]);
  }

  private byte[] message(int sequence) {
    return TopicItem.sign(
            authority,
            ASKER,
            TOPIC,
            new byte[8],
            sequence,
            sequence,
            env.wallMillis(),
            DAY,
            new byte[9])
        .value()
        .encoded();
  }

  /** All that a routed request can change on disk. */
  private List<Message> requests() {
    DataRecord last = record(3, DataRecord.deletion());
    List<Message> requests = new ArrayList<>();
    requests.add(put(record(1, new byte[9]), 0));
    requests.add(put(record(2, new byte[20]), 0));
    requests.add(put(last, 0));
    requests.add(new TopicProtocol.Append(TOPIC, List.of(message(1), message(2))));
    requests.add(new TopicProtocol.Replicate(TOPIC, List.of(message(3))));
    return requests;
  }

  private List<String> disk() {
    List<String> all = new ArrayList<>();
    byte[] end = {(byte) 0xff};
    for (RecordStore.Entry entry : store.scan(new byte[0], end, 1_000).value()) {
      all.add(Bytes.hex(entry.key()) + " " + Bytes.hex(entry.value()));
    }
    return all;
  }

  @Property(tries = 50)
  void nothingOnDiskChanges(@ForAll int seed) {
    store = new MemoryStore();
    router = start();
    List<Message> requests = requests();
    for (Message request : requests) {
      Promise<Message> answer = router.handle(asker, request);
      assertThat(answer.isDone() && !answer.isFailed()).as(request.toString()).isTrue();
    }
    List<String> before = disk();
    router = start();
    new Rng(seed).shuffle(requests);
    for (Message request : requests) {
      router.handle(asker, request);
      env.pass(1_000);
      assertThat(disk()).isEqualTo(before);
    }
  }

  /** Who has unsubscribed may be sent messages again until then, and refuses them. */
  @Property(tries = 1)
  void aLeaseEndsWhenItWouldHave() {
    byte[] lease = Lease.sign(authority, ASKER, TOPIC, env.wallMillis()).value();
    Message subscribe = new TopicProtocol.Subscribe(TOPIC, lease);
    assertThat(router.handle(asker, subscribe).isFailed()).isFalse();
    router.handle(asker, new TopicProtocol.Unsubscribe(TOPIC, env.wallMillis()));
    router = start();
    env.pass(200_000);
    assertThat(router.handle(asker, subscribe).isFailed()).isFalse();
    assertThat(topics.loaded()).hasSize(1);
    env.pass((int) Lease.LASTS_MILLIS - 200_000 + 30_000);
    assertThat(topics.loaded()).isEmpty();
    assertThat(router.handle(asker, subscribe).isFailed()).isTrue();
  }
}
