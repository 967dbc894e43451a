package io.peerloom.core.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.LoneAssembly;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.support.MemoryStore;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.RoutingMessage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Routed requests of every kind, said again by whoever forwarded them: to the same server, and to
 * one that has restarted and does not know them any more.
 */
class RoutedReplaysTest {
  private static final String ADDRESS = "wss://server.example";
  private static final Identity SERVER = LoneAssembly.NETWORK.member(PeerKind.NODE, ADDRESS);
  private static final Identity FORWARDER = LoneAssembly.NETWORK.member(PeerKind.NODE);
  private static final Identity SIGNER = LoneAssembly.NETWORK.member(PeerKind.BROWSER);

  /** Answers are repeated for as long; then a request that comes again is refused. */
  private static final long ANSWERED_MILLIS = 60_000;

  private final MemoryStore store = new MemoryStore();

  private static RoutingMessage.Route signed(byte[] message, long sentAt) {
    byte[] trace = LoneAssembly.NETWORK.crypto.randomBytes(RoutingMessage.TRACE_BYTES);
    byte[] envelope =
        LoneAssembly.NETWORK.routed(SIGNER, SIGNER.card(), SERVER.id(), trace, sentAt, message);
    return new RoutingMessage.Route(SERVER.id(), trace, 3, envelope);
  }

  /** The codes of the answers to all of them. */
  private static List<ErrorCode> say(
      LoneAssembly server, LoneAssembly.Visitor forwarder, List<RoutingMessage.Route> routes) {
    List<ErrorCode> codes = new ArrayList<>();
    for (RoutingMessage.Route route : routes) {
      Promise<Message> answer = forwarder.link.request(route, 10_000);
      server.env.pass(1_000);
      assertThat(answer.isDone()).isTrue();
      codes.add(answer.isFailed() ? answer.failure().code() : null);
    }
    assertThat(forwarder.link.isOpen()).isTrue();
    return codes;
  }

  private LoneAssembly.Visitor start(LoneAssembly server) {
    LoneAssembly.Visitor forwarder = server.visit(FORWARDER, ADDRESS);
    server.env.pass(1_000);
    return forwarder;
  }

  @Test
  void eachIsCarriedOutOnceMoreAtTheMost() {
    LoneAssembly before = LoneAssembly.isolated(store, 1, SERVER);
    LoneAssembly.Visitor forwarder = start(before);
    List<RoutingMessage.Route> routes = new ArrayList<>();
    for (byte[] message : WireSeeds.valid(new Rng(4))) {
      routes.add(signed(message, before.env.wallMillis()));
      assertThat(say(before, forwarder, List.of(routes.get(routes.size() - 1))))
          .doesNotContain(ErrorCode.ALREADY_PROCESSED, ErrorCode.INTERNAL);
    }
    before.env.pass(ANSWERED_MILLIS);
    assertThat(say(before, forwarder, routes)).containsOnly(ErrorCode.ALREADY_PROCESSED);
    before.stop();

    LoneAssembly restarted = LoneAssembly.isolated(store, 1, SERVER);
    forwarder = start(restarted);
    restarted.env.pass(ANSWERED_MILLIS);
    assertThat(say(restarted, forwarder, routes)).doesNotContain(ErrorCode.INTERNAL);
    restarted.env.pass(ANSWERED_MILLIS);
    assertThat(say(restarted, forwarder, routes)).containsOnly(ErrorCode.ALREADY_PROCESSED);
  }
}
