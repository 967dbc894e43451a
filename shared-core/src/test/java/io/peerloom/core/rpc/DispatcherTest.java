package io.peerloom.core.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.wire.DataMessage;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.RoutingMessage;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A request reaches its floor once, and whatever happens there is an answer. */
@Label("Dispatcher")
class DispatcherTest {
  private static final DataMessage REQUEST = new DataMessage.Fetch(new Key(new byte[32]));

  private final TestEnv env = new TestEnv(1);
  private final Dispatcher dispatcher = new Dispatcher(env, () -> 1);
  private final ProvedPeer peer = peer(1);
  private int handled;

  DispatcherTest() {
    dispatcher.data(
        (from, request) -> {
          handled++;
          return Promise.of(new LinkMessage.Ping(handled));
        });
  }

  private static ProvedPeer peer(int number) {
    byte[] id = new byte[NodeId.BYTES];
    id[0] = (byte) number;
    return new ProvedPeer(new NodeId(id), new byte[65], new byte[32], null);
  }

  @Example
  void aDuplicateGetsTheAnswerAlreadyGiven() {
    Bytes name = Bytes.wrap(new byte[] {1});
    Message first = dispatcher.dispatchOnce(name, () -> dispatcher.dispatch(peer, REQUEST)).value();
    env.pass(Dispatcher.ANSWER_KEPT_MILLIS - 1);
    assertThat(dispatcher.dispatchOnce(name, () -> dispatcher.dispatch(peer, REQUEST)).value())
        .isEqualTo(first);
    assertThat(handled).isEqualTo(1);
    env.pass(1);
    dispatcher.dispatchOnce(name, () -> dispatcher.dispatch(peer, REQUEST));
    assertThat(handled).isEqualTo(2);
  }

  @Example
  void aDuplicateOfOneThatIsStillUnderWayWaitsForTheSameAnswer() {
    Promise<Message> slow = new Promise<>();
    dispatcher.data((from, request) -> slow);
    Bytes name = Bytes.wrap(new byte[] {1});
    Promise<Message> first =
        dispatcher.dispatchOnce(name, () -> dispatcher.dispatch(peer, REQUEST));
    Promise<Message> second =
        dispatcher.dispatchOnce(name, () -> dispatcher.dispatch(peer, REQUEST));
    slow.complete(new LinkMessage.Done());
    assertThat(first.value()).isEqualTo(second.value()).isEqualTo(new LinkMessage.Done());
  }

  @Example
  void answersAreForgottenBeforeTheyFillTheMemory() {
    for (int i = 0; i < 20_000; i++) {
      env.pass(2);
      dispatcher.dispatchOnce(
          Bytes.wrap(Bytes.bigEndian(i)), () -> dispatcher.dispatch(peer, REQUEST));
    }
    int before = handled;
    dispatcher.dispatchOnce(
        Bytes.wrap(Bytes.bigEndian(0)), () -> dispatcher.dispatch(peer, REQUEST));
    assertThat(handled).isEqualTo(before + 1);
  }

  @Example
  void eachPeerHasItsOwnBudgetAndIsToldToWait() {
    for (int i = 0; i < Dispatcher.BURST; i++) {
      assertThat(dispatcher.dispatch(peer, REQUEST).isFailed()).isFalse();
    }
    PeerloomException limited = dispatcher.dispatch(peer, REQUEST).failure();
    assertThat(limited.code()).isEqualTo(ErrorCode.RATE_LIMITED);
    assertThat(limited.retryAfterMillis()).isPositive();
    assertThat(env.log()).anyMatch(line -> line.contains("rate limit"));
    assertThat(dispatcher.dispatch(peer(2), REQUEST).isFailed()).isFalse();
    env.pass(limited.retryAfterMillis());
    assertThat(dispatcher.dispatch(peer, REQUEST).isFailed()).isFalse();
  }

  @Example
  void whatAHandlerThrowsIsAnAnswer() {
    dispatcher.data(
        (from, request) -> {
          throw new PeerloomException(ErrorCode.CONFLICT, "no");
        });
    assertThat(dispatcher.dispatch(peer, REQUEST).failure().code()).isEqualTo(ErrorCode.CONFLICT);
    dispatcher.data(
        (from, request) -> {
          throw new IllegalStateException("a bug");
        });
    assertThat(dispatcher.dispatch(peer, REQUEST).failure().code()).isEqualTo(ErrorCode.INTERNAL);
  }

  @Example
  void whatNobodyAnswersIsUnsupported() {
    assertThat(dispatcher.dispatch(peer, new LinkMessage.Ping(1)).failure().code())
        .isEqualTo(ErrorCode.UNSUPPORTED);
  }

  /** Two hundred a second to one peer is far more than a newcomer asks, however many peers. */
  @Property(tries = 100)
  @Label("Feature: dht-connection-recovery, Property 8: Legitimate Discovery Allowance")
  void whatANetworkNeedsToFormIsNeverLimited(
      @ForAll @IntRange(min = 1, max = 100_000) int peers,
      @ForAll @IntRange(min = 5, max = 100) int everyMillis) {
    Dispatcher sized = new Dispatcher(env, () -> peers);
    sized.routing((from, request) -> Promise.of(new LinkMessage.Done()));
    RoutingMessage.FindNode question =
        new RoutingMessage.FindNode(new byte[32], new byte[RoutingMessage.TRACE_BYTES], 6);
    for (int at = 0; at < 30_000; at += everyMillis) {
      assertThat(sized.dispatch(peer, question).isFailed()).isFalse();
      env.pass(everyMillis);
    }
  }

  @Example
  void beyondItsBudgetAPeerStillFindsItsNeighboursButNotForEver() {
    dispatcher.routing((from, request) -> Promise.of(new LinkMessage.Done()));
    for (int i = 0; i < Dispatcher.BURST; i++) {
      dispatcher.dispatch(peer, REQUEST);
    }
    byte[] trace = new byte[RoutingMessage.TRACE_BYTES];
    Message critical = new RoutingMessage.FindNode(peer.id().bytes(), trace, 6);
    Message other = new RoutingMessage.FindNode(new byte[32], trace, 6);
    assertThat(dispatcher.dispatch(peer, other).isFailed()).isTrue();
    for (int i = 0; i < Dispatcher.CRITICAL_BURST; i++) {
      assertThat(dispatcher.dispatch(peer, critical).isFailed()).isFalse();
    }
    assertThat(dispatcher.dispatch(peer, critical).isFailed()).isTrue();
    assertThat(env.log().stream().filter(line -> line.contains("rate limit"))).hasSize(1);
  }

  @Example
  void theBudgetGrowsWithTheNetwork() {
    int[] passed = new int[2];
    for (int i = 0; i < 2; i++) {
      int peers = i == 0 ? 16 : 1_024;
      Dispatcher sized = new Dispatcher(env, () -> peers);
      sized.data((from, request) -> Promise.of(new LinkMessage.Done()));
      while (!sized.dispatch(peer, REQUEST).isFailed()) {
        passed[i]++;
      }
    }
    assertThat(passed[1]).isEqualTo(7 * passed[0]);
  }
}
