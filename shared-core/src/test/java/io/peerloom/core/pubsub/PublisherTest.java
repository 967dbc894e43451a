package io.peerloom.core.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.data.client.Draft;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.TopicProtocol;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/** How messages reach the members of a topic, and what a publisher learns of that. */
@Label("Publisher")
class PublisherTest extends ThreeMembers {
  @Example
  void forgottenStreamBeginsUnderAnotherName() {
    List<TopicItem> published = new ArrayList<>();
    answers.set(
        0,
        request -> {
          if (request instanceof TopicProtocol.Append append) {
            append.items().forEach(i -> published.add(TopicItem.decode(NETWORK.hash, i)));
          }
          return Promise.failed(ErrorCode.OVERLOADED, "no more");
        });
    publish("news");
    publish("news");
    for (int i = 0; i < Publisher.MAX_STREAMS; i++) {
      publish("other" + i);
    }
    published.removeIf(item -> !item.topic().equals(TopicGroup.key(NETWORK.hash, "news")));
    TopicItem last = published.get(published.size() - 1);
    assertThat(last.sequence()).isEqualTo(2);
    publish("news");
    TopicItem next = published.get(published.size() - 1);
    assertThat(next.sequence()).isEqualTo(1);
    assertThat(next.stream()).isNotEqualTo(last.stream());
  }

  private void publish(String topic) {
    client.publish(topic, new byte[] {0, 1}, false, 60, new Draft()).then(ok -> {}, e -> {});
    env.pass(100);
  }

  /** A member that has stored what it was sent. */
  private Promise<Message> stored(int member, TopicProtocol.Append append) {
    return Receipts.stored(authority, MEMBER[member], member, append);
  }

  private void answerAfter(int millis, List<List<byte[]>> batches) {
    for (int i = 0; i < MEMBERS; i++) {
      int member = i;
      answers.set(
          i,
          request -> {
            if (!(request instanceof TopicProtocol.Append append)) {
              return Promise.of(new TopicProtocol.Digest(List.of()));
            }
            if (member == 0) {
              batches.add(append.items());
            }
            Promise<Message> later = new Promise<>();
            env.after(millis, () -> stored(member, append).then(later::complete, later::fail));
            return later;
          });
    }
  }

  @Example
  void whatIsPublishedMeanwhileGoesTogether() {
    List<List<byte[]>> batches = new ArrayList<>();
    answerAfter(100, batches);
    List<Promise<TopicClient.Publication>> published = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      published.add(client.publish("news", new byte[] {0, 1}, false, 60, new Draft()));
      env.pass(1);
    }
    env.pass(1_000);
    assertThat(published).allMatch(each -> each.value().holders() == MEMBERS);
    assertThat(batches).hasSizeLessThan(30);
    List<Long> sequences = new ArrayList<>();
    batches.forEach(
        batch -> batch.forEach(i -> sequences.add(TopicItem.decode(NETWORK.hash, i).sequence())));
    assertThat(sequences).hasSize(300).isSorted().doesNotHaveDuplicates();
  }

  /** It is told at once and when to try again; nothing was sent, so no number is missing. */
  @Example
  void fasterThanItsMembersIsRateLimited() {
    List<List<byte[]>> batches = new ArrayList<>();
    answerAfter(1_000, batches);
    List<Promise<TopicClient.Publication>> published = new ArrayList<>();
    for (int i = 0; i < Limits.MAX_WAITING_MESSAGES; i++) {
      published.add(client.publish("news", new byte[] {0, 1}, false, 60, new Draft()));
    }
    List<Promise<TopicClient.Publication>> refused =
        published.stream().filter(Promise::isFailed).toList();
    assertThat(refused)
        .hasSizeBetween(Limits.MAX_WAITING_MESSAGES / 2 - 300, Limits.MAX_WAITING_MESSAGES / 2);
    assertThat(refused)
        .allMatch(each -> each.failure().code() == ErrorCode.RATE_LIMITED)
        .allMatch(each -> each.failure().retryAfterMillis() > 0);
    env.pass(60_000);
    int sent = batches.stream().mapToInt(List::size).sum();
    assertThat(sent).isEqualTo(published.size() - refused.size());
    assertThat(published.stream().filter(each -> !each.isFailed()))
        .allMatch(each -> each.value().holders() == MEMBERS);
    Promise<TopicClient.Publication> after =
        client.publish("news", new byte[] {0, 1}, false, 60, new Draft());
    env.pass(2_000);
    assertThat(after.value().item().sequence()).isEqualTo(sent + 1);
  }

  /** Topics whose messages wait leave room for others; many at once are sent a few at a time. */
  @Example
  void oneTopicLeavesRoomForOthers() {
    List<List<byte[]>> batches = new ArrayList<>();
    answerAfter(1_000, batches);
    for (int topic = 0; topic < 3; topic++) {
      for (int i = 0; i < Limits.MAX_WAITING_MESSAGES; i++) {
        client.publish("busy" + topic, new byte[] {0, 1}, false, 60, new Draft());
      }
    }
    List<Promise<TopicClient.Publication>> others = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      others.add(client.publish("other" + i, new byte[] {0, 1}, false, 60, new Draft()));
    }
    env.pass(500);
    assertThat(batches).as("under way at once").hasSize(64);
    env.pass(60_000);
    assertThat(others).allMatch(each -> each.value().holders() == MEMBERS);
  }

  /** Where the network is away for seconds, whoever publishes now and then is not too fast. */
  @Example
  void fewMessagesWaitWhileNobodyAnswers() {
    answerAfter(4_000, new ArrayList<>());
    List<Promise<TopicClient.Publication>> published = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      published.add(client.publish("news", new byte[] {0, 1}, false, 60, new Draft()));
      env.pass(100);
    }
    assertThat(published).noneMatch(Promise::isFailed);
    env.pass(20_000);
    assertThat(published).allMatch(each -> each.value().holders() == MEMBERS);
  }

  /** Slow members make a fast publisher wait for seconds at most. */
  @Example
  void whereMessagesWaitForLongNoMoreMay() {
    answerAfter(4_000, new ArrayList<>());
    List<Promise<TopicClient.Publication>> published = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      published.add(client.publish("news", new byte[] {0, 1}, false, 60, new Draft()));
      env.pass(50);
    }
    assertThat(published.get(10).isFailed()).isFalse();
    assertThat(published.get(79).failure().code()).isEqualTo(ErrorCode.RATE_LIMITED);
    env.pass(10_000);
    assertThat(published).allMatch(Promise::isDone);
    Promise<TopicClient.Publication> after =
        client.publish("news", new byte[] {0, 1}, false, 60, new Draft());
    env.pass(5_000);
    assertThat(after.value().holders()).isEqualTo(MEMBERS);
  }

  @Example
  void refusalReachesThePublisherWithItsCodeAtOnce() {
    int[] asked = {0};
    for (int i = 0; i < MEMBERS; i++) {
      answers.set(
          i,
          request -> {
            asked[0]++;
            return Promise.failed(ErrorCode.OVERLOADED, "no room");
          });
    }
    Promise<TopicClient.Publication> published =
        client.publish("news", new byte[] {0, 1}, false, 60, new Draft());
    env.pass(1_000);
    assertThat(published.failure().code()).isEqualTo(ErrorCode.OVERLOADED);
    assertThat(asked[0]).as("not asked again").isEqualTo(MEMBERS);
  }

  /** One message that a full topic has no room for does not cost those that fit their place. */
  @Example
  void refusedBatchIsTriedOneByOne() {
    for (int i = 0; i < MEMBERS; i++) {
      int member = i;
      answers.set(
          i,
          request -> {
            TopicProtocol.Append append = (TopicProtocol.Append) request;
            boolean large = append.items().stream().anyMatch(item -> item.length > 5_000);
            return large ? Promise.failed(ErrorCode.OVERLOADED, "no room") : stored(member, append);
          });
    }
    List<Promise<TopicClient.Publication>> published = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      published.add(client.publish("news", new byte[i == 7 ? 6_000 : 2], false, 60, new Draft()));
    }
    env.pass(2_000);
    for (int i = 0; i < 10; i++) {
      assertThat(published.get(i).isFailed()).as("message " + i).isEqualTo(i == 7);
    }
    assertThat(published.get(7).failure().code()).isEqualTo(ErrorCode.OVERLOADED);
  }

  /** What is sent again because its members did not answer comes after later messages. */
  @Example
  void laterMessagesWaitForOneThatIsSentAgain() {
    List<TopicItem> taken = new ArrayList<>();
    int[] appends = {0};
    answerAppends(
        (member, append) -> {
          appends[0]++;
          if (appends[0] <= MEMBERS) {
            return new Promise<>();
          }
          if (member == 0) {
            append.items().forEach(i -> taken.add(TopicItem.decode(NETWORK.hash, i)));
          }
          return stored(member, append);
        });
    publish("news");
    publish("news");
    StreamOrder order = new StreamOrder(Items::publisher);
    TopicItem second = taken.remove(0);
    long since = env.monotonicMillis();
    assertThat(order.arrived(second, since).ready()).isEmpty();
    while (taken.isEmpty()) {
      env.pass(100);
      long now = env.monotonicMillis();
      assertThat(order.overdue(now, now).ready()).as("the first may still come").isEmpty();
    }
    assertThat(order.arrived(taken.get(0), env.monotonicMillis()).ready())
        .extracting(TopicItem::sequence)
        .containsExactly(1L, 2L);
  }

  /** Nothing is on its way for longer than subscribers wait, however often it is tried. */
  @Example
  void sendingEndsWhenSubscribersNoLongerWait() {
    READER.setActive(true);
    long[] lastSent = {0};
    answerAppends(
        (member, append) -> {
          lastSent[0] = env.monotonicMillis();
          Promise<Message> late = new Promise<>();
          PeerloomException full = new PeerloomException(ErrorCode.OVERLOADED, "no room");
          env.after(4_900, () -> late.fail(full));
          return late;
        });
    long start = env.monotonicMillis();
    List<Promise<TopicClient.Publication>> published = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      published.add(client.publish("news", new byte[2], false, 60, new Draft()));
    }
    env.pass(Publisher.SENDING_MILLIS + 100);
    assertThat(published.subList(0, 2)).allMatch(Promise::isFailed);
    assertThat(lastSent[0] - start).isGreaterThan(5_000);
    env.pass(600_000);
    assertThat(published)
        .extracting(each -> each.failure().code())
        .containsOnly(ErrorCode.OVERLOADED, ErrorCode.UNKNOWN);
    READER.setActive(false);
  }

  private void answerAppends(BiFunction<Integer, TopicProtocol.Append, Promise<Message>> answer) {
    for (int i = 0; i < MEMBERS; i++) {
      int member = i;
      answers.set(
          i,
          request ->
              request instanceof TopicProtocol.Append append
                  ? answer.apply(member, append)
                  : Promise.of(new TopicProtocol.Digest(List.of())));
    }
  }

  @Example
  void leavingFailsWhatWaitsToBePublished() {
    answerAfter(10_000, new ArrayList<>());
    List<Promise<TopicClient.Publication>> published = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      published.add(client.publish("news", new byte[] {0, 1}, false, 60, new Draft()));
    }
    env.pass(100);
    client.closeAll();
    assertThat(published.get(499).failure().code()).isEqualTo(ErrorCode.CLOSED);
  }

  /** Whoever took a message may be cut off before its receipt arrives: then nobody knows. */
  @Example
  void receiptsThatAreLostLeaveItUnknown() {
    READER.setActive(true);
    List<List<byte[]>> batches = new ArrayList<>();
    answerAfter(100, batches);
    Draft draft = new Draft();
    Promise<TopicClient.Publication> published =
        client.publish("news", new byte[] {0, 1}, false, 60, draft);
    env.pass(50);
    links.closeAll();
    env.pass(20_000);
    assertThat(batches).hasSize(1);
    assertThat(published.failure().code()).isEqualTo(ErrorCode.UNKNOWN);
    Promise<TopicClient.Publication> cutOff =
        client.publish("news", new byte[] {0, 1}, false, 60, new Draft());
    env.pass(20_000);
    assertThat(cutOff.failure().code()).as("it got to nobody").isEqualTo(ErrorCode.UNREACHABLE);
    READER.setActive(false);
  }
}
