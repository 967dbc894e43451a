package io.peerloom.core.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Rng;
import io.peerloom.core.connection.ConnectionManagerFactory;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.RtcPort;
import io.peerloom.core.connection.TransportEvents;
import io.peerloom.core.connection.WebRtcConnectionManager;
import io.peerloom.core.connection.WebSocketPort;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.links.LinkTable;
import io.peerloom.core.routing.ConnectionBudget;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.support.CheapNetwork;
import io.peerloom.core.support.Pipe;
import io.peerloom.core.support.TestEnv;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** However a connection fails, the log says whose it was, over what, where, and why (R2.1). */
@Label("Failure logging")
class FailureLoggingPropertyTest {
  private static final CheapNetwork NETWORK = new CheapNetwork(1);
  private static final String ADDRESS = "wss://server.example";
  private static final Identity PAGE = NETWORK.member(PeerKind.BROWSER);
  private static final Identity SERVER = NETWORK.member(PeerKind.NODE, ADDRESS);
  private static final Identity OTHER_SERVER = NETWORK.member(PeerKind.NODE, ADDRESS);
  private static final Identity OTHER_PAGE = NETWORK.member(PeerKind.BROWSER);

  enum Fault {
    REFUSED(ErrorCode.REFUSED),
    UNREACHABLE(ErrorCode.UNREACHABLE),
    DIAL_TIMEOUT(ErrorCode.TIMEOUT),
    NEVER_OPENS(ErrorCode.TIMEOUT),
    SILENT(ErrorCode.TIMEOUT),
    CLOSES(ErrorCode.CLOSED),
    TALKS_NONSENSE(ErrorCode.INVALID_REQUEST),
    IS_FULL(ErrorCode.LINK_LIMIT);

    final ErrorCode code;

    Fault(ErrorCode code) {
      this.code = code;
    }
  }

  private static LinkTable table(
      TestEnv of, Identity self, WebSocketPort port, RtcPort rtc, int most) {
    RoutingTable routing = new RoutingTable(self.id(), new Rng(1));
    LinkTable links =
        new LinkTable(of, self, routing, new ConnectionBudget(self.id(), self.kind(), most, most));
    links.setConnectionFactory(
        new ConnectionManagerFactory(
            of, NETWORK.authority(of), self, links, port, rtc, self.addresses()));
    return links;
  }

  private static WebSocketPort failing(TestEnv env, Fault fault, int after) {
    return (url, events) -> {
      Pipe pipe = new Pipe(env);
      pipe.dialling.events = events;
      switch (fault) {
        case REFUSED, UNREACHABLE, DIAL_TIMEOUT ->
            env.after(after, () -> events.closed(fault.code, "the dial failed"));
        case NEVER_OPENS -> {}
        default -> env.after(after, () -> open(env, fault, pipe, events));
      }
      return pipe.dialling;
    };
  }

  private static void open(TestEnv env, Fault fault, Pipe pipe, TransportEvents events) {
    pipe.accepting.events =
        fault == Fault.IS_FULL
            ? table(env, SERVER, null, null, 0).accept(pipe.accepting, "test")
            : new Nobody();
    events.opened();
    if (fault == Fault.CLOSES) {
      pipe.accepting.close(ErrorCode.CLOSED, "no reason given");
    } else if (fault == Fault.TALKS_NONSENSE) {
      pipe.accepting.send(Lane.CONTROL, new byte[] {1, 2, 3, 4});
    }
  }

  private record Nobody() implements TransportEvents {
    @Override
    public void opened() {}

    @Override
    public void received(Lane lane, byte[] message) {}

    @Override
    public void closed(ErrorCode code, String reason) {}
  }

  private static void assertLogged(
      TestEnv env, Identity who, String transport, String address, ErrorCode code) {
    assertThat(env.log())
        .filteredOn(line -> line.contains("link.failed peer=" + who.id()))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line)
                    .contains("transport=" + transport, "address=" + address, "phase=")
                    .matches(".*phase=\\S.* code=" + code + " reason=\\S.*"));
  }

  /**
   * Fails if the line names the peer that proved itself instead of the dialled one, or leaves out
   * the reason, or if {@code LinkTable} does not log an attempt that ended with LINK_LIMIT.
   */
  @Property(tries = 200)
  @Label(
      "Feature: dht-connection-recovery, Property 5: Connection Failure Logging: peer id and"
          + " reason, always")
  void aDialThatFailsIsLoggedWithPeerAndReason(
      @ForAll Fault fault, @ForAll @IntRange(max = 9_000) int after) {
    TestEnv env = new TestEnv(1);
    LinkTable links = table(env, PAGE, failing(env, fault, after), null, 10);
    links.dial(ADDRESS, SERVER.id());
    env.pass(30_000);
    assertThat(links.size()).isZero();
    assertLogged(env, SERVER, "websocket", ADDRESS, fault.code);
  }

  /** Fails if {@code LinkTable} logs failed dials only, not failed WebRTC attempts. */
  @Property(tries = 100)
  @Label(
      "Feature: dht-connection-recovery, Property 5: Connection Failure Logging: peer id and"
          + " reason, always")
  void anAttemptOverWebRtcThatFailsIsLoggedToo(
      @ForAll @IntRange(max = 25_000) int after, @ForAll boolean offerer) {
    TestEnv env = new TestEnv(1);
    RtcPort port =
        events -> {
          env.after(after, () -> events.closed(ErrorCode.UNREACHABLE, "no path"));
          return new DeafSession();
        };
    LinkTable links = table(env, PAGE, null, port, 10);
    links.webRtc(OTHER_PAGE.id(), offerer, (type, text) -> {});
    env.pass(30_000);
    assertLogged(
        env,
        OTHER_PAGE,
        "webrtc",
        "",
        after < WebRtcConnectionManager.ATTEMPT_MILLIS ? ErrorCode.UNREACHABLE : ErrorCode.TIMEOUT);
  }

  /**
   * Fails if {@code LinkTable} does not log the end of a silent link or of one that said goodbye,
   * or logs the code alone.
   */
  @Property(tries = 100)
  @Label(
      "Feature: dht-connection-recovery, Property 5: Connection Failure Logging: peer id and"
          + " reason, always")
  void aLinkThatEndsIsLoggedWithPeerAndReason(
      @ForAll @IntRange(max = 100_000) int later, @ForAll boolean goodbye) {
    TestEnv env = new TestEnv(1);
    LinkTable server = table(env, OTHER_SERVER, null, null, 10);
    Pipe pipe = new Pipe(env);
    WebSocketPort port =
        (url, events) -> {
          pipe.dialling.events = events;
          env.after(
              1,
              () -> {
                pipe.accepting.events = server.accept(pipe.accepting, "test");
                events.opened();
              });
          return pipe.dialling;
        };
    LinkTable links = table(env, PAGE, port, null, 10);
    links.dial(ADDRESS, OTHER_SERVER.id());
    env.pass(1_000 + later);
    assertThat(links.size()).isEqualTo(1);
    int before = env.log().size();
    if (goodbye) {
      server.closeAll();
    } else {
      pipe.accepting.meddler = (number, message) -> null;
    }
    env.pass(90_000);
    assertThat(links.size()).isZero();
    ErrorCode code = goodbye ? ErrorCode.CLOSED : ErrorCode.TIMEOUT;
    assertThat(env.log().subList(before, env.log().size()))
        .filteredOn(line -> line.contains("link.ended peer=" + OTHER_SERVER.id()))
        .singleElement()
        .satisfies(line -> assertThat(line).matches(".* code=" + code + " reason=\\S.*"));
  }

  /** Pages come and go, and a node has many of them. */
  @Example
  void aPageThatGoesAwayWithoutAGoodbyeIsNoNews() {
    TestEnv env = new TestEnv(1);
    LinkTable server = table(env, OTHER_SERVER, null, null, 10);
    Pipe pipe = new Pipe(env);
    WebSocketPort port =
        (url, events) -> {
          return pipe.connect(events, end -> server.accept(end, "test"));
        };
    table(env, PAGE, port, null, 10).dial(ADDRESS, OTHER_SERVER.id());
    env.pass(1_000);
    assertThat(server.size()).isEqualTo(1);
    pipe.accepting.events.closed(ErrorCode.UNREACHABLE, "the socket is closed");
    assertThat(env.log())
        .filteredOn(line -> line.contains("link.ended peer=" + PAGE.id()))
        .singleElement()
        .satisfies(line -> assertThat(line).startsWith("DEBUG").contains("code=UNREACHABLE"));
  }

  /** A peer connection that goes nowhere. */
  private static final class DeafSession implements RtcPort.RtcSession {
    @Override
    public void offer() {}

    @Override
    public void remote(String type, String sdp) {}

    @Override
    public void remoteCandidate(String candidate) {}

    @Override
    public void send(Lane lane, byte[] message) {}

    @Override
    public int bufferedBytes() {
      return 0;
    }

    @Override
    public void close(ErrorCode code, String reason) {}
  }
}
