package io.peerloom.core.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.WebRtcConnectionManager;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.support.TestNetwork;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.RoutingMessage;
import io.peerloom.core.wire.RoutingMessage.Route;
import io.peerloom.core.wire.RoutingMessage.Routed;
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

  private static LoneBrowserPeer page(int maxLinks) {
    return new LoneBrowserPeer(NETWORK, maxLinks);
  }

  /** A page's whole offer to another, once its candidates are found. */
  private static Promise<Route> offer(
      LoneBrowserPeer from, LoneBrowserPeer to, String... candidates) {
    Promise<Route> offer = from.signalling.completeOffer(to.self.id());
    from.sessions.get(0).describe("offer", SDP, candidates);
    return offer;
  }

  /** What a page answers to an offer that a bridge hands over. */
  private static Promise<Message> hand(Route offer, LoneBrowserPeer to) {
    return to.router.handle(BRIDGE, offer);
  }

  private final LoneBrowserPeer newcomer = page(10);
  private final LoneBrowserPeer page = page(10);
  private final LoneBrowserPeer stranger = page(10);

  @Example
  void offerAndAnswerCarryTheirCandidates() {
    Route offer = offer(newcomer, page, "{\"c\":1}", "{\"c\":2}", "").value();
    Promise<Message> answer = hand(offer, page);
    assertThat(page.sessions.get(0).given)
        .containsExactly("offer " + SDP, "{\"c\":1}", "{\"c\":2}");
    assertThat(answer.isDone()).isFalse();
    page.sessions.get(0).describe("answer", SDP, "{\"c\":3}", "");
    newcomer.signalling.completeAnswer(offer, ((Routed) answer.value()).envelope());
    assertThat(newcomer.sessions.get(0).given)
        .containsExactly("make an offer", "answer " + SDP, "{\"c\":3}");
    assertThat(newcomer.sessions.get(0).closed).isNull();
  }

  @Example
  void whatIsNotFoundInTimeIsLeftOut() {
    Promise<Route> offer = offer(newcomer, page, "{\"c\":1}");
    assertThat(offer.isDone()).isFalse();
    newcomer.env.pass(1_000);
    hand(offer.value(), page);
    assertThat(page.sessions.get(0).given).containsExactly("offer " + SDP, "{\"c\":1}");
  }

  @Example
  void candidatesThatDoNotFitAreLeftOut() {
    String[] many = new String[40];
    for (int i = 0; i < many.length; i++) {
      many[i] = "{\"c\":\"" + "x".repeat(200) + i + "\"}";
    }
    Promise<Route> offer = offer(newcomer, page, many);
    newcomer.env.pass(1_000);
    hand(offer.value(), page);
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
    Route offer = offer(newcomer, page, "").value();
    newcomer.signalling.completeAnswer(offer, null);
    assertThat(newcomer.sessions.get(0).closed).isEqualTo(ErrorCode.UNREACHABLE);
    newcomer.signalling.completeOffer(page.self.id());
    assertThat(newcomer.sessions).hasSize(2);
  }

  @Example
  void anAnswerOfAnotherOrToAnotherOfferIsNotApplied() {
    Route toStranger = offer(newcomer, stranger, "").value();
    Promise<Message> foreign = hand(toStranger, stranger);
    stranger.sessions.get(0).describe("answer", SDP, "");
    Promise<Route> second = newcomer.signalling.completeOffer(page.self.id());
    newcomer.sessions.get(1).describe("offer", SDP, "");
    newcomer.signalling.completeAnswer(second.value(), ((Routed) foreign.value()).envelope());
    assertThat(newcomer.sessions.get(1).given).containsExactly("make an offer");
    assertThat(newcomer.sessions.get(1).closed).isEqualTo(ErrorCode.INVALID_SIGNATURE);
  }

  @Example
  void anOfferIsTakenOnce() {
    Route offer = offer(newcomer, page, "").value();
    Promise<Message> first = hand(offer, page);
    page.sessions.get(0).describe("answer", SDP, "");
    assertThat(hand(offer, page).value()).isSameAs(first.value());
    assertThat(page.sessions).hasSize(1);
  }

  @Example
  void anOfferThatCrossesOnesOwnIsIgnoredByTheLargerId() {
    boolean newcomerIsLarger = newcomer.self.id().compareTo(page.self.id()) > 0;
    LoneBrowserPeer larger = newcomerIsLarger ? newcomer : page;
    LoneBrowserPeer smaller = newcomerIsLarger ? page : newcomer;
    offer(larger, smaller, "");
    Route crossing = offer(smaller, larger, "").value();
    Promise<Message> answer = hand(crossing, larger);
    assertThat(larger.sessions).hasSize(1);
    smaller.signalling.completeAnswer(crossing, ((Routed) answer.value()).envelope());
    assertThat(smaller.sessions.get(0).given).containsExactly("make an offer");
  }

  @Example
  void aPageWithoutRoomNamesItsNeighboursInstead() {
    LoneBrowserPeer full = page(0);
    ContactInfo neighbour =
        new ContactInfo(stranger.self.id(), PeerKind.BROWSER, true, List.<String>of());
    full.table.linked(neighbour, 1);
    Route offer = offer(newcomer, full, "").value();
    Promise<Message> answer = hand(offer, full);
    assertThat(full.sessions).isEmpty();
    newcomer.signalling.completeAnswer(offer, ((Routed) answer.value()).envelope());
    assertThat(newcomer.sessions.get(0).closed).isEqualTo(ErrorCode.UNREACHABLE);
    assertThat(newcomer.table.contacts()).extracting(c -> c.id()).contains(stranger.self.id());
  }

  /** What becomes of a step an older build cannot read: its answer is a failure. */
  private void refusedByAnOlderPage() {
    Route offer = offer(newcomer, page, "").value();
    byte[] answer =
        page.overlay
            .signedRoute(
                newcomer.self.id(),
                new LinkMessage.Failure(ErrorCode.INVALID_REQUEST, "", 0),
                offer.trace())
            .value()
            .envelope();
    newcomer.signalling.completeAnswer(offer, answer);
  }

  @Example
  void pagesOfBeforeAnswerThatTheyDoNotUnderstand() {
    refusedByAnOlderPage();
    assertThat(newcomer.sessions.get(0).closed).isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  /** The bridge that carries it checks whose it is; it has never seen the newcomer's card. */
  @Example
  void theBridgeReadsAnOfferToAPageThatHasSeenTheCard() {
    refusedByAnOlderPage();
    Promise<Route> offer = newcomer.signalling.completeOffer(page.self.id());
    newcomer.sessions.get(1).describe("offer", SDP, "");
    Authority bridges =
        new Authority(NETWORK.crypto, NETWORK.hash, newcomer.env, NETWORK.authority.network());
    byte[] form = offer.value().envelope();
    assertThat(bridges.compression().expand(form, RoutingMessage.MAX_ROUTED_BYTES))
        .isEqualTo(NETWORK.authority.compression().expand(form, RoutingMessage.MAX_ROUTED_BYTES));
  }
}
