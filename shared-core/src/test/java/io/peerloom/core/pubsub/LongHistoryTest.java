package io.peerloom.core.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.data.RecordStore;
import io.peerloom.core.id.Key;
import io.peerloom.core.links.LinkTable;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.routing.ConnectionBudget;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.rpc.Router;
import io.peerloom.core.support.MemoryStore;
import io.peerloom.core.support.TestMembers;
import io.peerloom.core.support.TestRouter;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.TopicProtocol;
import io.peerloom.core.wire.TopicProtocol.SpanRange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/** A history that is longer than what a reader holds in memory at once. */
@Label("A long history")
class LongHistoryTest extends ThreeMembers {
  private static final int LARGEST = Limits.MAX_TOPIC_MESSAGE_BYTES;

  /** More than one part of a history. */
  private static final int MESSAGES = 2 * HistoryReading.PART_BYTES / LARGEST + 40;

  private static final Key TOPIC = TopicGroup.key(NETWORK.hash, "news");

  /** Signing takes longest, and all tests begin at the same time. */
  private static final List<byte[]> SIGNED = new ArrayList<>();

  private final MemoryStore store =
      new MemoryStore() {
        @Override
        public long quotaBytes() {
          return Limits.MAX_STORED_BYTES;
        }

        @Override
        public Promise<byte[]> read(byte[] key) {
          return isDamaged.test(key)
              ? Promise.failed(ErrorCode.STORAGE_FAILED, "bad block")
              : super.read(key);
        }
      };

  private Predicate<byte[]> isDamaged = key -> false;

  private final TopicHolder holder = holder();
  private final Router router = TestRouter.of(holder);
  private final ProvedPeer reader = authority.prove(READER.card()).value();
  private final List<Long> delivered = new ArrayList<>();
  private long fetchedBytes;
  private long deliveredBytes;
  private long mostWaitingBytes;

  private TopicHolder holder() {
    RoutingTable table = new RoutingTable(MEMBER[0].id(), new Rng(1));
    LinkTable linksOfMember =
        new LinkTable(
            env, MEMBER[0], table, new ConnectionBudget(MEMBER[0].id(), MEMBER[0].kind(), 10, 10));
    return new TopicHolder(
        env,
        authority,
        MEMBER[0],
        store,
        table,
        new OverlayNetwork(env, authority, MEMBER[0], linksOfMember),
        TestMembers.of(env, authority, MEMBER[0], store, List.of(MEMBER)));
  }

  /** A message of one of two publishers in turn, each a minute later; the last one is now. */
  private byte[] message(int number) {
    while (SIGNED.size() <= number) {
      int next = SIGNED.size();
      SIGNED.add(
          TopicItem.sign(
                  authority,
                  MEMBER[1 + next % 2],
                  TOPIC,
                  new byte[TopicItem.STREAM_BYTES],
                  1 + next / 2,
                  1 + next / 2,
                  env.wallMillis() - (600 - next) * 60_000L,
                  Limits.MAX_TTL_SECONDS,
                  new byte[LARGEST])
              .value()
              .encoded());
    }
    return SIGNED.get(number);
  }

  /** All members have the same first messages. */
  private void publish(int messages) {
    for (int i = 0; i < messages; i++) {
      assertThat(holder.append(TOPIC, List.of(message(i))).isFailed()).isFalse();
    }
    answers.replaceAll(
        any ->
            request ->
                router
                    .handle(reader, request)
                    .map(
                        answer -> {
                          if (answer instanceof TopicProtocol.Items items) {
                            items.items().forEach(item -> fetchedBytes += item.length);
                          }
                          return answer;
                        }));
  }

  private void deliver(ReadMessage message) {
    delivered.add(message.item().publishedAt());
    deliveredBytes += message.item().encoded().length;
    mostWaitingBytes = Math.max(mostWaitingBytes, fetchedBytes - deliveredBytes);
  }

  /** Fails if all of it is fetched before the first message is delivered. */
  @Example
  void itIsDeliveredInPartsAndInOrder() {
    publish(MESSAGES);
    Promise<TopicFeed> opened = client.open("news", 0, this::deliver, gap -> {});
    env.pass(60_000);
    assertThat(opened.value()).isNotNull();
    assertThat(delivered).hasSize(MESSAGES).isSorted().doesNotHaveDuplicates();
    assertThat(fetchedBytes - deliveredBytes)
        .as("fetched twice")
        .isLessThan(4 * TopicProtocol.MAX_ANSWER_BYTES);
    assertThat(mostWaitingBytes)
        .isLessThan(HistoryReading.PART_BYTES + 2 * TopicProtocol.MAX_ANSWER_BYTES);
  }

  @Example
  void whatIsPushedMeanwhileComesAfterIt() {
    publish(MESSAGES);
    byte[] next = message(MESSAGES);
    Promise<TopicFeed> opened = client.open("news", 0, this::deliver, gap -> {});
    env.pass(1);
    client.pushed(MEMBER[0].id(), TOPIC, List.of(next));
    env.pass(60_000);
    assertThat(opened.value()).isNotNull();
    assertThat(delivered).hasSize(MESSAGES + 1).isSorted().doesNotHaveDuplicates();
  }

  @Example
  void whoWantsItAtOnceIsToldThatItIsTooLarge() {
    publish(1 + Limits.MAX_HISTORY_BYTES / LARGEST);
    Promise<List<ReadMessage>> history = client.history("news");
    env.pass(60_000);
    assertThat(history.failure().code()).isEqualTo(ErrorCode.TOO_LARGE);
  }

  /** The index is in memory, the messages are not, except for the last ones. */
  @Example
  void membersReadItFromTheDisk() {
    publish(MESSAGES);
    Coordinator coordinator = holder.known(TOPIC).value();
    List<IndexedMessage> all = Items.all(coordinator.messages());
    assertThat(holder.read(coordinator, all.subList(0, 10)).value()).hasSize(10);
    assertThat(store.reads).as("all of them").isGreaterThanOrEqualTo(10);
    int before = store.reads;
    assertThat(holder.read(coordinator, all.subList(MESSAGES - 10, MESSAGES)).value()).hasSize(10);
    assertThat(store.reads).as("none of them").isEqualTo(before);
  }

  /** Fails if a member goes on listing what it cannot return. */
  @Example
  void whatTheDiskHasLostIsForgottenAndFetchedAgain() {
    publish(MESSAGES);
    Coordinator coordinator = holder.known(TOPIC).value();
    List<IndexedMessage> all = Items.all(coordinator.messages());
    byte[] lost = holder.read(coordinator, all.subList(0, 1)).value().get(0);
    store.write(
        List.of(
            new RecordStore.Entry(
                TopicDisk.message(TopicItem.decode(NETWORK.hash, lost)).key(), null)));
    assertThat(holder.read(coordinator, all.subList(0, 10)).value()).hasSize(9);
    assertThat(coordinator.messages().size()).isEqualTo(MESSAGES - 1);
    holder.received(MEMBER[1].id(), TOPIC, List.of(lost));
    assertThat(holder.read(coordinator, all.subList(0, 10)).value()).hasSize(10).contains(lost);
  }

  /** Fails if a disk that cannot be read for a moment costs a member what it has. */
  @Example
  void aDiskThatFailsLosesNothing() {
    publish(MESSAGES);
    Coordinator coordinator = holder.known(TOPIC).value();
    List<IndexedMessage> all = Items.all(coordinator.messages());
    isDamaged = key -> true;
    assertThat(holder.read(coordinator, all).failure().code()).isEqualTo(ErrorCode.STORAGE_FAILED);
    assertThat(coordinator.messages().size()).isEqualTo(MESSAGES);
    isDamaged = key -> false;
    assertThat(holder.read(coordinator, all).value()).hasSize(MESSAGES);
  }

  /** Fails if one bad block ends all pushes and answers behind it. */
  @Example
  void aDamagedMessageIsLeftOut() {
    publish(MESSAGES);
    Coordinator coordinator = holder.known(TOPIC).value();
    List<IndexedMessage> all = Items.all(coordinator.messages());
    byte[] id = all.get(0).id().array();
    isDamaged = key -> Bytes.hex(key).endsWith(Bytes.hex(id));
    assertThat(holder.read(coordinator, all.subList(0, 1)).value()).isEmpty();
    assertThat(coordinator.messages().size()).isEqualTo(MESSAGES - 1);
  }

  /** Fails if what is newer than a part is delivered with it. */
  @Example
  void aMemberThatHasOnlyTheEndIsRead() {
    publish(MESSAGES);
    List<Function<Message, Promise<Message>>> all = List.copyOf(answers);
    SpanRange end =
        MessageCollection.since(
            TopicItem.decode(NETWORK.hash, message(MESSAGES - 10)).publishedAt());
    int[] first = {-1};
    for (int i = 0; i < MEMBERS; i++) {
      int member = i;
      answers.set(
          i,
          request -> {
            first[0] = first[0] < 0 ? member : first[0];
            boolean lacks =
                member == first[0]
                    && request instanceof TopicProtocol.AskDigest ask
                    && ask.range().from() < end.from();
            return all.get(member).apply(lacks ? new TopicProtocol.AskDigest(TOPIC, end) : request);
          });
    }
    Promise<TopicFeed> opened = client.open("news", 0, this::deliver, gap -> {});
    env.pass(60_000);
    assertThat(opened.value()).isNotNull();
    assertThat(delivered).hasSize(MESSAGES).isSorted().doesNotHaveDuplicates();
  }
}
