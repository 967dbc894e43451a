package io.peerloom.core.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.connection.ConnectionManagerFactory;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.RtcPort;
import io.peerloom.core.connection.WebRtcConnectionManager;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.routing.ConnectionBudget;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.rpc.Dispatcher;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.support.TestNetwork;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.RoutingMessage.Route;
import io.peerloom.core.wire.RoutingMessage.Routed;
import io.peerloom.core.wire.RoutingMessage.Signal;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/** An offer that somebody else carries, and its answer: whole, signed, for one pair, used once. */
@Label("Complete offers")
class CompleteOfferTest {
  private static final String SDP = "v=0\r\na=fingerprint:sha-256 00\r\n";
  private static final TestNetwork NETWORK = new TestNetwork(7);
  private static final ProvedPeer BRIDGE =
      NETWORK.authority.prove(NETWORK.member(PeerKind.NODE, "ws://bridge").card()).value();

  /** A peer connection that finds two candidates, and says so in the way of a browser. */
  private static final class Session implements RtcPort.RtcSession {
    final RtcPort.RtcEvents events;
    final List<String> given = new ArrayList<>();
    ErrorCode closed;

    Session(RtcPort.RtcEvents events) {
      this.events = events;
    }

    void describe(String type, String... candidates) {
      events.described(type, SDP);
      for (String candidate : candidates) {
        events.candidate(candidate);
      }
    }

    @Override
    public void offer() {}

    @Override
    public void remote(String type, String sdp) {
      given.add(type + " " + sdp);
    }

    @Override
    public void remoteCandidate(String candidate) {
      given.add(candidate);
    }

    @Override
    public void send(Lane lane, byte[] message) {}

    @Override
    public int bufferedBytes() {
      return 0;
    }

    @Override
    public void close(ErrorCode code, String reason) {
      closed = code;
      events.closed(code, reason);
    }
  }

  /** A page without links. */
  private static final class Page {
    final TestEnv env = new TestEnv(7);
    final List<Session> sessions = new ArrayList<>();
    final Identity self;
    final RoutingTable table;
    final OverlayNetwork overlay;
    final Signalling signalling;

    Page() {
      this(10);
    }

    Page(int maxLinks) {
      self = NETWORK.member(PeerKind.BROWSER);
      table = new RoutingTable(self.id(), new Rng(1));
      Dispatcher dispatcher = new Dispatcher(env, () -> 1);
      LinkTable links =
          new LinkTable(
              env,
              self,
              table,
              dispatcher,
              new ConnectionBudget(self.id(), self.kind(), maxLinks, maxLinks));
      RtcPort port =
          events -> {
            sessions.add(new Session(events));
            return sessions.get(sessions.size() - 1);
          };
      ConnectionManagerFactory factory =
          new ConnectionManagerFactory(env, NETWORK.authority, self, links, null, port, List.of());
      links.use(factory);
      overlay = new OverlayNetwork(env, NETWORK.authority, self, links, dispatcher);
      signalling = new Signalling(env, NETWORK.crypto, self, table, links, overlay, factory);
      links.addListener(signalling);
      dispatcher.routing((from, request) -> signalling.signalled(from, (Signal) request));
    }

    Promise<Route> offerTo(Page other, String... candidates) {
      Promise<Route> offer = signalling.completeOffer(other.self.id());
      sessions.get(0).describe("offer", candidates);
      return offer;
    }

    /** What it answers to an offer that a bridge hands over. */
    Promise<Message> takes(Route offer) {
      return overlay.route(BRIDGE, offer);
    }
  }

  private final Page newcomer = new Page();
  private final Page page = new Page();
  private final Page stranger = new Page();

  @Example
  void offerAndAnswerCarryTheirCandidates() {
    Route offer = newcomer.offerTo(page, "{\"c\":1}", "{\"c\":2}", "").value();
    Promise<Message> answer = page.takes(offer);
    assertThat(page.sessions.get(0).given)
        .containsExactly("offer " + SDP, "{\"c\":1}", "{\"c\":2}");
    assertThat(answer.isDone()).isFalse();
    page.sessions.get(0).describe("answer", "{\"c\":3}", "");
    newcomer.signalling.completeAnswer(offer, ((Routed) answer.value()).envelope());
    assertThat(newcomer.sessions.get(0).given).containsExactly("answer " + SDP, "{\"c\":3}");
    assertThat(newcomer.sessions.get(0).closed).isNull();
  }

  @Example
  void whatIsNotFoundInTimeIsLeftOut() {
    Promise<Route> offer = newcomer.offerTo(page, "{\"c\":1}");
    assertThat(offer.isDone()).isFalse();
    newcomer.env.pass(1_000);
    page.takes(offer.value());
    assertThat(page.sessions.get(0).given).containsExactly("offer " + SDP, "{\"c\":1}");
  }

  @Example
  void candidatesThatDoNotFitAreLeftOut() {
    String[] many = new String[40];
    for (int i = 0; i < many.length; i++) {
      many[i] = "{\"c\":\"" + "x".repeat(200) + i + "\"}";
    }
    Promise<Route> offer = newcomer.offerTo(page, many);
    newcomer.env.pass(1_000);
    page.takes(offer.value());
    assertThat(page.sessions.get(0).given.size()).isBetween(9, 13);
    assertThat(page.sessions.get(0).given.get(1)).isEqualTo(many[0]);
  }

  @Example
  void withoutADescriptionThereIsNoOffer() {
    Promise<Route> offer = newcomer.signalling.completeOffer(page.self.id());
    newcomer.env.pass(WebRtcConnectionManager.ATTEMPT_MILLIS);
    assertThat(offer.failure().code()).isEqualTo(ErrorCode.UNREACHABLE);
    assertThat(newcomer.sessions.get(0).closed).isEqualTo(ErrorCode.TIMEOUT);
  }

  @Example
  void noAnswerEndsTheAttemptAndAnotherMayBegin() {
    Route offer = newcomer.offerTo(page, "").value();
    newcomer.signalling.completeAnswer(offer, null);
    assertThat(newcomer.sessions.get(0).closed).isEqualTo(ErrorCode.UNREACHABLE);
    newcomer.signalling.completeOffer(page.self.id());
    assertThat(newcomer.sessions).hasSize(2);
  }

  @Example
  void anAnswerOfAnotherOrToAnotherOfferIsNotApplied() {
    Route toStranger = newcomer.offerTo(stranger, "").value();
    Promise<Message> foreign = stranger.takes(toStranger);
    stranger.sessions.get(0).describe("answer", "");
    Promise<Route> second = newcomer.signalling.completeOffer(page.self.id());
    newcomer.sessions.get(1).describe("offer", "");
    newcomer.signalling.completeAnswer(second.value(), ((Routed) foreign.value()).envelope());
    assertThat(newcomer.sessions.get(1).given).isEmpty();
    assertThat(newcomer.sessions.get(1).closed).isEqualTo(ErrorCode.INVALID_SIGNATURE);
  }

  @Example
  void anOfferIsTakenOnce() {
    Route offer = newcomer.offerTo(page, "").value();
    Promise<Message> first = page.takes(offer);
    page.sessions.get(0).describe("answer", "");
    assertThat(page.takes(offer).value()).isSameAs(first.value());
    assertThat(page.sessions).hasSize(1);
  }

  @Example
  void anOfferThatCrossesOnesOwnIsIgnoredByTheLargerId() {
    boolean newcomerIsLarger = newcomer.self.id().compareTo(page.self.id()) > 0;
    Page larger = newcomerIsLarger ? newcomer : page;
    Page smaller = newcomerIsLarger ? page : newcomer;
    larger.offerTo(smaller, "");
    Route crossing = smaller.offerTo(larger, "").value();
    Promise<Message> answer = larger.takes(crossing);
    assertThat(larger.sessions).hasSize(1);
    smaller.signalling.completeAnswer(crossing, ((Routed) answer.value()).envelope());
    assertThat(smaller.sessions.get(0).given).isEmpty();
  }

  @Example
  void aPageWithoutRoomNamesItsNeighboursInstead() {
    Page full = new Page(0);
    ContactInfo neighbour =
        new ContactInfo(stranger.self.id(), PeerKind.BROWSER, true, List.<String>of());
    full.table.linked(neighbour, 1);
    Route offer = newcomer.offerTo(full, "").value();
    Promise<Message> answer = full.takes(offer);
    assertThat(full.sessions).isEmpty();
    newcomer.signalling.completeAnswer(offer, ((Routed) answer.value()).envelope());
    assertThat(newcomer.sessions.get(0).closed).isEqualTo(ErrorCode.UNREACHABLE);
    assertThat(newcomer.table.contacts()).extracting(c -> c.id()).contains(stranger.self.id());
  }

  @Example
  void pagesOfBeforeAnswerThatTheyDoNotUnderstand() {
    Route offer = newcomer.offerTo(page, "").value();
    // What becomes of a step an older build cannot read: its answer is a failure.
    byte[] answer =
        page.overlay
            .sealed(
                newcomer.self.id(),
                new LinkMessage.Failure(ErrorCode.INVALID_REQUEST, "", 0),
                offer.trace())
            .value()
            .envelope();
    newcomer.signalling.completeAnswer(offer, answer);
    assertThat(newcomer.sessions.get(0).closed).isEqualTo(ErrorCode.INVALID_REQUEST);
  }
}
