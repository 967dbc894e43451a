package io.peerloom.core.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.LoneAssembly;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.data.client.WriteQuorum;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.RoutingMessage;
import io.peerloom.core.wire.TopicProtocol;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/** A publisher beside eight others, five of which are the topic's group. */
@Label("GroupAppend")
class GroupAppendTest {
  private static final int OTHERS = 8;
  private static final String TOPIC = "news";
  private static final String ADDRESS = "wss://server.example";

  private final LoneAssembly server = LoneAssembly.node(1, List.of(ADDRESS));
  private final List<Identity> others = new ArrayList<>();
  private final List<LoneAssembly.Visitor> visitors = new ArrayList<>();

  /** Who was asked to store the message. */
  private final List<Identity> asked = new ArrayList<>();

  GroupAppendTest() {
    meet(() -> LoneAssembly.NETWORK.member(PeerKind.NODE));
  }

  /** All others are such peers. */
  private void meet(Supplier<Identity> peers) {
    Key topic = TopicGroup.key(LoneAssembly.NETWORK.hash, TOPIC);
    others.clear();
    // The publisher is no member: its own copy would count.
    while (others.size() < OTHERS) {
      Identity other = peers.get();
      if (topic.compareDistance(other.id(), server.self.id()) < 0) {
        others.add(other);
      }
    }
    others.sort((a, b) -> topic.compareDistance(a.id(), b.id()));
  }

  /** Links all others, of which the closest {@code hostile} but {@code honest} refuse. */
  private Promise<?> publish(int hostile, int honest, ErrorCode refusal) {
    for (int i = 0; i < OTHERS; i++) {
      Identity other = others.get(i);
      boolean refuses = i < hostile && i != honest;
      LoneAssembly.Visitor visitor = server.visit(other, ADDRESS);
      visitor.service = request -> answer(other, request, refuses ? refusal : null);
      visitors.add(visitor);
    }
    server.env.pass(2_000);
    Promise<?> published = server.publish(TOPIC, new byte[] {1});
    server.env.pass(60_000);
    assertThat(published.isDone()).isTrue();
    return published;
  }

  private Promise<Message> answer(Identity other, Message request, ErrorCode refusal) {
    if (request instanceof TopicProtocol.Append append) {
      asked.add(other);
      return refusal == null
          ? Receipts.stored(server.authority, other, others.indexOf(other), append)
          : Promise.failed(refusal, "no");
    }
    return Promise.of(new RoutingMessage.Found(List.of()));
  }

  @Example
  void oneHonestMemberIsEnough() {
    for (ErrorCode refusal : List.of(ErrorCode.OVERLOADED, ErrorCode.NOT_FOUND)) {
      GroupAppendTest test = new GroupAppendTest();
      Promise<?> published = test.publish(Coordinator.GROUP, 3, refusal);
      assertThat(published.isFailed()).as(refusal.name()).isFalse();
      assertThat(((TopicClient.Publication) published.value()).holders())
          .isEqualTo(WriteQuorum.DOMAINS);
      assertThat(test.asked).containsExactlyInAnyOrderElementsOf(test.others);
    }
  }

  @Example
  void whatAllMembersRefuseIsRefused() {
    Promise<?> published = publish(Coordinator.GROUP, -1, ErrorCode.OVERLOADED);
    assertThat(published.failure().code()).isEqualTo(ErrorCode.OVERLOADED);
    assertThat(asked).containsExactlyInAnyOrderElementsOf(others.subList(0, Coordinator.GROUP));
  }

  @Example
  void nobodyElseIsAskedIfNobodyRefuses() {
    Promise<?> published = publish(0, -1, null);
    assertThat(published.isFailed()).isFalse();
    assertThat(asked).containsExactlyInAnyOrderElementsOf(others.subList(0, Coordinator.GROUP));
  }

  @Example
  void whereMostRefuseAndNobodyElseIsThereTheOutcomeIsUnknown() {
    Promise<?> published = publish(OTHERS, 2, ErrorCode.OVERLOADED);
    assertThat(published.failure().code()).isEqualTo(ErrorCode.UNKNOWN);
  }

  /** Nobody deceives itself: the tabs of one profile keep each other's messages. */
  @Example
  void devicesOfThePublisherHaveAVoiceEach() {
    meet(() -> LoneAssembly.NETWORK.device(server.self, 1 + others.size(), PeerKind.NODE));
    Promise<?> published = publish(0, -1, null);
    assertThat(((TopicClient.Publication) published.value()).holders())
        .isGreaterThanOrEqualTo(WriteQuorum.DOMAINS);
  }
}
