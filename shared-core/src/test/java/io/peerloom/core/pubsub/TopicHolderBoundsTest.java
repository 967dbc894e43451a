package io.peerloom.core.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.data.StoreKeys;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.links.LinkTable;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.routing.ConnectionBudget;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.support.CheapNetwork;
import io.peerloom.core.support.MemoryStore;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.support.TestMembers;
import io.peerloom.core.support.TestRouter;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.TopicProtocol;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/** A member of a topic's group whose room is taken, by leases or by messages. */
@Label("Bounds of a TopicHolder")
class TopicHolderBoundsTest {
  private static final CheapNetwork NETWORK = new CheapNetwork(1);
  private static final Identity SELF = NETWORK.member(PeerKind.NODE);
  private static final Identity PUBLISHER = NETWORK.member(PeerKind.BROWSER);
  private static final Key TOPIC = TopicGroup.key(NETWORK.hash, "news");
  private static final Key NEW = TopicGroup.key(NETWORK.hash, "new");
  private static final int LARGEST = Limits.MAX_TOPIC_MESSAGE_BYTES + 1;

  private final TestEnv env = new TestEnv(1);
  private final Authority authority = NETWORK.authority(env);
  private final ProvedPeer asker = authority.prove(PUBLISHER.card()).value();
  private final Disk store = new Disk();
  private final TopicHolder holder = holder();
  private int sequence;

  /** A disk whose messages can be damaged: a scan that meets one fails as a whole. */
  private static final class Disk extends MemoryStore {
    boolean damaged;

    /** What reading messages waits for, but for those of {@link #NEW}, of which there are none. */
    Promise<Void> reading = Promise.of(null);

    @Override
    public Promise<List<Entry>> scan(byte[] from, byte[] to, int limit) {
      boolean isNew = Bytes.hex(from).contains(Bytes.hex(NEW.bytes()));
      boolean waits = from[0] == StoreKeys.TOPIC_MESSAGES && !isNew;
      Promise<Void> turn = waits ? reading : Promise.of(null);
      return turn.flatMap(ok -> super.scan(from, to, limit))
          .flatMap(
              found ->
                  damaged && !found.isEmpty() && found.get(0).key()[0] == StoreKeys.TOPIC_MESSAGES
                      ? Promise.failed(ErrorCode.STORAGE_FAILED, "bad block")
                      : Promise.of(found));
    }
  }

  private TopicHolder holder() {
    RoutingTable table = new RoutingTable(SELF.id(), new Rng(1));
    LinkTable links =
        new LinkTable(env, SELF, table, new ConnectionBudget(SELF.id(), SELF.kind(), 10, 10));
    OverlayNetwork overlay = new OverlayNetwork(env, authority, SELF, links);
    return new TopicHolder(
        env,
        authority,
        SELF,
        store,
        table,
        overlay,
        TestMembers.of(env, authority, SELF, store, List.of(PUBLISHER)));
  }

  private byte[] message(int bytes) {
    return message(TOPIC, bytes);
  }

  private byte[] message(Key topic, int bytes) {
    return TopicItem.sign(
            authority,
            PUBLISHER,
            topic,
            new byte[TopicItem.STREAM_BYTES],
            ++sequence,
            sequence,
            env.wallMillis(),
            3_600,
            new byte[bytes])
        .value()
        .encoded();
  }

  private Promise<byte[]> appendTo(TopicHolder member, String name) {
    Key topic = TopicGroup.key(NETWORK.hash, name);
    return member.append(topic, List.of(message(topic, 10)));
  }

  /** Fails where stored messages that are not loaded yet take no room. */
  @Example
  void aRestartGivesNobodyAnotherShare() {
    int taken = 0;
    while (!appendTo(holder, "topic " + taken).isFailed()) {
      taken++;
    }
    assertThat(taken).isBetween(2, Limits.MAX_TOPICS_OF_MEMBER - 1);
    holder.stop();
    store.reading = new Promise<>();
    TopicHolder restarted = holder();
    restarted.start();
    Promise<byte[]> more = appendTo(restarted, "new");
    assertThat(more.isDone()).isFalse();
    store.reading.complete(null);
    assertThat(restarted.loaded()).hasSize(taken);
    assertThat(more.failure().code()).isEqualTo(ErrorCode.OVERLOADED);
    assertThat(appendTo(restarted, "topic 0").isFailed()).as("in a topic that it has").isFalse();
  }

  private List<byte[]> stored() {
    List<byte[]> stored = new ArrayList<>();
    Items.stored(holder, TOPIC).forEach(item -> stored.add(item.encoded()));
    return stored;
  }

  private Promise<Message> replicate(byte[]... items) {
    return TestRouter.of(holder).handle(asker, new TopicProtocol.Replicate(TOPIC, List.of(items)));
  }

  /** A lease counted for this peer's own identity. */
  private void lease(int number) {
    byte[] id = new byte[NodeId.BYTES];
    System.arraycopy(Bytes.bigEndian(number), 0, id, 0, 8);
    Key topic = TopicGroup.key(NETWORK.hash, "topic " + number % 512);
    long now = env.wallMillis();
    holder
        .leases()
        .subscribeSelf(
            new Lease(topic, new NodeId(id), new byte[32], now, now + Lease.LASTS_MILLIS))
        .value();
  }

  private int leases() {
    int leases = 0;
    for (Coordinator each : holder.loaded()) {
      leases += each.subscribers().entries().size();
    }
    return leases;
  }

  /** Fails if whoever has taken all places of a member keeps the next one out. */
  @Example
  void whoHasAllLeasesGivesOneUp() {
    for (int i = 0; i < Limits.MAX_LEASES_OF_MEMBER; i++) {
      lease(i);
    }
    assertThat(leases()).isEqualTo(16_384);
    byte[] lease = Lease.sign(authority, PUBLISHER, TOPIC, env.wallMillis()).value();
    Promise<Message> answer =
        TestRouter.of(holder).handle(asker, new TopicProtocol.Subscribe(TOPIC, lease));
    assertThat(answer.isFailed()).isFalse();
    assertThat(holder.known(TOPIC).value().subscribers().get(PUBLISHER.id())).isNotNull();
    assertThat(leases()).isEqualTo(Limits.MAX_LEASES_OF_MEMBER);
    assertThatThrownBy(() -> lease(Limits.MAX_LEASES_OF_MEMBER))
        .as("one more of the same")
        .isInstanceOfSatisfying(
            PeerloomException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OVERLOADED));
    env.pass(Lease.LASTS_MILLIS);
    lease(Limits.MAX_LEASES_OF_MEMBER);
    assertThat(leases()).as("the others have expired").isEqualTo(1);
  }

  /** Nobody may read a message whose publisher was told that it failed. */
  @Example
  void publishersBatchIsStoredWholeOrNotAtAll() {
    while (!holder.append(TOPIC, List.of(message(LARGEST))).isFailed()) {
      assertThat(sequence).isLessThan(1_000);
    }
    int before = stored().size();
    for (int i = 0; i < 100; i++) {
      Promise<byte[]> some = holder.append(TOPIC, List.of(message(1_000), message(LARGEST)));
      assertThat(some.failure().code()).isEqualTo(ErrorCode.OVERLOADED);
    }
    assertThat(stored()).hasSize(before);
    byte[] small = message(1_000);
    assertThat(holder.append(TOPIC, List.of(small)).isFailed()).as("room is left").isFalse();
    assertThat(stored()).hasSize(before + 1).contains(small);
  }

  /** Fails if a topic is given up for as long as what is damaged is all that it has. */
  @Example
  void topicWhoseOnlyMessageIsDamagedIsReadOn() {
    assertThat(holder.append(TOPIC, List.of(message(10))).isFailed()).isFalse();
    store.damaged = true;
    TopicHolder restarted = holder();
    restarted.start();
    assertThat(restarted.known(TOPIC).value().messages().size()).isZero();
    assertThat(env.log()).anyMatch(line -> line.contains("1 stored entries could not be read"));
    byte[] next = message(10);
    assertThat(restarted.append(TOPIC, List.of(next)).isFailed()).isFalse();
    assertThat(Items.stored(restarted, TOPIC)).extracting(TopicItem::encoded).containsExactly(next);
  }

  /** Each of them was acknowledged elsewhere. */
  @Example
  void whatFitsOfAReplicatedBatchIsStored() {
    while (!replicate(message(LARGEST)).isFailed()) {
      assertThat(sequence).isLessThan(1_000);
    }
    int before = stored().size();
    byte[] first = message(10);
    byte[] last = message(10);
    assertThat(replicate(first, message(LARGEST), last).failure().code())
        .isEqualTo(ErrorCode.OVERLOADED);
    assertThat(stored()).hasSize(before + 2).contains(first, last);
  }
}
