package io.peerloom.core.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.connection.ConnectionManagerFactory;
import io.peerloom.core.connection.Link;
import io.peerloom.core.connection.TransportEvents;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.data.Members;
import io.peerloom.core.data.client.Draft;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.links.LinkTable;
import io.peerloom.core.lookup.PeerFinder;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.routing.ConnectionBudget;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.signalling.WebRtcSignalling;
import io.peerloom.core.support.MemoryStore;
import io.peerloom.core.support.Pipe;
import io.peerloom.core.support.QuietOwner;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.support.TestMembers;
import io.peerloom.core.support.TestNetwork;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.RoutingMessage;
import io.peerloom.core.wire.TopicProtocol;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/** A reader in the background, whose topics are kept by three others that answer as a test says. */
@Label("TopicClient")
class TopicClientTest {
  private static final int MEMBERS = 3;
  private static final TestNetwork NETWORK = new TestNetwork(1);
  private static final Identity READER = NETWORK.member(PeerKind.BROWSER);
  private static final Identity[] MEMBER = new Identity[MEMBERS];

  static {
    // Hidden, so that it is no member of the group itself.
    READER.setActive(false);
    for (int i = 0; i < MEMBERS; i++) {
      MEMBER[i] = NETWORK.member(PeerKind.NODE, "wss://member" + i + ".example");
    }
  }

  private final TestEnv env = new TestEnv(1);
  private final Authority authority = new Authority(NETWORK.crypto, NETWORK.hash, env, NETWORK.id);
  private boolean alone;
  private LinkTable links;
  private final TopicClient client = client();

  /** What each member says to a subscription and to a question for its digest. */
  private final List<Function<Message, Promise<Message>>> answers =
      new ArrayList<>(
          Collections.nCopies(MEMBERS, request -> Promise.of(new TopicProtocol.Digest(List.of()))));

  private TopicClient client() {
    RoutingTable table = new RoutingTable(READER.id(), new Rng(1));
    links =
        new LinkTable(env, READER, table, new ConnectionBudget(READER.id(), READER.kind(), 10, 10));
    ConnectionManagerFactory factory =
        new ConnectionManagerFactory(env, authority, READER, links, this::dial, null, List.of());
    links.setConnectionFactory(factory);
    OverlayNetwork overlay = new OverlayNetwork(env, authority, READER, links);
    PeerFinder finder = new PeerFinder(env, NETWORK.crypto, READER, table, overlay);
    WebRtcSignalling signalling =
        new WebRtcSignalling(env, NETWORK.crypto, READER, table, links, overlay, factory);
    MemoryStore store = new MemoryStore();
    Members members = TestMembers.of(env, authority, READER, store, List.of());
    TopicHolder holder = new TopicHolder(env, authority, READER, store, table, overlay, members);
    TopicClient made =
        new TopicClient(env, authority, READER, overlay, finder, signalling, holder, () -> alone);
    for (Identity member : MEMBER) {
      links.dial(member.addresses().get(0), member.id());
    }
    env.pass(1_000);
    assertThat(links.size()).isEqualTo(MEMBERS);
    return made;
  }

  private Pipe.End dial(String url, TransportEvents events) {
    Pipe pipe = new Pipe(env);
    pipe.dialling.events = events;
    int number = url.charAt("wss://member".length()) - '0';
    env.after(
        1,
        () -> {
          pipe.accepting.events =
              new ConnectionManagerFactory(
                      env, authority, MEMBER[number], new Member(number), null, null, List.of(url))
                  .accept(pipe.accepting);
          events.opened();
        });
    return pipe.dialling;
  }

  /** A member's end of the link: it knows of nobody, and answers topics as it is told. */
  private final class Member extends QuietOwner {
    private final int number;

    Member(int number) {
      this.number = number;
    }

    @Override
    public Promise<Message> serve(Link link, Message request, int deadlineMillis) {
      return request instanceof RoutingMessage.FindNode
          ? Promise.of(new RoutingMessage.Found(List.of()))
          : answers.get(number).apply(request);
    }
  }

  private Promise<TopicFeed> subscribe() {
    Promise<TopicFeed> opened = client.open("news", true, item -> {});
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
    Promise<List<TopicItem>> history = client.history("news");
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
    Promise<List<TopicItem>> history = client.history("news");
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
    Promise<TopicFeed> opened = client.open("news", true, item -> {});
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
    Promise<TopicFeed> opened = client.open("news", true, item -> {});
    env.pass(15_000);
    assertThat(opened.failure().code()).isEqualTo(ErrorCode.UNREACHABLE);
  }

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
    client.publish(topic, new byte[] {0, 1}, 60, new Draft()).then(ok -> {}, e -> {});
    env.pass(100);
  }

  @Example
  void leavingEndsEverySubscription() {
    TopicFeed feed = subscribe().value();
    answers.replaceAll(any -> request -> new Promise<>());
    Promise<TopicFeed> opening = client.open("others", true, item -> {});
    Promise<List<TopicItem>> reading = client.history("others");
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
    Promise<List<TopicItem>> history = client.history("news");
    Promise<TopicFeed> opened = client.open("news", true, item -> {});
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
      published.add(client.publish("news", new byte[] {0, 1}, 60, new Draft()));
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
      published.add(client.publish("news", new byte[] {0, 1}, 60, new Draft()));
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
        client.publish("news", new byte[] {0, 1}, 60, new Draft());
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
        client.publish("busy" + topic, new byte[] {0, 1}, 60, new Draft());
      }
    }
    List<Promise<TopicClient.Publication>> others = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      others.add(client.publish("other" + i, new byte[] {0, 1}, 60, new Draft()));
    }
    env.pass(500);
    assertThat(batches).as("under way at once").hasSize(64);
    env.pass(60_000);
    assertThat(others).allMatch(each -> each.value().holders() == MEMBERS);
  }

  /** Slow members make a publisher wait for seconds at most, however few messages that are. */
  @Example
  void whereMessagesWaitForLongNoMoreMay() {
    answerAfter(4_000, new ArrayList<>());
    List<Promise<TopicClient.Publication>> published = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      published.add(client.publish("news", new byte[] {0, 1}, 60, new Draft()));
      env.pass(50);
    }
    assertThat(published.get(10).isFailed()).isFalse();
    assertThat(published.get(79).failure().code()).isEqualTo(ErrorCode.RATE_LIMITED);
    env.pass(10_000);
    assertThat(published).allMatch(Promise::isDone);
    Promise<TopicClient.Publication> after =
        client.publish("news", new byte[] {0, 1}, 60, new Draft());
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
        client.publish("news", new byte[] {0, 1}, 60, new Draft());
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
      published.add(client.publish("news", new byte[i == 7 ? 6_000 : 2], 60, new Draft()));
    }
    env.pass(2_000);
    for (int i = 0; i < 10; i++) {
      assertThat(published.get(i).isFailed()).as("message " + i).isEqualTo(i == 7);
    }
    assertThat(published.get(7).failure().code()).isEqualTo(ErrorCode.OVERLOADED);
  }

  @Example
  void leavingFailsWhatWaitsToBePublished() {
    answerAfter(10_000, new ArrayList<>());
    List<Promise<TopicClient.Publication>> published = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      published.add(client.publish("news", new byte[] {0, 1}, 60, new Draft()));
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
        client.publish("news", new byte[] {0, 1}, 60, draft);
    env.pass(50);
    links.closeAll();
    env.pass(20_000);
    assertThat(batches).hasSize(1);
    assertThat(published.failure().code()).isEqualTo(ErrorCode.UNKNOWN);
    Promise<TopicClient.Publication> cutOff =
        client.publish("news", new byte[] {0, 1}, 60, new Draft());
    env.pass(20_000);
    assertThat(cutOff.failure().code()).as("it got to nobody").isEqualTo(ErrorCode.UNREACHABLE);
    READER.setActive(false);
  }
}
