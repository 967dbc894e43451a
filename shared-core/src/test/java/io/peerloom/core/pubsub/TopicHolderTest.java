package io.peerloom.core.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.data.Members;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.links.LinkTable;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.routing.ConnectionBudget;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.support.SlowStore;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.support.TestMembers;
import io.peerloom.core.support.TestNetwork;
import io.peerloom.core.support.TestRouter;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.JoinMessage;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageCodec;
import io.peerloom.core.wire.TopicProtocol;
import io.peerloom.core.wire.TopicProtocol.SpanRange;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

/** What a member of a topic's group takes, keeps, pushes on and forgets. */
@Label("TopicHolder")
class TopicHolderTest {
  private static final TestNetwork NETWORK = new TestNetwork(1);
  private static final Identity SELF = NETWORK.member(PeerKind.NODE);
  private static final Identity PUBLISHER = NETWORK.member(PeerKind.BROWSER);

  /** Nobody has its token. */
  private static final Identity UNKNOWN = NETWORK.member(PeerKind.BROWSER);

  private static final ProvedPeer ASKER = NETWORK.authority.prove(PUBLISHER.card()).value();
  private static final Key TOPIC = TopicGroup.key(NETWORK.hash, "news");
  private static final byte ITEMS = 0x20;
  private static final byte TOPICS = 0x21;

  /** Of a page. */
  private static final int TOPIC_BYTES = 5 << 20;

  private static final int LARGEST = Limits.MAX_TOPIC_MESSAGE_BYTES + 1;

  private final TestEnv env = new TestEnv(1);
  private final Authority authority = new Authority(NETWORK.crypto, NETWORK.hash, env, NETWORK.id);
  private final SlowStore store =
      new SlowStore() {
        @Override
        public Promise<List<Entry>> scan(byte[] from, byte[] to, int limit) {
          return from[0] == unreadable
              ? Promise.failed(ErrorCode.STORAGE_FAILED, "cannot be read")
              : super.scan(from, to, limit);
        }
      };

  /** What comes of each push; null where it is taken. */
  private ErrorCode pushFailure;

  /** What the disk cannot read. */
  private byte unreadable;

  private final TopicHolder holder = holder();
  private final List<List<byte[]>> pushes = new ArrayList<>();
  private long sequence;

  private TopicHolder holder() {
    return holder(new RoutingTable(SELF.id(), new Rng(1)));
  }

  private TopicHolder holder(RoutingTable table) {
    TopicHolder made = holder(SELF, table, members(SELF, PUBLISHER));
    made.pushTo(
        (source, topic, items) -> {
          pushes.add(items);
          return pushFailure == null
              ? Promise.of(new LinkMessage.Done())
              : Promise.failed(pushFailure, "for the test");
        });
    return made;
  }

  private TopicHolder holder(Identity self, RoutingTable table, Members members) {
    LinkTable links =
        new LinkTable(env, self, table, new ConnectionBudget(self.id(), self.kind(), 10, 10));
    OverlayNetwork overlay = new OverlayNetwork(env, authority, self, links);
    return new TopicHolder(env, authority, self, store, table, overlay, members);
  }

  private Members members(Identity self, Identity... met) {
    return TestMembers.of(env, authority, self, store, List.of(met));
  }

  private int shown() {
    byte[] first = new byte[TopicProtocol.ID_BYTES];
    Message answer =
        TestRouter.of(holder).handle(ASKER, items(first, TopicProtocol.MAX_ANSWER_BYTES)).value();
    return ((TopicProtocol.Items) answer).items().size();
  }

  /** A power cut, or a disk that fails, takes back nothing that anybody has read. */
  @Example
  void nothingIsShownBeforeItIsDurable() {
    subscribeSelf();
    store.slowDown();
    byte[] item = message(10, 60);
    Promise<byte[]> receipt = holder.append(TOPIC, List.of(item));
    Promise<byte[]> again = holder.append(TOPIC, List.of(item));
    Promise<byte[]> lost = holder.append(TOPIC, List.of(message(10, 60)));
    assertThat(pushes).isEmpty();
    assertThat(shown()).isZero();
    assertThat(receipt.isDone() || again.isDone()).isFalse();
    env.pass(30_000);
    store.unwritten.get(0).complete(null);
    assertThat(receipt.isFailed()).isFalse();
    assertThat(pushes).hasSize(1);
    assertThat(shown()).isEqualTo(1);
    store.unwritten.get(1).complete(null);
    assertThat(again.isFailed()).isFalse();
    store.unwritten.get(2).fail(new PeerloomException(ErrorCode.STORAGE_FAILED, "disk full"));
    assertThat(lost.failure().code()).isEqualTo(ErrorCode.STORAGE_FAILED);
    assertThat(pushes).as("once").hasSize(1);
    assertThat(shown()).isEqualTo(1);
  }

  /** What is being stored counts, or a burst would fill the topic beyond its bound. */
  @Example
  void whatIsBeingStoredTakesRoom() {
    store.slowDown();
    List<Promise<byte[]>> receipts = new ArrayList<>();
    for (int i = 0; i < 2 * TOPIC_BYTES / LARGEST; i++) {
      receipts.add(holder.append(TOPIC, List.of(message(LARGEST, 60))));
    }
    store.unwritten.forEach(each -> each.fail(new PeerloomException(ErrorCode.STORAGE_FAILED, "")));
    assertThat(receipts.stream().map(each -> each.failure().code()).distinct())
        .containsExactly(ErrorCode.STORAGE_FAILED, ErrorCode.OVERLOADED);
    store.unwritten = null;
    assertThat(holder.append(TOPIC, List.of(message(LARGEST, 60))).isFailed()).isFalse();
  }

  private byte[] message(int bytes, int ttlSeconds) {
    return message(PUBLISHER, bytes, ttlSeconds);
  }

  private byte[] message(Identity publisher, int bytes, int ttlSeconds) {
    return TopicItem.sign(
            authority,
            publisher,
            TOPIC,
            new byte[TopicItem.STREAM_BYTES],
            ++sequence,
            sequence,
            env.wallMillis(),
            ttlSeconds,
            new byte[bytes])
        .value()
        .encoded();
  }

  private void subscribeSelf() {
    long now = env.wallMillis();
    byte[] key = SELF.keys().topicPublicKey();
    holder
        .leases()
        .subscribeSelf(new Lease(TOPIC, SELF.id(), key, now, now + Lease.LASTS_MILLIS))
        .value();
  }

  /**
   * A linked subscriber in a hidden tab whose lease still runs is not pushed to: a push would leave
   * at once, and be paused because no path leads there. Fails where {@code Pusher.isActive} is
   * always true.
   */
  @Property(tries = 100)
  @Label("Feature: dht-connection-recovery, Property 36: Inactive Tab Exclusion")
  void hiddenTabGetsNoPush(@ForAll boolean active) {
    RoutingTable table = new RoutingTable(SELF.id(), new Rng(1));
    // Of a kind that coordinates nothing, so that it is this peer's to serve.
    table.linked(new ContactInfo(PUBLISHER.id(), PeerKind.BRIDGE, active, List.of()), 0);
    TopicHolder serving = holder(table);
    long now = env.wallMillis();
    byte[] key = PUBLISHER.keys().topicPublicKey();
    serving
        .leases()
        .subscribeSelf(new Lease(TOPIC, PUBLISHER.id(), key, now, now + Lease.LASTS_MILLIS))
        .value();
    serving.append(TOPIC, List.of(message(10, 60))).value();
    env.pass(1);
    PushCursor cursor = serving.coordinator(TOPIC).value().cursor(PUBLISHER.id());
    assertThat(cursor.pauseMillis(env.monotonicMillis()) > 0).isEqualTo(active);
  }

  private int heldBytes() {
    int bytes = 0;
    for (TopicItem item : Items.stored(holder, TOPIC)) {
      bytes += item.encoded().length;
    }
    return bytes;
  }

  @Example
  void aTopicFullOfBytesTakesNoMoreUntilSomeExpire() {
    byte[] first = message(LARGEST, 60);
    Promise<byte[]> last = holder.append(TOPIC, List.of(first));
    int taken = 0;
    while (!last.isFailed() && taken <= TOPIC_BYTES / LARGEST) {
      taken++;
      last = holder.append(TOPIC, List.of(message(LARGEST, 60)));
    }
    assertThat(last.failure().code()).isEqualTo(ErrorCode.OVERLOADED);
    assertThat(taken).as("half of it").isEqualTo((TOPIC_BYTES / first.length + 1) / 2);
    assertThat(heldBytes())
        .isBetween(TOPIC_BYTES / 2 - first.length, TOPIC_BYTES / 2 + first.length);
    // What is held already is acknowledged again, and another topic has room of its own.
    assertThat(holder.append(TOPIC, List.of(first)).isFailed()).isFalse();
    env.pass(60_000);
    assertThat(holder.append(TOPIC, List.of(message(LARGEST, 60))).isFailed()).isFalse();
    assertThat(holder.known(TOPIC).value().messages().size()).isEqualTo(1);
    assertThat(store.size()).as("a message, its topic, the publisher's token").isEqualTo(4);
  }

  /** As for two halves of a network that was cut, each of which acknowledged a full topic. */
  @Example
  void aFullTopicTakesWhatOthersAcknowledged() {
    int most = TOPIC_BYTES / message(LARGEST, 60).length / 2;
    for (int i = 0; i < most; i++) {
      assertThat(holder.append(TOPIC, List.of(message(LARGEST, 60))).isFailed()).isFalse();
    }
    for (int i = 0; i < most; i++) {
      assertThat(TestRouter.of(holder).handle(ASKER, replicated(message(LARGEST, 60))).isFailed())
          .isFalse();
    }
    assertThat(holder.append(TOPIC, List.of(message(LARGEST, 60))).failure().code())
        .as("a publisher's next one")
        .isEqualTo(ErrorCode.OVERLOADED);
    Promise<Message> last = Promise.of(null);
    for (int i = 0; i < 4 * most && !last.isFailed(); i++) {
      last = TestRouter.of(holder).handle(ASKER, replicated(message(LARGEST, 60)));
    }
    assertThat(last.failure().code()).as("but not for ever").isEqualTo(ErrorCode.OVERLOADED);
    assertThat(heldBytes()).isLessThanOrEqualTo(TOPIC_BYTES + TOPIC_BYTES * 5 / 2);
  }

  /** To say that there is nothing would make a reader's history end there. */
  @Example
  void aTopicThatCouldNotBeReadIsNotTakenForEmpty() {
    holder.append(TOPIC, List.of(message(10, 3600))).value();
    for (byte part : new byte[] {ITEMS, TOPICS}) {
      unreadable = part;
      TopicHolder restarted = holder();
      restarted.start();
      for (int ticks = 0; ticks < 3; ticks++) {
        assertThat(restarted.known(TOPIC).failure().code()).isEqualTo(ErrorCode.STORAGE_FAILED);
        env.pass(15_000);
      }
      unreadable = 0;
      env.pass(15_000);
      assertThat(restarted.loaded()).as("by itself").hasSize(1);
      assertThat(restarted.known(TOPIC).value().messages().size()).isEqualTo(1);
    }
  }

  /** Who has no link is told so, instead of that there is no more. */
  @Example
  void aMessageLongerThanWhatIsAskedForIsTooLarge() {
    byte[] brief = message(10, 60);
    byte[] longer = message(3_000, 60);
    holder.append(TOPIC, List.of(brief)).value();
    holder.append(TOPIC, List.of(longer)).value();
    byte[] first = new byte[TopicProtocol.ID_BYTES];
    int most = brief.length + longer.length;
    Message both = TestRouter.of(holder).handle(ASKER, items(first, most)).value();
    assertThat(((TopicProtocol.Items) both).items()).hasSize(2);
    assertThat(TestRouter.of(holder).handle(ASKER, items(first, brief.length - 1)).failure().code())
        .isEqualTo(ErrorCode.TOO_LARGE);
  }

  private static TopicProtocol.AskItems items(byte[] after, int most) {
    return new TopicProtocol.AskItems(TOPIC, SpanRange.ALL, after, most);
  }

  private static TopicProtocol.Replicate replicated(byte[]... items) {
    return new TopicProtocol.Replicate(TOPIC, List.of(items));
  }

  @Example
  void whatHasExpiredIsNotTaken() {
    byte[] brief = message(10, 1);
    env.pass(1_000);
    assertThat(holder.append(TOPIC, List.of(brief)).failure().code())
        .isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(store.size()).isZero();
  }

  @Example
  void whatExpiredOnTheDiskIsNotLoaded() {
    holder.append(TOPIC, List.of(message(10, 60))).value();
    byte[] lasting = message(10, 3600);
    holder.append(TOPIC, List.of(lasting)).value();
    env.pass(60_000);
    List<TopicItem> loaded = Items.stored(holder(), TOPIC);
    assertThat(loaded).hasSize(1);
    assertThat(loaded.get(0).encoded()).isEqualTo(lasting);
  }

  @Example
  void askingForAnUnknownTopicMakesNone() {
    Message digest =
        TestRouter.of(holder)
            .handle(ASKER, new TopicProtocol.AskDigest(TOPIC, SpanRange.ALL))
            .value();
    assertThat(((TopicProtocol.Digest) digest).spans()).isEmpty();
    byte[] after = new byte[TopicProtocol.ID_BYTES];
    Message items =
        TestRouter.of(holder)
            .handle(ASKER, new TopicProtocol.AskItems(TOPIC, SpanRange.ALL, after, 9))
            .value();
    assertThat(((TopicProtocol.Items) items).items()).isEmpty();
    assertThat(((TopicProtocol.Items) items).more()).isFalse();
    assertThat(TestRouter.of(holder).handle(ASKER, new TopicProtocol.Unsubscribe(TOPIC, 0)).value())
        .isInstanceOf(LinkMessage.Done.class);
    assertThat(holder.known(TOPIC).value()).isNull();
    assertThat(store.size()).isZero();
  }

  /** Another member's history may be long: it is pushed on in messages that a link takes. */
  @Example
  void whatDoesNotFitOneMessageIsPushedInSeveral() {
    subscribeSelf();
    for (int[] history : new int[][] {{LARGEST, 12}, {10, TopicProtocol.MAX_ITEMS + 1}}) {
      pushes.clear();
      byte[][] items = new byte[history[1]][];
      for (int i = 0; i < items.length; i++) {
        items[i] = message(history[0], 60);
      }
      TestRouter.of(holder).handle(ASKER, replicated(items)).value();
      assertThat(pushes).hasSizeGreaterThan(1);
      List<byte[]> pushed = new ArrayList<>();
      for (List<byte[]> push : pushes) {
        byte[] encoded = MessageCodec.encode(new TopicProtocol.Push(TOPIC, push));
        assertThat(MessageCodec.decode(encoded)).isInstanceOf(TopicProtocol.Push.class);
        assertThat(push.stream().mapToInt(each -> each.length).sum())
            .isBetween(1, TopicProtocol.MAX_ANSWER_BYTES);
        pushed.addAll(push);
      }
      assertThat(pushed).containsExactly(items);
    }
  }

  /** Few bytes are risked after failures, and yet the next message goes, however large. */
  @Example
  void largeMessageIsPushedAfterFailures() {
    subscribeSelf();
    byte[] large = message(LARGEST, 3_600);
    pushFailure = ErrorCode.TIMEOUT;
    holder.append(TOPIC, List.of(large)).value();
    env.pass(20_000);
    assertThat(pushes).hasSizeGreaterThan(3);
    byte[] small = message(10, 3_600);
    byte[] next = message(LARGEST, 3_600);
    holder.append(TOPIC, List.of(small, next)).value();
    pushes.clear();
    pushFailure = null;
    env.pass(20_000);
    List<byte[]> pushed = new ArrayList<>();
    pushes.forEach(pushed::addAll);
    assertThat(pushed).containsExactly(large, small, next);
    assertThat(pushes.get(0)).as("alone").hasSize(1);
  }

  @Example
  void whatIsKnownAlreadyIsNotPushedAgain() {
    subscribeSelf();
    byte[] once = message(10, 60);
    holder.append(TOPIC, List.of(once)).value();
    holder.append(TOPIC, List.of(once)).value();
    TestRouter.of(holder).handle(ASKER, replicated(once)).value();
    assertThat(pushes).hasSize(1);
  }

  @Example
  void aBridgeCoordinatesNothing() {
    Identity bridge =
        Identity.of(
                NETWORK.authority,
                NETWORK.bridge,
                NETWORK.bridgeToken.envelope().encoded(),
                0,
                PeerKind.BRIDGE,
                List.of())
            .value();
    TopicHolder ofBridge =
        holder(bridge, new RoutingTable(bridge.id(), new Rng(1)), members(bridge));
    for (Message request :
        List.of(
            new TopicProtocol.Append(TOPIC, List.of(message(10, 60))),
            replicated(message(10, 60)),
            new TopicProtocol.AskDigest(TOPIC, SpanRange.ALL))) {
      assertThat(TestRouter.of(ofBridge).handle(ASKER, request).failure().code())
          .isEqualTo(ErrorCode.UNAUTHORIZED);
    }
    assertThat(store.size()).isZero();
  }

  private static byte[] damaged(byte[] item) {
    byte[] damaged = item.clone();
    damaged[damaged.length - 1] ^= 1;
    return damaged;
  }

  /** Fails if one invalid message of a batch costs the others. */
  @Example
  void replicatedMessagesAreJudgedOneByOne() {
    byte[] expired = message(10, 1);
    env.pass(1_000);
    byte[] first = message(10, 60);
    byte[] last = message(10, 60);
    Message request = replicated(first, damaged(message(10, 60)), new byte[] {1}, expired, last);
    assertThat(TestRouter.of(holder).handle(ASKER, request).isFailed()).isFalse();
    assertThat(Items.stored(holder, TOPIC))
        .extracting(TopicItem::encoded)
        .containsExactlyInAnyOrder(first, last);
  }

  @Example
  void publisherLearnsWhichMessageIsInvalid() {
    List<byte[]> batch = List.of(message(10, 60), damaged(message(10, 60)), message(10, 60));
    PeerloomException failure = holder.append(TOPIC, batch).failure();
    assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_SIGNATURE);
    assertThat(failure.getMessage()).startsWith("message 2 of 3");
    assertThat(holder.known(TOPIC).value()).isNull();
  }

  /** Keys cost nothing: fails if whoever signs well may publish. */
  @Example
  void onlyMembersPublish() {
    byte[] valid = message(10, 60);
    byte[] made = message(UNKNOWN, 10, 60);
    PeerloomException failure =
        TestRouter.of(holder)
            .handle(ASKER, new TopicProtocol.Append(TOPIC, List.of(valid, made)))
            .failure();
    assertThat(failure.code()).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(failure.getMessage()).startsWith("message 2 of 2");
    assertThat(store.size()).isZero();
    TestRouter.of(holder).handle(ASKER, replicated(made, valid));
    assertThat(Items.stored(holder, TOPIC)).extracting(TopicItem::encoded).containsExactly(valid);
  }

  /** Members read the history of publishers that left before they joined. */
  @Example
  void publishersAreProvedAfterARestart() {
    holder.append(TOPIC, List.of(message(10, 60)));
    Authority restarted = new Authority(NETWORK.crypto, NETWORK.hash, env, NETWORK.id);
    Members members = TestMembers.of(env, restarted, SELF, store, List.of());
    byte[] key = PUBLISHER.keys().identityPublicKey();
    assertThat(members.owner(key).path()).hasSize(1);
    TopicHolder again = holder(SELF, new RoutingTable(SELF.id(), new Rng(1)), members);
    again.start();
    assertThat(again.known(TOPIC).value().size()).isEqualTo(1);
    assertThat(members.owner(key)).isEqualTo(ASKER.owner());
    Message answer = TestRouter.of(members).handle(ASKER, new JoinMessage.AskMember(key)).value();
    assertThat(((JoinMessage.Member) answer).token()).isEqualTo(PUBLISHER.token());
  }

  /** Fails if leases take places of topics, or a question makes one. */
  @Example
  void leasesForManyTopicsLeaveRoomForMessages() {
    holder.start();
    for (int i = 0; i < Limits.MAX_TOPICS_OF_MEMBER + 50; i++) {
      Key topic = TopicGroup.key(NETWORK.hash, "made up " + i);
      byte[] lease = Lease.sign(authority, PUBLISHER, topic, env.wallMillis()).value();
      Message request = new TopicProtocol.Subscribe(topic, lease);
      assertThat(TestRouter.of(holder).handle(ASKER, request).isFailed()).isFalse();
    }
    assertThat(store.size()).as("nothing durable").isZero();
    assertThat(holder.append(TOPIC, List.of(message(10, 60))).isFailed()).isFalse();
    env.pass(Lease.LASTS_MILLIS + 30_000);
    assertThat(holder.loaded()).isEmpty();
  }
}
