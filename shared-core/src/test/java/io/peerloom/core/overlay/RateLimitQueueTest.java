package io.peerloom.core.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.connection.ConnectionManagerFactory;
import io.peerloom.core.connection.WebSocketPort;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.links.LinkTable;
import io.peerloom.core.routing.ConnectionBudget;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.rpc.RequestBudgets;
import io.peerloom.core.rpc.RequestHandler;
import io.peerloom.core.rpc.Router;
import io.peerloom.core.support.CheapNetwork;
import io.peerloom.core.support.Pipe;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.wire.DataMessage;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageType;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whom a peer limits waits and asks again; what nobody can queue is told (R3.5). */
@Label("Rate limit queue")
class RateLimitQueueTest {
  private static final CheapNetwork NETWORK = new CheapNetwork(1);
  private static final String ADDRESS = "wss://server.example";
  private static final Identity PAGE = NETWORK.member(PeerKind.BROWSER);
  private static final Identity FAR = NETWORK.member(PeerKind.BROWSER);
  private static final Identity SERVER = NETWORK.member(PeerKind.NODE, ADDRESS);
  private static final ProvedPeer ASKER =
      NETWORK.authority(new TestEnv(1)).prove(PAGE.card()).value();
  private static final Message REQUEST = new DataMessage.Fetch(new Key(new byte[Key.BYTES]));

  /** A browser peer linked to a node that answers at once, within its limits. */
  private static final class Pair {
    final TestEnv env = new TestEnv(1);
    final Pipe pipe;
    Router limiting;
    int served;

    Pair(int latencyMillis) {
      pipe = new Pipe(env, latencyMillis);
    }

    OverlayNetwork linked() {
      LinkTable servers = table(env, SERVER);
      limiting =
          Router.builder(new RequestBudgets(env, () -> 1))
              .on(MessageType.FETCH, answering(() -> served++))
              .build();
      servers.setRouter(limiting);
      LinkTable links = table(env, PAGE);
      servers.setConnectionFactory(factory(env, SERVER, servers, null));
      links.setConnectionFactory(factory(env, PAGE, links, portTo(env, pipe, servers)));
      links.dial(ADDRESS, SERVER.id());
      env.pass(1_000);
      assertThat(links.size()).isEqualTo(1);
      return new OverlayNetwork(env, NETWORK.authority(env), PAGE, links);
    }
  }

  private static RequestHandler<Message> answering(Runnable counted) {
    return (from, request) -> {
      counted.run();
      return Promise.of(new LinkMessage.Done());
    };
  }

  /** Dials over a pipe whose other end that table accepts. */
  private static WebSocketPort portTo(TestEnv env, Pipe pipe, LinkTable accepting) {
    return (url, events) -> {
      pipe.dialling.events = events;
      env.after(1, () -> pipe.accepting.events = accepting.accept(pipe.accepting, "test"));
      env.after(1, events::opened);
      return pipe.dialling;
    };
  }

  /** Makes as many requests of the asker as are allowed at once. */
  private static void useUp(Router limiting) {
    for (int i = 0; i < Limits.REQUESTS_BURST; i++) {
      assertThat(limiting.handle(ASKER, REQUEST).isFailed()).isFalse();
    }
  }

  private static LinkTable table(TestEnv env, Identity self) {
    RoutingTable routing = new RoutingTable(self.id(), new Rng(1));
    return new LinkTable(env, self, routing, new ConnectionBudget(self.id(), self.kind(), 10, 10));
  }

  private static ConnectionManagerFactory factory(
      TestEnv env, Identity self, LinkTable owner, WebSocketPort port) {
    return new ConnectionManagerFactory(
        env, NETWORK.authority(env), self, owner, port, null, self.addresses());
  }

  /** A browser peer, a node, and another browser peer behind it; one of the latter limits. */
  private static final class Chain {
    final TestEnv env = new TestEnv(1);
    final OverlayNetwork asker;
    Router limiting;
    int served;

    Chain(boolean targetLimits) {
      LinkTable middle = table(env, SERVER);
      LinkTable far = table(env, FAR);
      LinkTable page = table(env, PAGE);
      asker = overlay(PAGE, page, false);
      overlay(SERVER, middle, !targetLimits);
      overlay(FAR, far, targetLimits);
      middle.setConnectionFactory(factory(env, SERVER, middle, null));
      for (LinkTable links : List.of(page, far)) {
        WebSocketPort port = portTo(env, new Pipe(env), middle);
        links.setConnectionFactory(factory(env, links == page ? PAGE : FAR, links, port));
        links.dial(ADDRESS, SERVER.id());
      }
      env.pass(1_000);
      assertThat(middle.size()).isEqualTo(2);
    }

    private OverlayNetwork overlay(Identity self, LinkTable links, boolean limits) {
      OverlayNetwork overlay = new OverlayNetwork(env, NETWORK.authority(env), self, links);
      Router router =
          Router.builder(new RequestBudgets(env, () -> limits ? 1 : 1 << 20))
              .with(overlay)
              .on(MessageType.FETCH, answering(() -> served++))
              .build();
      overlay.setRouter(router);
      links.setRouter(router);
      limiting = limits ? router : limiting;
      return overlay;
    }
  }

  /** Fails where a refusal ends the request. */
  @Property(tries = 100)
  @Label("Feature: dht-connection-recovery, Property 9: Rate Limit Queuing")
  void whatIsLimitedIsAskedAgainUntilItIsAnswered(
      @ForAll @IntRange(min = 32, max = 256) int beyond) {
    Pair pair = new Pair(Pipe.LATENCY_MILLIS);
    OverlayNetwork overlay = pair.linked();
    useUp(pair.limiting);
    pair.served = 0;
    List<Promise<Message>> answers = new ArrayList<>();
    for (int i = 0; i < beyond; i++) {
      answers.add(overlay.request(SERVER.id(), REQUEST, 10_000));
    }
    pair.env.pass(10_000);
    assertThat(answers).allMatch(answer -> answer.isDone() && !answer.isFailed());
    assertThat(pair.env.log()).anyMatch(line -> line.contains("requests.limited"));
    assertThat(pair.served).isEqualTo(beyond);
  }

  /** Fails where what the target, or a node on the path, refuses is not asked again. */
  @Property(tries = 100)
  @Label("Feature: dht-connection-recovery, Property 9: Rate Limit Queuing")
  void limitedRoutedRequestIsRepeatedUntilAnswered(
      @ForAll @IntRange(min = 32, max = 256) int beyond, @ForAll boolean targetLimits) {
    Chain chain = new Chain(targetLimits);
    useUp(chain.limiting);
    chain.served = 0;
    List<Promise<Message>> answers = new ArrayList<>();
    for (int i = 0; i < beyond; i++) {
      answers.add(chain.asker.request(FAR.id(), REQUEST, 10_000));
    }
    chain.env.pass(10_000);
    assertThat(chain.env.log()).anyMatch(line -> line.contains("requests.limited"));
    assertThat(answers).allMatch(answer -> answer.isDone() && !answer.isFailed());
    assertThat(chain.served).isEqualTo(beyond);
  }

  /** Else those that wait ask again and again, and leave the peer no time to answer. */
  @Property(tries = 20)
  void whatIsRefusedCostsAboutOneMessageMore(
      @ForAll @IntRange(min = 16, max = 200) int atOnce, @ForAll @IntRange(max = 80) int latency) {
    Pair pair = new Pair(latency);
    OverlayNetwork overlay = pair.linked();
    int[] done = new int[1];
    Runnable[] next = new Runnable[1];
    next[0] =
        () ->
            overlay
                .request(SERVER.id(), REQUEST, 10_000)
                .then(
                    ok -> {
                      done[0]++;
                      pair.env.after(1, next[0]);
                    },
                    e -> assertThat(e).isNull());
    for (int i = 0; i < atOnce; i++) {
      next[0].run();
    }
    pair.env.pass(20_000);
    int refused = pair.pipe.dialling.sent.size() - pair.served;
    assertThat(refused).isLessThan(50 + done[0] / 8);
    // What the limit allows is used, where there are enough to use it.
    int wanted = 20_000 * atOnce / (2 * latency + 1);
    int allowed = 20 * Limits.REQUESTS_PER_SECOND;
    assertThat(done[0]).isGreaterThan(Math.min(wanted, allowed) * 3 / 4);
  }

  @Example
  void theQueueIsBoundedAndWhoDoesNotFitIsTold() {
    Pair pair = new Pair(Pipe.LATENCY_MILLIS);
    OverlayNetwork overlay = pair.linked();
    List<Promise<Message>> answers = new ArrayList<>();
    for (int i = 0; i < Limits.REQUESTS_BURST + 1_000; i++) {
      answers.add(overlay.request(SERVER.id(), REQUEST, 10_000));
    }
    pair.env.pass(10_000);
    assertThat(answers).allMatch(Promise::isDone);
    assertThat(answers.stream().filter(Promise::isFailed))
        .isNotEmpty()
        .allMatch(answer -> answer.failure().code() == ErrorCode.RATE_LIMITED);
  }
}
