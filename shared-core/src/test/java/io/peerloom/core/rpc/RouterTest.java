package io.peerloom.core.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.FairShares;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.wire.DataMessage;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageType;
import io.peerloom.core.wire.RoutingMessage;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A request reaches its handler once, and whatever happens there is an answer. */
@Label("Router")
class RouterTest {
  private static final DataMessage REQUEST = new DataMessage.Fetch(new Key(new byte[32]));

  private final TestEnv env = new TestEnv(1);
  private int handled;
  private final AnsweredRequests answered = new AnsweredRequests(env);
  private final Router router =
      router(
          1,
          (from, request) -> {
            handled++;
            return Promise.of(new LinkMessage.Ping(handled));
          });
  private final ProvedPeer peer = peer(1);

  /** One that hands everything to one handler, in a network of so many peers. */
  private Router router(int peers, RequestHandler<Message> handler) {
    return Router.builder(new RequestBudgets(env, () -> peers))
        .on(MessageType.FETCH, handler)
        .on(MessageType.FIND_NODE, handler)
        .build();
  }

  /** Only of what others routed through a peer it cannot know that a signature does not match. */
  @Example
  void whoSendsWhatIsForgedIsReported() {
    List<ProvedPeer> reported = new ArrayList<>();
    ErrorCode[] failure = {ErrorCode.INVALID_SIGNATURE};
    RequestHandler<Message> failing = (from, request) -> Promise.failed(failure[0], "no");
    Router strict =
        Router.builder(null)
            .onForged(reported::add)
            .on(MessageType.FETCH, failing)
            .on(MessageType.ROUTE, failing)
            .build();
    strict.handle(peer, REQUEST);
    assertThat(reported).containsExactly(peer);
    byte[] trace = new byte[RoutingMessage.TRACE_BYTES];
    strict.handle(peer, new RoutingMessage.Route(peer.id(), trace, 1, new byte[1]));
    failure[0] = ErrorCode.CONFLICT;
    strict.handle(peer, REQUEST);
    assertThat(reported).hasSize(1);
  }

  private static ProvedPeer peer(int number) {
    byte[] id = new byte[NodeId.BYTES];
    id[0] = (byte) number;
    return new ProvedPeer(new NodeId(id), new byte[65], new byte[32], null, owner(0, number));
  }

  /** Path of a bridge, then of members that invited each other. */
  private static Owner owner(int... path) {
    List<Bytes> names = new ArrayList<>();
    for (int name : path) {
      names.add(Bytes.wrap(Bytes.bigEndian(name)));
    }
    return new Owner(names);
  }

  private static ProvedPeer instance(int number, Owner owner) {
    ProvedPeer peer = peer(number);
    return new ProvedPeer(peer.id(), peer.identityKey(), peer.topicKey(), null, owner);
  }

  /** Seen to fail with budgets by id: all requests passed. */
  @Example
  void idsOfOneIdentityShareOneBudget() {
    int passed = 0;
    for (int i = 0; i < 10 * Limits.REQUESTS_BURST; i++) {
      ProvedPeer from = instance(i % 250, owner(0, 1));
      passed += router.handle(from, REQUEST).isFailed() ? 0 : 1;
    }
    assertThat(passed).isEqualTo(Limits.REQUESTS_BURST);
    assertThat(router.handle(instance(1, owner(0, 2)), REQUEST).isFailed()).isFalse();
  }

  @Example
  void thoseWhomOneMemberInvitedShareABudget() {
    int passed = 0;
    for (int i = 0; i < 30 * Limits.REQUESTS_BURST; i++) {
      ProvedPeer from = instance(i % 20, owner(0, 1, 100 + i % 20));
      passed += router.handle(from, REQUEST).isFailed() ? 0 : 1;
    }
    assertThat(passed).isEqualTo(FairShares.ofGroup(Limits.REQUESTS_BURST, 0));
    assertThat(router.handle(instance(1, owner(0, 2, 300)), REQUEST).isFailed()).isFalse();
  }

  /** Seen to fail with the same budget for each group: the smaller one used up the larger one's. */
  @Example
  void aGroupWithinAGroupLeavesSomeToTheOthers() {
    for (int i = 0; i < 30 * Limits.REQUESTS_BURST; i++) {
      router.handle(instance(i % 20, owner(0, 1, 2, 100 + i % 20)), REQUEST);
    }
    assertThat(router.handle(instance(1, owner(0, 1, 3)), REQUEST).isFailed()).isFalse();
    assertThat(router.handle(instance(1, owner(0, 1, 2)), REQUEST).isFailed()).isFalse();
    assertThat(router.handle(instance(1, owner(0, 1)), REQUEST).isFailed()).isFalse();
  }

  @Example
  void aDuplicateGetsTheAnswerAlreadyGiven() {
    Bytes name = Bytes.wrap(new byte[] {1});
    Message first = answered.once(name, peer.owner(), () -> router.handle(peer, REQUEST)).value();
    env.pass(AnsweredRequests.KEPT_MILLIS - 1);
    assertThat(answered.once(name, peer.owner(), () -> router.handle(peer, REQUEST)).value())
        .isEqualTo(first);
    assertThat(handled).isEqualTo(1);
    env.pass(1);
    answered.once(name, peer.owner(), () -> router.handle(peer, REQUEST));
    assertThat(handled).isEqualTo(2);
  }

  @Example
  void aDuplicateOfOneThatIsStillUnderWayWaitsForTheSameAnswer() {
    Promise<Message> slow = new Promise<>();
    Router slowly = router(1, (from, request) -> slow);
    Bytes name = Bytes.wrap(new byte[] {1});
    Promise<Message> first = answered.once(name, peer.owner(), () -> slowly.handle(peer, REQUEST));
    Promise<Message> second = answered.once(name, peer.owner(), () -> slowly.handle(peer, REQUEST));
    slow.complete(new LinkMessage.Done());
    assertThat(first.value()).isEqualTo(second.value()).isEqualTo(new LinkMessage.Done());
  }

  @Example
  void answersAreForgottenBeforeTheyFillTheMemory() {
    for (int i = 0; i < 20_000; i++) {
      env.pass(2);
      answered.once(
          Bytes.wrap(Bytes.bigEndian(i)), peer.owner(), () -> router.handle(peer, REQUEST));
    }
    int before = handled;
    answered.once(Bytes.wrap(Bytes.bigEndian(0)), peer.owner(), () -> router.handle(peer, REQUEST));
    assertThat(handled).isEqualTo(before + 1);
  }

  @Example
  void eachPeerHasItsOwnBudgetAndIsToldToWait() {
    for (int i = 0; i < Limits.REQUESTS_BURST; i++) {
      assertThat(router.handle(peer, REQUEST).isFailed()).isFalse();
    }
    PeerloomException limited = router.handle(peer, REQUEST).failure();
    assertThat(limited.code()).isEqualTo(ErrorCode.RATE_LIMITED);
    assertThat(limited.retryAfterMillis()).isPositive();
    assertThat(env.log()).anyMatch(line -> line.contains("requests.limited"));
    assertThat(router.handle(peer(2), REQUEST).isFailed()).isFalse();
    env.pass(limited.retryAfterMillis());
    assertThat(router.handle(peer, REQUEST).isFailed()).isFalse();
  }

  @Example
  void whatAHandlerThrowsIsAnAnswer() {
    Router refusing =
        router(
            1,
            (from, request) -> {
              throw new PeerloomException(ErrorCode.CONFLICT, "no");
            });
    assertThat(refusing.handle(peer, REQUEST).failure().code()).isEqualTo(ErrorCode.CONFLICT);
    Router failing =
        router(
            1,
            (from, request) -> {
              throw new IllegalStateException("a bug");
            });
    assertThat(failing.handle(peer, REQUEST).failure().code()).isEqualTo(ErrorCode.INTERNAL);
  }

  @Example
  void whatNobodyAnswersIsUnsupported() {
    assertThat(router.handle(peer, new LinkMessage.Ping(1)).failure().code())
        .isEqualTo(ErrorCode.UNSUPPORTED);
  }

  @Example
  void twoHandlersOfOneTypeAreABug() {
    Router.Builder builder = Router.builder(null).on(MessageType.FETCH, (from, request) -> null);
    assertThatThrownBy(() -> builder.on(MessageType.FETCH, (from, request) -> null))
        .isInstanceOf(IllegalStateException.class);
  }

  /** Two hundred a second to one peer is far more than a newcomer asks, however many peers. */
  @Property(tries = 100)
  void whatANetworkNeedsToFormIsNeverLimited(
      @ForAll @IntRange(min = 1, max = 100_000) int peers,
      @ForAll @IntRange(min = 5, max = 100) int everyMillis) {
    Router sized = router(peers, (from, request) -> Promise.of(new LinkMessage.Done()));
    RoutingMessage.FindNode question =
        new RoutingMessage.FindNode(new byte[32], new byte[RoutingMessage.TRACE_BYTES], 6);
    for (int at = 0; at < 30_000; at += everyMillis) {
      assertThat(sized.handle(peer, question).isFailed()).isFalse();
      env.pass(everyMillis);
    }
  }

  @Example
  void overBudgetPeerStillFindsNeighboursForAWhile() {
    for (int i = 0; i < Limits.REQUESTS_BURST; i++) {
      router.handle(peer, REQUEST);
    }
    byte[] trace = new byte[RoutingMessage.TRACE_BYTES];
    Message critical = new RoutingMessage.FindNode(peer.id().bytes(), trace, 6);
    Message other = new RoutingMessage.FindNode(new byte[32], trace, 6);
    assertThat(router.handle(peer, other).isFailed()).isTrue();
    for (int i = 0; i < Limits.CRITICAL_REQUESTS_BURST; i++) {
      assertThat(router.handle(peer, critical).isFailed()).isFalse();
    }
    assertThat(router.handle(peer, critical).isFailed()).isTrue();
    assertThat(env.log().stream().filter(line -> line.contains("requests.limited"))).hasSize(1);
  }

  @Example
  void theBudgetGrowsWithTheNetwork() {
    int[] passed = new int[2];
    for (int i = 0; i < 2; i++) {
      int peers = i == 0 ? 16 : 1_024;
      Router sized = router(peers, (from, request) -> Promise.of(new LinkMessage.Done()));
      while (!sized.handle(peer, REQUEST).isFailed()) {
        passed[i]++;
      }
    }
    assertThat(passed[1]).isEqualTo(7 * passed[0]);
  }
}
