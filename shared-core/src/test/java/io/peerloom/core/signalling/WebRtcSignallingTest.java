package io.peerloom.core.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.WebRtcConnectionManager;
import io.peerloom.core.crypto.PeerCard;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.support.TestNetwork;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.RoutingMessage.Signal;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/** Signals of strangers cost little, and what belongs to an attempt reaches it. */
@Label("WebRtcSignalling")
class WebRtcSignallingTest {
  private static final int MANY = 500;
  private static final String OFFER = "v=0\na=fingerprint:sha-256 00\n";
  private static final TestNetwork NETWORK = new TestNetwork(1);

  private final LoneBrowserPeer page = new LoneBrowserPeer(NETWORK, 10);
  private final List<LoneBrowserPeer.Session> sessions = page.sessions;

  /** Pages with ids of their own; {@code first} 0 makes them smaller than most, 255 larger. */
  private static ProvedPeer page(int first, int number) {
    return page(first, number, number);
  }

  private static ProvedPeer page(int first, int number, int identity) {
    byte[] id = new byte[NodeId.BYTES];
    id[0] = (byte) first;
    System.arraycopy(Bytes.bigEndian(number), 0, id, 8, 8);
    PeerCard card =
        new PeerCard(new byte[0], new byte[0], 0, new byte[8], PeerKind.BROWSER, true, List.of());
    byte[] key = new byte[65];
    System.arraycopy(Bytes.bigEndian(identity), 0, key, 1, 8);
    Owner owner = new Owner(List.of(Bytes.wrap(new byte[1]), Bytes.wrap(key)));
    return new ProvedPeer(new NodeId(id), key, new byte[32], card, owner);
  }

  private Promise<Message> signal(ProvedPeer from, int step, int attempt, String text) {
    return page.signalling.signalled(from, new Signal(step, Bytes.bigEndian(attempt), text));
  }

  @Example
  void strayCandidatesAndAnswersLeaveRoomForOffers() {
    for (int i = 0; i < MANY; i++) {
      assertThat(signal(page(0, i), Signal.CANDIDATE, 1, "{}").value())
          .isInstanceOf(LinkMessage.Done.class);
      assertThat(signal(page(0, i), Signal.ANSWER, 1, OFFER).value())
          .isInstanceOf(LinkMessage.Done.class);
    }
    assertThat(sessions).isEmpty();
    assertThat(signal(page(0, MANY), Signal.OFFER, 1, OFFER).isFailed()).isFalse();
    assertThat(sessions).hasSize(1);
  }

  private long live() {
    return sessions.stream().filter(session -> session.closed == null).count();
  }

  @Example
  void negotiationsAreBoundedAndEndWithTheirAttempts() {
    for (int i = 0; i < MANY; i++) {
      assertThat(signal(page(0, i), Signal.OFFER, 1, OFFER).isFailed()).isFalse();
      assertThat(live()).isLessThanOrEqualTo(Limits.MAX_NEGOTIATIONS);
    }
    assertThat(live()).isEqualTo(Limits.MAX_NEGOTIATIONS);
    page.env.pass(WebRtcConnectionManager.ATTEMPT_MILLIS + 2_000);
    assertThat(live()).isZero();
    assertThat(signal(page(0, MANY), Signal.OFFER, 1, OFFER).isFailed()).isFalse();
  }

  /** Seen to fail with negotiations counted by id: honest pages were refused. */
  @Example
  void idsOfOneIdentityKeepNobodyOut() {
    ProvedPeer honest = page(0, MANY);
    Promise<Message> answer = signal(honest, Signal.OFFER, 1, OFFER);
    for (int second = 0; second < 10; second++) {
      for (int i = 0; i < 140; i++) {
        signal(page(0, i, 1), Signal.OFFER, second, OFFER);
      }
      assertThat(live()).isLessThanOrEqualTo(1 + Limits.MAX_NEGOTIATIONS_OF_IDENTITY);
      page.env.pass(1_000);
    }
    assertThat(sessions).hasSizeLessThan(1 + Limits.NEGOTIATIONS_BURST + 10);
    assertThat(answer.isFailed()).isFalse();
    assertThat(sessions.get(0).closed).isNull();
    Promise<Message> another = signal(page(0, MANY + 1), Signal.OFFER, 1, OFFER);
    assertThat(another.isFailed()).isFalse();
  }

  @Example
  void candidatesOfANegotiationAreBounded() {
    ProvedPeer other = page(0, 1);
    String candidate = "{\"candidate\":\"candidate:1 1 udp 9 203.0.113.9 40001 typ host\"}";
    signal(other, Signal.OFFER, 5, OFFER + "a=candidate:1 1 udp 9 203.0.113.7 40001 typ host\n");
    for (int i = 0; i < MANY; i++) {
      signal(other, Signal.CANDIDATE, 5, candidate + "\n" + candidate);
    }
    assertThat(sessions.get(0).given)
        .hasSize(1 + Limits.MAX_CANDIDATES)
        .startsWith("offer " + OFFER);
  }

  private static String candidate(String address) {
    return "{\"candidate\":\"candidate:1 1 udp 9 " + address + " 40001 typ host\"}";
  }

  private LoneBrowserPeer.Session offeredFrom(String... addresses) {
    ProvedPeer other = page(0, 1);
    signal(other, Signal.OFFER, 5, OFFER);
    for (String address : addresses) {
      signal(other, Signal.CANDIDATE, 5, candidate(address));
    }
    LoneBrowserPeer.Session session = sessions.get(0);
    session.given.remove(0);
    return session;
  }

  @Example
  void candidatesInRangesOfOthersAreNotTried() {
    LoneBrowserPeer.Session session = offeredFrom("127.0.0.1", "::1", "10.0.0.1", "fd00::7");
    session.describe("answer", OFFER, candidate("203.0.113.4"), "");
    assertThat(session.given).isEmpty();
  }

  @Example
  void candidatesInOwnRangesAreTried() {
    LoneBrowserPeer.Session session =
        offeredFrom("127.0.0.1", "192.168.7.1", "3d3a1f27-a9fd-43e0-9c2e-5d8f3f0c5b5b.local");
    assertThat(session.given)
        .containsExactly(candidate("3d3a1f27-a9fd-43e0-9c2e-5d8f3f0c5b5b.local"));
    session.describe("answer", OFFER, candidate("4d3a1f27-a9fd-43e0-9c2e-5d8f3f0c5b5b.local"));
    assertThat(session.given)
        .as("its name stands for a private address")
        .containsExactly(
            candidate("3d3a1f27-a9fd-43e0-9c2e-5d8f3f0c5b5b.local"), candidate("192.168.7.1"));
    session.describe("answer", OFFER, candidate("127.0.0.1"));
    signal(page(0, 1), Signal.CANDIDATE, 5, candidate("172.16.0.9"));
    assertThat(session.given)
        .containsExactly(
            candidate("3d3a1f27-a9fd-43e0-9c2e-5d8f3f0c5b5b.local"),
            candidate("192.168.7.1"),
            candidate("127.0.0.1"),
            candidate("172.16.0.9"));
  }

  @Example
  void candidatesThatWaitAreBounded() {
    LoneBrowserPeer.Session session = offeredFrom();
    for (int i = 0; i < MANY; i++) {
      signal(page(0, 1), Signal.CANDIDATE, 5, candidate("127.0.0.1"));
    }
    session.describe("answer", OFFER, candidate("127.0.0.1"));
    assertThat(session.given).hasSize(Limits.MAX_CANDIDATES);
  }

  /** The overlay keeps no order: candidates of an offer may overtake it, once one was asked for. */
  @Example
  void candidatesReachTheirAttemptAndNoOther() {
    ProvedPeer smaller = page(0, 1);
    page.signalling.completeOffer(smaller.id());
    LoneBrowserPeer.Session own = sessions.get(0);
    assertThat(own.given).containsExactly("make an offer");
    signal(smaller, Signal.CANDIDATE, 7, "of attempt 7");
    assertThat(own.given).containsExactly("make an offer");

    ProvedPeer other = page(0, 2);
    signal(other, Signal.OFFER, 5, OFFER);
    signal(other, Signal.CANDIDATE, 5, "of attempt 5");
    signal(other, Signal.CANDIDATE, 6, "of attempt 6");
    assertThat(sessions.get(1).given).containsExactly("offer " + OFFER, "of attempt 5");
    // A new offer of the same side is a new attempt, to which the early one belongs.
    signal(other, Signal.OFFER, 6, OFFER);
    assertThat(sessions.get(1).closed).isNotNull();
    assertThat(sessions.get(2).given).containsExactly("offer " + OFFER, "of attempt 6");
  }

  @Example
  void whoseAttemptIsReplacedIsAnsweredAllTheSame() {
    ProvedPeer other = page(0, 2);
    Promise<Message> first = signal(other, Signal.OFFER, 5, OFFER);
    assertThat(first.isDone()).isFalse();
    signal(other, Signal.OFFER, 6, OFFER);
    assertThat(first.value()).isInstanceOf(LinkMessage.Done.class);
  }

  /** On a private network, ICE fails where the name of the other's address got lost. */
  @Example
  void amongFewAnAttemptThatFoundNoPathIsMadeAgainSoon() {
    ProvedPeer other = page(0, 1);
    signal(other, Signal.OFFER, 5, OFFER);
    sessions.get(0).describe("answer", OFFER, "");
    sessions.get(0).close(ErrorCode.UNREACHABLE, "no path between the two");
    assertThat(page.table.find(other.id()).mayDial(page.env.monotonicMillis() + 6_000)).isTrue();
  }

  @Example
  void aServerIsNotAnsweredOverWebRtc() {
    PeerCard card =
        new PeerCard(new byte[0], new byte[0], 0, new byte[8], PeerKind.NODE, true, List.of());
    ProvedPeer server =
        new ProvedPeer(page(0, 1).id(), new byte[65], new byte[32], card, page(0, 1).owner());
    assertThat(signal(server, Signal.OFFER, 1, OFFER).failure().code())
        .isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(sessions).isEmpty();
  }
}
