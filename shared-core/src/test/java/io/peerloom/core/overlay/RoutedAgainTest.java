package io.peerloom.core.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.connection.ConnectionManagerFactory;
import io.peerloom.core.connection.Link;
import io.peerloom.core.connection.LinkOwner;
import io.peerloom.core.connection.Transport;
import io.peerloom.core.connection.TransportEvents;
import io.peerloom.core.connection.WebSocketPort;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.links.LinkTable;
import io.peerloom.core.routing.ConnectionBudget;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.rpc.Router;
import io.peerloom.core.support.CheapNetwork;
import io.peerloom.core.support.Pipe;
import io.peerloom.core.support.QuietOwner;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageType;
import io.peerloom.core.wire.RoutingMessage.Found;
import io.peerloom.core.wire.RoutingMessage.Route;
import io.peerloom.core.wire.RoutingMessage.Signal;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/** A page asks another by way of a server, leaving out its card, which the other may forget. */
@Label("Routed again")
class RoutedAgainTest {
  private static final CheapNetwork NETWORK = new CheapNetwork(1);
  private static final String ADDRESS = "wss://server.example";
  private static final Identity PAGE = NETWORK.member(PeerKind.BROWSER);
  private static final Identity SERVER = NETWORK.member(PeerKind.NODE, ADDRESS);
  private static final Identity FAR = NETWORK.member(PeerKind.BROWSER);
  private static final String OTHER_ADDRESS = "wss://other.example";
  private static final Identity OTHER = nearerToFar();
  private static final Signal ASKED = new Signal(Signal.OFFER, new byte[8], "");

  private final TestEnv env = new TestEnv(1);
  private final Authority fars = NETWORK.authority(env);
  private final Authority pages = NETWORK.authority(env);
  private final LinkTable links;
  private final OverlayNetwork page;
  private final OverlayNetwork far;
  private final Router farRouter;
  private int carried;
  private int served;
  private int deadlineMillis;
  private ErrorCode refusal;
  private ErrorCode hopRefusal;

  RoutedAgainTest() {
    links = links(PAGE);
    page = new OverlayNetwork(env, pages, PAGE, links);
    far = new OverlayNetwork(env, fars, FAR, links(FAR));
    farRouter =
        Router.builder(null)
            .with(far)
            .on(
                MessageType.SIGNAL,
                (from, request) -> {
                  served++;
                  return refusal == null
                      ? Promise.of(new LinkMessage.Done())
                      : Promise.failed(refusal, "as told");
                })
            .build();
    far.setRouter(farRouter);
    links.setConnectionFactory(factory(PAGE, links, this::dialled));
    links.dial(ADDRESS, SERVER.id());
    env.pass(1_000);
  }

  private Transport dialled(String url, TransportEvents events) {
    boolean isServer = url.equals(ADDRESS);
    LinkOwner owner = isServer ? new Server() : new Stranger();
    Pipe pipe = new Pipe(env);
    return pipe.connect(events, end -> factory(isServer ? SERVER : OTHER, owner, null).accept(end));
  }

  private static Identity nearerToFar() {
    Identity peer;
    do {
      peer = NETWORK.member(PeerKind.NODE, OTHER_ADDRESS);
    } while (FAR.id().compareDistance(peer.id(), SERVER.id()) > 0);
    return peer;
  }

  private LinkTable links(Identity self) {
    RoutingTable table = new RoutingTable(self.id(), new Rng(1));
    ConnectionBudget budget = new ConnectionBudget(self.id(), self.kind(), 10, 10);
    return new LinkTable(env, self, table, budget);
  }

  private ConnectionManagerFactory factory(Identity self, LinkOwner owner, WebSocketPort port) {
    return new ConnectionManagerFactory(
        env, NETWORK.authority(env), self, owner, port, null, self.addresses());
  }

  /** It is linked to the far page, too, and passes on what is for it. */
  private final class Server extends QuietOwner {
    @Override
    public Promise<Message> serve(Link link, Message request, int ofRequest) {
      carried++;
      deadlineMillis = ofRequest;
      return hopRefusal == null
          ? farRouter.handle(link.peer(), request)
          : Promise.failed(hopRefusal, "as the hop says");
    }
  }

  /** It has no way to anybody. */
  private static final class Stranger extends QuietOwner {
    @Override
    public Promise<Message> serve(Link link, Message request, int deadlineMillis) {
      return Promise.failed(ErrorCode.NO_ROUTE, "no way");
    }
  }

  private Promise<Message> ask() {
    Promise<Message> answer = page.request(FAR.id(), ASKED, 3_000);
    env.pass(1_000);
    return answer;
  }

  @Example
  void whatTheReaderHasForgottenIsSaidAgain() {
    assertThat(ask().value()).isInstanceOf(LinkMessage.Done.class);
    for (int i = 0; i < 100; i++) {
      assertThat(fars.prove(NETWORK.member(PeerKind.BROWSER).card()).isFailed()).isFalse();
    }
    assertThat(ask().value()).isInstanceOf(LinkMessage.Done.class);
    assertThat(List.of(served, carried)).as("served, carried").containsExactly(2, 3);
  }

  /** The request itself is what it refuses, which comes signed. */
  @Example
  void whatTheReaderRefusesIsNotSaidAgain() {
    assertThat(ask().isFailed()).isFalse();
    refusal = ErrorCode.INVALID_REQUEST;
    assertThat(ask().failure().code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(List.of(served, carried)).as("served, carried").containsExactly(2, 2);
  }

  /** Most know who admitted others; who does not hears it in full, and nobody is taken to know. */
  @Example
  void whoDoesNotKnowTheIssuerIsToldInFull() {
    assertThat(pages.prove(SERVER.card()).isFailed()).isFalse();
    assertThat(ask().value()).isInstanceOf(LinkMessage.Done.class);
    assertThat(List.of(served, carried)).as("served, carried").containsExactly(1, 2);
  }

  @Example
  void knownIssuerIsNotSentAgain() {
    assertThat(pages.prove(SERVER.card()).isFailed()).isFalse();
    assertThat(fars.prove(SERVER.card()).isFailed()).isFalse();
    assertThat(ask().value()).isInstanceOf(LinkMessage.Done.class);
    assertThat(List.of(served, carried)).as("served, carried").containsExactly(1, 1);
  }

  /** An envelope that the target cannot read is no fault of the path that brought it there. */
  /** Fails if a hop can end a lease, or refuse a message, in the name of who it hides. */
  @Example
  void whatAHopRefusesIsNoAnswerOfTheTarget() {
    hopRefusal = ErrorCode.INVALID_REQUEST;
    assertThat(ask().failure().code()).isEqualTo(ErrorCode.NO_ROUTE);
    assertThat(served).isZero();
    hopRefusal = null;
    refusal = ErrorCode.INVALID_REQUEST;
    assertThat(ask().failure().code()).as("signed").isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Example
  void repeatedRequestTakesTheSamePath() {
    links.dial(OTHER_ADDRESS, OTHER.id());
    env.pass(1_000);
    ContactInfo named = new ContactInfo(FAR.id(), FAR.kind(), true, List.<String>of());
    page.contactsReturned(new Found(List.of(named)), SERVER.id());
    assertThat(pages.prove(SERVER.card()).isFailed()).isFalse();
    assertThat(ask().value()).isInstanceOf(LinkMessage.Done.class);
    assertThat(List.of(served, carried)).as("served, carried").containsExactly(1, 2);
  }

  /** Seen to fail while each hop began to count anew. */
  @Example
  void forwarderPassesOnWhatIsLeftOfTheDeadline() {
    Router router = Router.builder(null).with(page).build();
    links.dial(OTHER_ADDRESS, OTHER.id());
    env.pass(1_000);
    ProvedPeer other = links.link(OTHER.id()).peer();
    for (int left : new int[] {700, 30_000}) {
      Route next =
          page.signedRoute(FAR.id(), ASKED, Bytes.slice(Bytes.bigEndian(left), 0, 8)).value();
      Promise<Message> answer = router.handle(other, next, env.monotonicMillis() + left);
      env.pass(1_000);
      assertThat(answer.isFailed()).isFalse();
      assertThat(deadlineMillis).isEqualTo(Math.min(left, OverlayNetwork.ROUTED_TIMEOUT_MILLIS));
    }
  }

  /** Seen to fail without the check, and with a link that says nothing of the deadline. */
  @Example
  void overdueRequestIsNotServed() {
    Route route = page.signedRoute(FAR.id(), ASKED, new byte[8]).value();
    ProvedPeer from = links.link(SERVER.id()).peer();
    Promise<Message> answer = farRouter.handle(from, route, env.monotonicMillis() - 1);
    assertThat(answer.failure().code()).isEqualTo(ErrorCode.TIMEOUT);
    assertThat(served).isZero();
    List<Long> until = new ArrayList<>();
    links.setRouter(
        Router.builder(null)
            .onTimed(
                MessageType.SIGNAL,
                (asker, request, deadline) -> {
                  until.add(deadline);
                  return Promise.of(new LinkMessage.Done());
                })
            .build());
    links.serve(links.link(SERVER.id()), ASKED, 500);
    assertThat(until).containsExactly(env.monotonicMillis() + 500);
  }
}
