package io.peerloom.core.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.connection.ConnectionManagerFactory;
import io.peerloom.core.connection.IncomingLink;
import io.peerloom.core.connection.Link;
import io.peerloom.core.connection.LinkOwner;
import io.peerloom.core.connection.WebSocketPort;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.links.LinkTable;
import io.peerloom.core.routing.ConnectionBudget;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.support.CheapNetwork;
import io.peerloom.core.support.Pipe;
import io.peerloom.core.support.QuietOwner;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A page and one server that takes requests, or passes them on, and answers none. */
@Label("Timeouts")
class TimeoutPropertyTest {
  private static final int LINKED_MILLIS = 10_000;
  private static final CheapNetwork NETWORK = new CheapNetwork(1);
  private static final String ADDRESS = "wss://server.example";
  private static final Identity PAGE = NETWORK.member(PeerKind.BROWSER);
  private static final Identity SERVER = NETWORK.member(PeerKind.NODE, ADDRESS);
  private static final Identity FAR = NETWORK.member(PeerKind.BROWSER);

  private static final class Pair {
    final TestEnv env = new TestEnv(1);
    final Pipe pipe = new Pipe(env);
    final RoutingTable table = new RoutingTable(PAGE.id(), new Rng(1));
    final LinkTable links;
    final OverlayNetwork overlay;
    IncomingLink serversEnd;

    Pair() {
      links = new LinkTable(env, PAGE, table, new ConnectionBudget(PAGE.id(), PAGE.kind(), 10, 10));
      overlay = new OverlayNetwork(env, NETWORK.authority(env), PAGE, links);
      WebSocketPort port =
          (url, events) -> {
            pipe.dialling.events = events;
            env.after(1, this::accept);
            env.after(1, events::opened);
            return pipe.dialling;
          };
      links.setConnectionFactory(factory(PAGE, links, port));
      links.dial(ADDRESS, SERVER.id());
      env.pass(1_000);
      assertThat(links.size()).isEqualTo(1);
    }

    private ConnectionManagerFactory factory(Identity self, LinkOwner owner, WebSocketPort port) {
      return new ConnectionManagerFactory(
          env, NETWORK.authority(env), self, owner, port, null, self.addresses());
    }

    private void accept() {
      serversEnd = factory(SERVER, new Silent(), null).accept(pipe.accepting);
      pipe.accepting.events = serversEnd;
    }
  }

  /** It lives, and never answers. */
  private static final class Silent extends QuietOwner {
    @Override
    public Promise<Message> serve(Link link, Message request, int deadlineMillis) {
      return new Promise<>();
    }
  }

  /**
   * The asker's own limit holds, but nobody waits longer for a peer without a link than 3 s. Fails
   * if {@code OverlayNetwork} leaves out that bound, or applies it to linked peers, too.
   */
  @Property(tries = 200)
  @Label("Feature: dht-connection-recovery, Property 7: Differentiated Timeouts: 10 s / 3 s")
  void aLinkedPeerGetsItsTenSecondsAndAnotherThree(
      @ForAll boolean linked, @ForAll @IntRange(min = 1, max = LINKED_MILLIS) int asked) {
    Pair pair = new Pair();
    assertThat(OverlayNetwork.ROUTED_TIMEOUT_MILLIS).isEqualTo(3_000);
    int expected = linked ? asked : Math.min(asked, 3_000);
    Promise<Message> answer =
        pair.overlay.request((linked ? SERVER : FAR).id(), new LinkMessage.Done(), asked);
    pair.env.pass(expected - 1);
    assertThat(answer.isDone()).isFalse();
    pair.env.pass(1);
    assertThat(answer.failure().code()).isEqualTo(ErrorCode.TIMEOUT);
    pair.env.pass(LINKED_MILLIS);
    assertThat(pair.links.size()).as("it lives, so the link stays").isEqualTo(1);
  }

  /**
   * R4.2: what a failed request finds dead is gone within five seconds, even when the heartbeat has
   * just sent a ping that may take longer. Fails if a request without an answer causes no
   * suspicion, if a suspected link has as long to answer as an idle one, or if a suspicion does not
   * shorten the wait for a ping already sent.
   */
  @Property(tries = 100)
  @Label("Feature: dht-connection-recovery, Property 11: Timely Disconnection Cleanup: ≤ 5 s")
  void aLinkThatFailsARequestAndIsDeadIsGoneInFiveSeconds(
      @ForAll @IntRange(max = 200_000) int later,
      @ForAll @IntRange(max = 60) int silentSeconds,
      @ForAll @IntRange(min = 1, max = LINKED_MILLIS) int timeout) {
    Pair pair = new Pair();
    pair.env.pass(later);
    pair.pipe.accepting.meddler = (number, message) -> null;
    pair.env.pass(silentSeconds * 1_000);
    Promise<Message> answer = pair.overlay.request(SERVER.id(), new LinkMessage.Done(), timeout);
    pair.env.pass(timeout);
    assertThat(answer.isFailed()).isTrue();
    pair.env.pass(5_000);
    assertThat(pair.links.link(SERVER.id())).isNull();
    assertThat(pair.table.find(SERVER.id()).isLinked()).isFalse();
  }

  /**
   * A goodbye is enough, though the transport stays open. Fails if a goodbye does not end the link,
   * if {@code LinkTable} keeps a peer that left, or if it leaves the contact of an ended link
   * marked as linked.
   */
  @Property(tries = 100)
  @Label("Feature: dht-connection-recovery, Property 11: Timely Disconnection Cleanup: ≤ 5 s")
  void aLinkThatIsClosedOrSaysGoodbyeIsGoneAtOnce(
      @ForAll @IntRange(max = 200_000) int later, @ForAll boolean goodbye) {
    Pair pair = new Pair();
    pair.env.pass(later);
    if (goodbye) {
      pair.serversEnd.send(LinkMessage.Goodbye.of(ErrorCode.CLOSED, "leaving"));
    } else {
      pair.pipe.accepting.close(ErrorCode.UNREACHABLE, "connection reset");
    }
    pair.env.pass(5_000);
    assertThat(pair.links.all()).isEmpty();
    if (goodbye) {
      assertThat(pair.table.find(SERVER.id())).as("it left, and is let go").isNull();
    } else {
      assertThat(pair.table.find(SERVER.id()).isLinked()).isFalse();
    }
  }
}
