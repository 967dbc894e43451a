package io.peerloom.core.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.TopicProtocol;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/** What a reader asks the members of a topic, and makes of their answers. */
@Label("TopicClient")
class TopicClientTest extends ThreeMembers {
  private Promise<TopicFeed> subscribe() {
    Promise<TopicFeed> opened = client.open("news", 0, item -> {}, gap -> {});
    env.pass(10_000);
    assertThat(opened.isDone()).isTrue();
    return opened;
  }

  /** Readings of a slow member would queue up behind each other, each for what had come before. */
  @Example
  void aMemberThatIsStillBeingReadIsNotAskedAgain() {
    subscribe();
    int[] asked = {0};
    answers.set(
        0,
        request -> {
          asked[0]++;
          Promise<Message> later = new Promise<>();
          env.after(2_500, () -> later.complete(new TopicProtocol.Digest(List.of())));
          return later;
        });
    for (int i = 0; i < 4; i++) {
      client.catchUpSoon();
      env.pass(500);
    }
    assertThat(asked[0]).isEqualTo(1);
    env.pass(1_000);
    client.catchUpSoon();
    env.pass(500);
    assertThat(asked[0]).isEqualTo(2);
  }

  /** Silence would look like an empty topic to whoever subscribes. */
  @Example
  void aTopicThatNobodyLetsReadIsAFailedSubscription() {
    for (int i = 0; i < MEMBERS; i++) {
      answers.set(i, request -> Promise.of(new LinkMessage.Done()));
    }
    assertThat(subscribe().failure().code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    Promise<List<ReadMessage>> history = client.history("news");
    env.pass(10_000);
    assertThat(history.failure().code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(
            client
                .pushed(MEMBER[0].id(), TopicGroup.key(NETWORK.hash, "news"), List.of())
                .isFailed())
        .as("no subscription is left")
        .isTrue();
  }

  @Example
  void aRefusalIsToldWithItsCode() {
    for (int i = 0; i < MEMBERS; i++) {
      answers.set(i, request -> Promise.failed(ErrorCode.OVERLOADED, "too many subscribers"));
    }
    assertThat(subscribe().failure().code()).isEqualTo(ErrorCode.OVERLOADED);
  }

  @Example
  void pagesThatAreNoneAreAFailureToo() {
    TopicProtocol.Digest promised =
        new TopicProtocol.Digest(List.of(new TopicProtocol.SpanDigest(0, 1, new byte[16])));
    for (int i = 0; i < MEMBERS; i++) {
      answers.set(
          i,
          request ->
              Promise.of(
                  request instanceof TopicProtocol.Subscribe ? promised : new LinkMessage.Done()));
    }
    assertThat(subscribe().failure().code()).isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  /** A message that was published so many minutes ago. */
  private static TopicItem item(int minutesAgo) {
    return TopicItem.sign(
            NETWORK.authority,
            MEMBER[0],
            TopicGroup.key(NETWORK.hash, "news"),
            new byte[TopicItem.STREAM_BYTES],
            1,
            0,
            NETWORK.env.wallMillis() - minutesAgo * 60_000L,
            36_000,
            new byte[] {1})
        .value();
  }

  private static TopicProtocol.Digest digest(int level, long number) {
    return new TopicProtocol.Digest(
        List.of(new TopicProtocol.SpanDigest(level, number, new byte[TopicProtocol.ID_BYTES])));
  }

  /** Fails if a member leads its readers to more and more spans. */
  @Example
  void digestOutsideTheSpansAskedForIsMalformed() {
    long group =
        TopicProtocol.SpanDigest.numberOf(MessageCollection.spanOf(item(0).publishedAt()), 1);
    List<TopicProtocol.SpanRange> read = new ArrayList<>();
    int[] inside = {0};
    answers.replaceAll(
        any ->
            request -> {
              if (request instanceof TopicProtocol.AskItems ask) {
                read.add(ask.range());
                return Promise.of(new TopicProtocol.Items(List.of(item(0).encoded()), false));
              }
              TopicProtocol.SpanRange asked = ((TopicProtocol.AskDigest) request).range();
              if (asked.equals(TopicProtocol.SpanRange.ALL)) {
                return Promise.of(digest(1, group));
              }
              inside[0]++;
              return Promise.of(digest(0, asked.to() + 1));
            });
    client.history("news");
    env.pass(10_000);
    assertThat(inside[0]).as("compared with what the first has").isEqualTo(MEMBERS - 1);
    assertThat(read).containsExactly(TopicProtocol.SpanDigest.range(1, group));
  }

  /** An answer is only cut where it is full: fails if one member can make a reading endless. */
  @Example
  void answerThatIsCutEarlyEndsTheReading() {
    int[] asked = {0};
    long first = MessageCollection.spanOf(item(100).publishedAt());
    answers.replaceAll(
        any ->
            request -> {
              if (request instanceof TopicProtocol.AskItems) {
                List<byte[]> one = List.of(item(100 - asked[0]++).encoded());
                return Promise.of(new TopicProtocol.Items(one, asked[0] < 100));
              }
              return Promise.of(digest(3, TopicProtocol.SpanDigest.numberOf(first, 3)));
            });
    Promise<List<ReadMessage>> history = client.history("news");
    env.pass(10_000);
    assertThat(history.isDone()).isTrue();
    assertThat(asked[0]).isLessThanOrEqualTo(MEMBERS);
  }

  private Promise<Message> after(int millis, Message answer) {
    Promise<Message> later = new Promise<>();
    env.after(millis, () -> later.complete(answer));
    return later;
  }

  /** Readings take turns, and one member can list as many messages as it likes. */
  @Example
  void aMemberThatStallsDelaysTheNextForASecondOnly() {
    long began = env.monotonicMillis();
    TopicProtocol.Digest promised =
        new TopicProtocol.Digest(List.of(new TopicProtocol.SpanDigest(0, 1, new byte[16])));
    TopicProtocol.Items none = new TopicProtocol.Items(List.of(), false);
    List<Long> read = new ArrayList<>();
    for (int i = 0; i < MEMBERS; i++) {
      int wait = i == 0 ? 0 : 100;
      answers.set(
          i,
          request -> {
            if (request instanceof TopicProtocol.Subscribe
                || request instanceof TopicProtocol.AskDigest) {
              return after(wait, promised);
            }
            read.add(env.monotonicMillis() - began);
            return after(wait == 0 ? 2_900 : 1, none);
          });
    }
    READER.setActive(true);
    subscribe();
    READER.setActive(false);
    assertThat(read.size()).isGreaterThanOrEqualTo(MEMBERS);
    assertThat(read.get(1)).isBetween(1_000L, 1_500L);
  }

  /** The first to answer may be those that conceal what they have. */
  @Example
  void aReadingWaitsForMembersThatAnswerLater() {
    answers.set(0, request -> after(2_500, new TopicProtocol.Digest(List.of())));
    long began = env.monotonicMillis();
    Promise<List<ReadMessage>> history = client.history("news");
    long[] ended = {0};
    history.then(ok -> ended[0] = env.monotonicMillis(), e -> {});
    env.pass(10_000);
    assertThat(ended[0] - began).isGreaterThanOrEqualTo(2_500);
    answers.set(0, request -> new Promise<>());
    assertThat(subscribe().isFailed()).as("but not for ever").isFalse();
  }

  @Example
  void oneMemberThatLetsReadIsEnough() {
    answers.set(0, request -> Promise.of(new LinkMessage.Done()));
    answers.set(1, request -> new Promise<>());
    assertThat(subscribe().isFailed()).isFalse();
  }

  /** As when a server is killed while a page subscribes; the link says CLOSED, the page has not. */
  @Example
  void linksThatEndMeanwhileAreNoFailure() {
    for (int i = 0; i < MEMBERS; i++) {
      int member = i;
      answers.set(
          i,
          request -> {
            links.link(MEMBER[member].id()).close(ErrorCode.UNREACHABLE, "closed with 1006");
            return new Promise<>();
          });
    }
    Promise<TopicFeed> opened = client.open("news", 0, item -> {}, gap -> {});
    env.pass(1_000);
    answers.replaceAll(any -> request -> Promise.of(new TopicProtocol.Digest(List.of())));
    for (Identity member : MEMBER) {
      links.dial(member.addresses().get(0), member.id());
    }
    env.pass(5_000);
    assertThat(opened.value()).isNotNull();
  }

  @Example
  void silentMembersMakeItUnreachable() {
    answers.replaceAll(any -> request -> new Promise<>());
    Promise<TopicFeed> opened = client.open("news", 0, item -> {}, gap -> {});
    env.pass(15_000);
    assertThat(opened.failure().code()).isEqualTo(ErrorCode.UNREACHABLE);
  }

  @Example
  void leavingEndsEverySubscription() {
    TopicFeed feed = subscribe().value();
    answers.replaceAll(any -> request -> new Promise<>());
    Promise<TopicFeed> opening = client.open("others", 0, item -> {}, gap -> {});
    Promise<List<ReadMessage>> reading = client.history("others");
    env.pass(100);
    assertThat(feed.ended().isDone()).isFalse();
    client.closeAll();
    assertThat(feed.ended().isDone()).isTrue();
    assertThat(opening.failure().code()).isEqualTo(ErrorCode.CLOSED);
    assertThat(reading.failure().code()).isEqualTo(ErrorCode.CLOSED);
  }

  /** An empty history would look like one that nobody has written. */
  @Example
  void cutOffReaderIsRefusedAndLoneOneIsNot() {
    READER.setActive(true);
    links.closeAll();
    Promise<List<ReadMessage>> history = client.history("news");
    Promise<TopicFeed> opened = client.open("news", 0, item -> {}, gap -> {});
    env.pass(20_000);
    assertThat(history.failure().code()).isEqualTo(ErrorCode.UNREACHABLE);
    assertThat(opened.failure().code()).isEqualTo(ErrorCode.UNREACHABLE);
    alone = true;
    history = client.history("news");
    env.pass(1_000);
    assertThat(history.value()).isEmpty();
    READER.setActive(false);
  }

  @Example
  void hiddenPageLeasesNothing() {
    List<Message> asked = new ArrayList<>();
    answers.set(
        0,
        request -> {
          asked.add(request);
          return Promise.of(new TopicProtocol.Digest(List.of()));
        });
    subscribe();
    env.pass(3 * MEMBERS * TopicFeed.POLL_HIDDEN_MILLIS);
    assertThat(asked).hasSizeGreaterThan(2).allMatch(m -> m instanceof TopicProtocol.AskDigest);
    READER.setActive(true);
    client.catchUpSoon();
    env.pass(1_000);
    assertThat(asked.get(asked.size() - 1)).isInstanceOf(TopicProtocol.Subscribe.class);
    READER.setActive(false);
    client.catchUpSoon();
    env.pass(1_000);
    assertThat(asked).anyMatch(m -> m instanceof TopicProtocol.Unsubscribe);
  }
}
