package io.peerloom.core.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.connection.ConnectionManagerFactory;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.RtcPort;
import io.peerloom.core.connection.WebRtcConnectionManager;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.PeerCard;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.routing.ConnectionBudget;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.rpc.Dispatcher;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.support.TestNetwork;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.RoutingMessage.Signal;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/** Signals of strangers cost little, and what belongs to an attempt reaches it. */
@Label("Signalling")
class SignallingTest {
  private static final int MANY = 500;
  private static final String OFFER = "v=0\na=fingerprint:sha-256 00\n";
  private static final TestNetwork NETWORK = new TestNetwork(1);
  private static final Identity PAGE = NETWORK.member(PeerKind.BROWSER);

  /** A peer connection that only remembers what it was given. */
  private static final class Session implements RtcPort.RtcSession {
    final List<String> given = new ArrayList<>();
    boolean closed;

    @Override
    public void offer() {
      given.add("make an offer");
    }

    @Override
    public void remote(String type, String sdp) {
      given.add(type);
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
      closed = true;
    }
  }

  private final TestEnv env = new TestEnv(1);
  private final List<Session> sessions = new ArrayList<>();
  private final LinkTable links;
  private final Signalling signalling;

  SignallingTest() {
    RoutingTable table = new RoutingTable(PAGE.id(), new Rng(1));
    Dispatcher dispatcher = new Dispatcher(env, () -> 1);
    links =
        new LinkTable(
            env, PAGE, table, dispatcher, new ConnectionBudget(PAGE.id(), PAGE.kind(), 10, 10));
    RtcPort port =
        events -> {
          sessions.add(new Session());
          return sessions.get(sessions.size() - 1);
        };
    ConnectionManagerFactory factory =
        new ConnectionManagerFactory(env, NETWORK.authority, PAGE, links, null, port, List.of());
    links.use(factory);
    OverlayNetwork overlay = new OverlayNetwork(env, NETWORK.authority, PAGE, links, dispatcher);
    signalling = new Signalling(env, NETWORK.crypto, PAGE, table, links, overlay, factory);
    links.addListener(signalling);
  }

  /** Pages with ids of their own; {@code first} 0 makes them smaller than most, 255 larger. */
  private static ProvedPeer page(int first, int number) {
    byte[] id = new byte[NodeId.BYTES];
    id[0] = (byte) first;
    System.arraycopy(Bytes.bigEndian(number), 0, id, 8, 8);
    PeerCard card =
        new PeerCard(new byte[0], new byte[0], 0, new byte[8], PeerKind.BROWSER, true, List.of());
    return new ProvedPeer(new NodeId(id), new byte[65], new byte[32], card);
  }

  private Promise<Message> signal(ProvedPeer from, int step, int attempt, String text) {
    return signalling.signalled(from, new Signal(step, Bytes.bigEndian(attempt), text));
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

  @Example
  void negotiationsAreBoundedAndEndWithTheirAttempts() {
    int taken = 0;
    for (int i = 0; i < MANY; i++) {
      Promise<Message> answer = signal(page(0, i), Signal.OFFER, 1, OFFER);
      if (!answer.isFailed()) {
        taken++;
      } else {
        assertThat(answer.failure().code()).isEqualTo(ErrorCode.OVERLOADED);
      }
    }
    assertThat(taken).isBetween(1, MANY - 1);
    assertThat(sessions).hasSize(taken);
    env.pass(WebRtcConnectionManager.ATTEMPT_MILLIS + 2_000);
    assertThat(sessions).allMatch(session -> session.closed);
    assertThat(signal(page(0, MANY), Signal.OFFER, 1, OFFER).isFailed()).isFalse();
  }

  /** The overlay keeps no order: candidates of an offer may overtake it, once one was asked for. */
  @Example
  void candidatesReachTheirAttemptAndNoOther() {
    ProvedPeer smaller = page(0, 1);
    signal(smaller, Signal.ASK, 0, "");
    Session own = sessions.get(0);
    assertThat(own.given).containsExactly("make an offer");
    signal(smaller, Signal.CANDIDATE, 7, "of attempt 7");
    assertThat(own.given).containsExactly("make an offer");

    ProvedPeer other = page(0, 2);
    signal(other, Signal.OFFER, 5, OFFER);
    signal(other, Signal.CANDIDATE, 5, "of attempt 5");
    signal(other, Signal.CANDIDATE, 6, "of attempt 6");
    assertThat(sessions.get(1).given).containsExactly("offer", "of attempt 5");
    // A new offer of the same side is a new attempt, to which the early one belongs.
    signal(other, Signal.OFFER, 6, OFFER);
    assertThat(sessions.get(1).closed).isTrue();
    assertThat(sessions.get(2).given).containsExactly("offer", "of attempt 6");
  }

  @Example
  void whoseAttemptIsReplacedIsAnsweredAllTheSame() {
    ProvedPeer other = page(0, 2);
    Promise<Message> first = signal(other, Signal.OFFER, 5, OFFER);
    assertThat(first.isDone()).isFalse();
    signal(other, Signal.OFFER, 6, OFFER);
    assertThat(first.value()).isInstanceOf(LinkMessage.Done.class);
  }

  @Example
  void aServerIsNotAnsweredOverWebRtc() {
    PeerCard card =
        new PeerCard(new byte[0], new byte[0], 0, new byte[8], PeerKind.NODE, true, List.of());
    ProvedPeer server = new ProvedPeer(page(0, 1).id(), new byte[65], new byte[32], card);
    assertThat(signal(server, Signal.OFFER, 1, OFFER).failure().code())
        .isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(sessions).isEmpty();
  }
}
