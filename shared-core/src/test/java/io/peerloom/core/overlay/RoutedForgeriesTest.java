package io.peerloom.core.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.connection.ConnectionManagerFactory;
import io.peerloom.core.connection.Transport;
import io.peerloom.core.connection.TransportEvents;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.links.LinkTable;
import io.peerloom.core.routing.ConnectionBudget;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.rpc.Router;
import io.peerloom.core.support.CheapNetwork;
import io.peerloom.core.support.Pipe;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageType;
import io.peerloom.core.wire.RoutingMessage.Route;
import io.peerloom.core.wire.RoutingMessage.Signal;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/**
 * A member sends routed messages that are forged, or were carried out before: the first cost their
 * link, the second are refused for as long as their date is valid.
 */
@Label("Routed forgeries")
class RoutedForgeriesTest {
  private static final CheapNetwork NETWORK = new CheapNetwork(1);
  private static final String ADDRESS = "wss://server.example";
  private static final Identity TARGET = NETWORK.member(PeerKind.NODE, ADDRESS);
  private static final Identity FORGER = NETWORK.member(PeerKind.BROWSER);
  private static final Identity NEXT = NETWORK.member(PeerKind.NODE);
  private static final Identity HONEST = NETWORK.member(PeerKind.BROWSER);

  private final TestEnv env = new TestEnv(1);
  private final LinkTable targetLinks = links(TARGET);
  private final OverlayNetwork target;
  private final Router router;
  private final LinkTable forgerLinks = links(FORGER);
  private int served;
  private int forwarded;

  RoutedForgeriesTest() {
    Authority authority = NETWORK.authority(env);
    target = new OverlayNetwork(env, authority, TARGET, targetLinks);
    router =
        Router.builder(null)
            .with(target)
            .on(
                MessageType.SIGNAL,
                (from, request) -> {
                  served++;
                  return Promise.of(new LinkMessage.Done());
                })
            .build();
    target.setRouter(router);
    targetLinks.setRouter(router);
    targetLinks.setConnectionFactory(
        new ConnectionManagerFactory(
            env, authority, TARGET, targetLinks, null, null, TARGET.addresses()));
    forgerLinks.setConnectionFactory(
        new ConnectionManagerFactory(
            env, NETWORK.authority(env), FORGER, forgerLinks, this::connect, null, List.of()));
    dial();
  }

  private Transport connect(String url, TransportEvents events) {
    Pipe pipe = new Pipe(env);
    return pipe.connect(events, end -> targetLinks.accept(end, "test"));
  }

  private void dial() {
    forgerLinks.dial(ADDRESS, TARGET.id());
    env.pass(1_000);
  }

  private LinkTable links(Identity self) {
    RoutingTable table = new RoutingTable(self.id(), new Rng(1));
    ConnectionBudget budget = new ConnectionBudget(self.id(), self.kind(), 10, 10);
    return new LinkTable(env, self, table, budget);
  }

  /** A request of that identity for the target, as it travels. */
  private Route signed(Identity from, int trace) {
    return signed(from, TARGET.id(), trace);
  }

  private Route signed(Identity from, NodeId to, int trace) {
    OverlayNetwork overlay = new OverlayNetwork(env, NETWORK.authority(env), from, links(from));
    Signal signal = new Signal(Signal.CANDIDATE, new byte[8], "");
    return overlay.signedRoute(to, signal, Bytes.bigEndian(trace)).value();
  }

  private static Route forged(Route honest, int trace) {
    return new Route(honest.target(), Bytes.bigEndian(trace), honest.hops(), honest.envelope());
  }

  private ErrorCode ask(Route route) {
    Promise<Message> answer = forgerLinks.link(TARGET.id()).request(route, 3_000);
    env.pass(100);
    return answer.isFailed() ? answer.failure().code() : null;
  }

  @Example
  void forgeriesCloseTheirLink() {
    Route honest = signed(HONEST, 1);
    int sent = 0;
    while (forgerLinks.link(TARGET.id()) != null && sent < 1_000) {
      sent++;
      assertThat(ask(forged(honest, 100 + sent)))
          .isIn(ErrorCode.INVALID_SIGNATURE, ErrorCode.CLOSED);
    }
    assertThat(sent).isBetween(Limits.FORGERIES_BURST, 2 * Limits.FORGERIES_BURST);
    assertThat(targetLinks.size()).isZero();

    // Whoever comes back begins where it ended.
    dial();
    sent = 0;
    while (forgerLinks.link(TARGET.id()) != null && sent < 1_000) {
      sent++;
      ask(forged(honest, 2_000 + sent));
    }
    assertThat(sent).isLessThan(10);
    assertThat(served).isZero();
  }

  /** Messages of topics cost as much to verify as routed ones, and count with them. */
  @Example
  void whatServicesFindForgedClosesTheLinkToo() {
    ProvedPeer forger = targetLinks.all().get(0).peer();
    for (int i = 0; i < Limits.FORGERIES_BURST; i++) {
      target.forged(forger.id());
    }
    env.pass(100);
    assertThat(targetLinks.size()).isEqualTo(1);
    target.forged(forger.id());
    env.pass(100);
    assertThat(targetLinks.size()).isZero();
    target.forged(forger.id());
  }

  /** A third peer, linked to the one that forwards; it says what comes of each message. */
  private void linkNext(ErrorCode refusal) {
    LinkTable links = links(NEXT);
    links.setRouter(
        Router.builder(null)
            .on(
                MessageType.ROUTE,
                (from, request) -> {
                  forwarded++;
                  return Promise.failed(refusal, "for the test");
                })
            .build());
    links.setConnectionFactory(
        new ConnectionManagerFactory(
            env, NETWORK.authority(env), NEXT, links, this::connect, null, List.of()));
    links.dial(ADDRESS, TARGET.id());
    env.pass(1_000);
    assertThat(targetLinks.link(NEXT.id())).isNotNull();
  }

  /** What NEXT would be sent. */
  private Route toNext(Route signed, int trace, boolean genuine) {
    Route route = signed(HONEST, NEXT.id(), trace);
    byte[] envelope = genuine ? route.envelope() : signed.envelope();
    return new Route(NEXT.id(), route.trace(), route.hops(), envelope);
  }

  /** Fails if a trace counts whoever sent it: anybody could use up those of others. */
  @Example
  void traceUsedUpByOneIsFreeForOthers() {
    linkNext(ErrorCode.NOT_FOUND);
    Route route = signed(HONEST, NEXT.id(), 1);
    assertThat(ask(route)).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(ask(route)).as("once from each").isEqualTo(ErrorCode.NO_ROUTE);
    Authority authority = NETWORK.authority(env);
    Promise<Message> other = router.handle(authority.prove(HONEST.card()).value(), route);
    env.pass(100);
    assertThat(other.failure().code()).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(forwarded).isEqualTo(2);
  }

  @Example
  void forgeriesThatTheNextHopFindsCloseTheirLink() {
    linkNext(ErrorCode.INVALID_SIGNATURE);
    Route honest = signed(HONEST, 1);
    for (int i = 0; i < 2 * Limits.FORGERIES_BURST && forgerLinks.link(TARGET.id()) != null; i++) {
      ask(toNext(honest, 100 + i, false));
    }
    assertThat(targetLinks.link(FORGER.id())).isNull();
    assertThat(targetLinks.link(NEXT.id())).isNotNull();
  }

  /** Fails if a hop's word is believed: it could cut off those behind it from all others. */
  @Example
  void hopThatCallsGenuineMessagesForgedClosesNoLink() {
    linkNext(ErrorCode.INVALID_SIGNATURE);
    Route honest = signed(HONEST, 1);
    for (int i = 0; i < 2 * Limits.FORGERIES_BURST; i++) {
      assertThat(ask(toNext(honest, 100 + i, true))).isEqualTo(ErrorCode.INVALID_SIGNATURE);
    }
    assertThat(forwarded).isEqualTo(2 * Limits.FORGERIES_BURST);
    assertThat(targetLinks.link(FORGER.id())).isNotNull();
  }

  @Example
  void replaysAreRefusedAsLongAsTheyAreInTime() {
    Route honest = signed(HONEST, 1);
    assertThat(ask(honest)).isNull();
    assertThat(ask(honest)).as("a duplicate gets the same answer").isNull();
    for (int seconds : new int[] {62, 100, 120}) {
      env.pass(seconds * 1_000);
      assertThat(ask(honest)).isEqualTo(ErrorCode.ALREADY_PROCESSED);
    }
    assertThat(served).isEqualTo(1);
    assertThat(ask(signed(HONEST, 2))).isNull();
    assertThat(served).isEqualTo(2);
  }

  @Example
  void floodOfRequestsForgetsNobodyElses() {
    Route honest = signed(HONEST, 1);
    assertThat(ask(honest)).isNull();
    ProvedPeer forger = targetLinks.all().get(0).peer();
    for (int i = 0; i < 2_000; i++) {
      router.handle(forger, signed(FORGER, 10 + i));
    }
    env.pass(62_000);
    assertThat(ask(honest)).isEqualTo(ErrorCode.ALREADY_PROCESSED);
  }
}
