package io.peerloom.core.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.LoneAssembly;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.wire.JoinMessage;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.RoutingMessage;
import io.peerloom.core.wire.TopicProtocol;
import io.peerloom.core.wire.TopicProtocol.Push;
import io.peerloom.core.wire.TopicProtocol.Subscribe;
import io.peerloom.core.wire.TopicProtocol.Unsubscribe;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/** A node between the members of a topic and pages that the members have no place for. */
@Label("TopicForwarder")
class TopicForwarderTest {
  private static final String ADDRESS = "wss://server.example";
  private static final int PAGES = 3;

  /** The node has to ask for its token. */
  private static final Identity PUBLISHER = LoneAssembly.NETWORK.member(PeerKind.BROWSER);

  private static final Message DIGEST = new TopicProtocol.Digest(List.of());
  private static final String NAME = "news";
  private static final Key TOPIC = TopicGroup.key(LoneAssembly.NETWORK.hash, NAME);

  private final LoneAssembly node = LoneAssembly.node(1, List.of(ADDRESS));
  private final List<Identity> pages =
      Stream.generate(() -> LoneAssembly.NETWORK.member(PeerKind.BROWSER)).limit(PAGES).toList();
  private final List<Identity> members = closerNodes();
  private final List<LoneAssembly.Visitor> pageLinks = visit(pages);
  private final List<LoneAssembly.Visitor> memberLinks = visit(members);
  private final Map<NodeId, List<Message>> asked = new TreeMap<>();
  private final Map<NodeId, List<byte[]>> pushed = new TreeMap<>();

  /** What a member says to the request for a lease with that number. */
  private IntFunction<Promise<Message>> membersSay = count -> Promise.of(DIGEST);

  private int requests;
  private long sequence;

  TopicForwarderTest() {
    for (LoneAssembly.Visitor each : memberLinks) {
      asked.put(each.id, new ArrayList<>());
      each.service = request -> answerAsMember(each.id, request);
    }
    for (LoneAssembly.Visitor each : pageLinks) {
      pushed.put(each.id, new ArrayList<>());
      each.service = request -> answerAsPage(each.id, request);
    }
    pass(2_000);
  }

  private List<LoneAssembly.Visitor> visit(List<Identity> who) {
    return who.stream().map(each -> node.visit(each, ADDRESS)).toList();
  }

  /** Nodes that are closer to the topic than this one and the pages. */
  private List<Identity> closerNodes() {
    List<NodeId> others = new ArrayList<>(pages.stream().map(Identity::id).toList());
    others.add(node.self.id());
    NodeId closest = Collections.min(others, TOPIC::compareDistance);
    return Stream.generate(() -> LoneAssembly.NETWORK.member(PeerKind.NODE))
        .filter(each -> TOPIC.compareDistance(each.id(), closest) < 0)
        .limit(Coordinator.GROUP)
        .toList();
  }

  private Promise<Message> answerAsMember(NodeId member, Message request) {
    if (request instanceof Subscribe || request instanceof Unsubscribe) {
      asked.get(member).add(request);
      return membersSay.apply(++requests);
    }
    if (request instanceof JoinMessage.AskMember) {
      return Promise.of(new JoinMessage.Member(PUBLISHER.token()));
    }
    return Promise.of(
        request instanceof TopicProtocol.AskDigest
            ? new TopicProtocol.Digest(List.of())
            : new RoutingMessage.Found(List.of()));
  }

  private Promise<Message> answerAsPage(NodeId page, Message request) {
    if (request instanceof Push push) {
      pushed.get(page).addAll(push.items());
    }
    return Promise.of(new LinkMessage.Done());
  }

  private void pass(int millis) {
    node.env.pass(millis);
  }

  private Promise<Message> follow(int page) {
    byte[] lease =
        Lease.sign(node.authority, pages.get(page), TOPIC, node.env.wallMillis()).value();
    return pageLinks.get(page).link.request(new Subscribe(TOPIC, lease, true), 5_000);
  }

  private void followed(int page) {
    Promise<Message> answer = follow(page);
    pass(1_000);
    assertThat(answer.value()).isInstanceOf(TopicProtocol.Digest.class);
  }

  private byte[] message(int ttlSeconds) {
    return TopicItem.sign(
            node.authority,
            PUBLISHER,
            TOPIC,
            new byte[TopicItem.STREAM_BYTES],
            ++sequence,
            sequence,
            node.env.wallMillis(),
            ttlSeconds,
            new byte[10])
        .value()
        .encoded();
  }

  private Promise<Message> push(LoneAssembly.Visitor by, byte[]... items) {
    Promise<Message> answer = by.link.request(new Push(TOPIC, List.of(items)), 5_000);
    pass(500);
    return answer;
  }

  /** The members that were asked for leases by which they push. */
  private List<LoneAssembly.Visitor> sources() {
    return memberLinks.stream()
        .filter(
            each -> asked.get(each.id).stream().anyMatch(m -> m instanceof Subscribe s && s.push()))
        .toList();
  }

  private long ended() {
    return asked.values().stream()
        .flatMap(List::stream)
        .filter(Unsubscribe.class::isInstance)
        .count();
  }

  private List<byte[]> pushedTo(int page) {
    return pushed.get(pages.get(page).id());
  }

  @Example
  void whatMembersPushReachesEachFollowerOnce() {
    followed(0);
    followed(1);
    assertThat(sources()).hasSize(TopicForwarder.SOURCES);
    byte[] first = message(60);
    byte[] second = message(60);
    assertThat(push(sources().get(0), first).isFailed()).isFalse();
    assertThat(push(sources().get(1), first, second).isFailed()).isFalse();
    assertThat(pushedTo(0)).containsExactly(first, second);
    assertThat(pushedTo(1)).containsExactly(first, second);
    assertThat(pushedTo(2)).isEmpty();
  }

  /** Fails if two nodes could push the same to each other in a circle. */
  @Example
  void onlyMembersArePassedOn() {
    followed(0);
    assertThat(push(pageLinks.get(1), message(60)).failure().code())
        .isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(pushedTo(0)).isEmpty();
  }

  @Example
  void nothingForgedIsPassedOn() {
    followed(0);
    byte[] forged = message(60);
    forged[forged.length - 1] ^= 1;
    byte[] real = message(60);
    push(sources().get(0), forged, real);
    assertThat(pushedTo(0)).containsExactly(real);
  }

  @Example
  void whoeverDoesNotInsistIsNotForwardedTo() {
    byte[] lease = Lease.sign(node.authority, pages.get(0), TOPIC, node.env.wallMillis()).value();
    pageLinks.get(0).link.request(new Subscribe(TOPIC, lease), 5_000);
    pass(1_000);
    assertThat(sources()).isEmpty();
  }

  @Example
  void nobodyIsPromisedWhatNoMemberPushes() {
    membersSay = count -> Promise.failed(ErrorCode.OVERLOADED, "enough subscribers");
    Promise<Message> answer = follow(0);
    pass(2_000);
    assertThat(answer.failure().code()).isEqualTo(ErrorCode.UNREACHABLE);
    assertThat(sources()).as("all were asked").hasSize(Coordinator.GROUP);
    membersSay = count -> Promise.of(DIGEST);
    followed(0);
  }

  /** Fails if who has asked another meanwhile is pushed to by both, or others suffer for it. */
  @Example
  void whoWaitedTooLongIsRefused() {
    membersSay =
        count ->
            count <= TopicForwarder.SOURCES
                ? later(Promise.failed(ErrorCode.OVERLOADED, "enough subscribers"))
                : later(Promise.of(DIGEST));
    Promise<Message> tooEarly = follow(0);
    pass(1_000);
    Promise<Message> inTime = follow(1);
    pass(3_000);
    assertThat(tooEarly.failure().code()).isEqualTo(ErrorCode.OVERLOADED);
    assertThat(inTime.isFailed()).isFalse();
    byte[] item = message(60);
    push(sources().get(3), item);
    assertThat(pushedTo(0)).isEmpty();
    assertThat(pushedTo(1)).containsExactly(item);
  }

  private Promise<Message> later(Promise<Message> answer) {
    Promise<Message> later = new Promise<>();
    node.env.after(
        TopicForwarder.ANSWER_MILLIS / 2 + 200, () -> answer.then(later::complete, later::fail));
    return later;
  }

  @Example
  void theLastFollowerEndsTheLeases() {
    followed(0);
    followed(1);
    pageLinks.get(0).link.request(new Unsubscribe(TOPIC, node.env.wallMillis()), 5_000);
    pass(10_000);
    assertThat(ended()).isZero();
    assertThat(node.forwardedTo()).isPositive();
    pageLinks.get(1).breakOff();
    pass(10_000);
    assertThat(ended()).isEqualTo(TopicForwarder.SOURCES);
    assertThat(node.forwardedTo()).as("no share is taken for ever").isZero();
  }

  /** Fails if the node's own subscription loses its leases, or ends those it forwards by. */
  @Example
  void itsOwnSubscriptionGoesOnBesides() {
    AtomicInteger heard = new AtomicInteger();
    Promise<?> own = node.subscribe(NAME, heard::incrementAndGet);
    pass(2_000);
    assertThat(own.isDone()).isTrue();
    followed(0);
    byte[] item = message(60);
    byte[] next = message(60);
    LoneAssembly.Visitor source = sources().get(0);
    source.link.request(new Push(TOPIC, List.of(item)), 5_000);
    push(source, next);
    assertThat(pushedTo(0)).containsExactly(item, next);
    assertThat(heard).hasValue(2);
    pageLinks.get(0).breakOff();
    pass(10_000);
    assertThat(ended()).isZero();
  }

  /** Fails if everything is kept, or a member could have old messages sent to many. */
  @Example
  void whatIsOldIsForgottenAndNotPassedOn() {
    followed(0);
    LoneAssembly.Visitor source = sources().get(0);
    byte[] item = message(120);
    push(source, message(1), item);
    push(source, item);
    assertThat(pushedTo(0)).hasSize(2);
    pass(TopicForwarder.KEPT_MILLIS + 10_000);
    push(source, item);
    assertThat(pushedTo(0)).as("it has been forgotten").hasSize(3);
    pass(TopicForwarder.LATE_MILLIS);
    push(source, item);
    assertThat(pushedTo(0)).hasSize(3);
  }
}
