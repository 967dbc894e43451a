package io.peerloom.core.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.LoneAssembly;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.connection.ConnectionManagerFactory;
import io.peerloom.core.connection.IncomingLink;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.Link;
import io.peerloom.core.connection.LinkEnd;
import io.peerloom.core.connection.RelayedTransport;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.support.QuietOwner;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.RelayMessage;
import io.peerloom.core.wire.RelayMessage.RelayFrame;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;

/** A relay and those who use it, or would misuse it. */
class RelayServiceTest {
  private static final String ADDRESS = "ws://relay";
  private static final int TIMEOUT_MILLIS = 10_000;

  private static Identity page() {
    return LoneAssembly.NETWORK.member(PeerKind.BROWSER);
  }

  private final LoneAssembly relay = LoneAssembly.node(1, List.of(ADDRESS));
  private final LoneAssembly.Visitor opener = visit(relay, page());
  private final LoneAssembly.Visitor target = visit(relay, page());
  private final LoneAssembly.Visitor stranger = visit(relay, page());

  private static LoneAssembly.Visitor visit(LoneAssembly server, Identity who) {
    LoneAssembly.Visitor visitor = server.visit(who, ADDRESS);
    visitor.service =
        request ->
            request instanceof RelayMessage.AcceptRelay
                ? Promise.of(new LinkMessage.Done())
                : Promise.of(new RelayMessage.Relays(List.of()));
    server.env.pass(1_000);
    return visitor;
  }

  private static Promise<Message> open(
      LoneAssembly server, LoneAssembly.Visitor from, LoneAssembly.Visitor to) {
    Promise<Message> answer = from.link.request(new RelayMessage.OpenRelay(to.id), TIMEOUT_MILLIS);
    server.env.pass(100);
    return answer;
  }

  private int opened() {
    return ((RelayMessage.RelayOpened) open(relay, opener, target).value()).channel();
  }

  private static List<Message> of(LoneAssembly.Visitor visitor, Class<?> type) {
    return visitor.noticed.stream().filter(type::isInstance).toList();
  }

  private void send(LoneAssembly.Visitor from, int channel, int bytes) {
    from.link.sendFrame(new RelayFrame(channel, true, true, new byte[bytes]));
    relay.env.pass(20);
  }

  @Example
  void framesReachTheOtherEndAndNobodyElse() {
    int channel = opened();
    send(opener, channel, 5);
    send(target, channel, 7);
    assertThat(of(target, RelayFrame.class))
        .singleElement()
        .satisfies(each -> assertThat(((RelayFrame) each).bytes()).hasSize(5))
        .satisfies(each -> assertThat(((RelayFrame) each).toRelay()).isFalse());
    assertThat(of(opener, RelayFrame.class)).hasSize(1);
    assertThat(of(stranger, RelayFrame.class)).isEmpty();
  }

  @Example
  void aStrangerCannotSendIntoAChannelNorEndIt() {
    int channel = opened();
    send(stranger, channel, 5);
    stranger.link.send(new RelayMessage.RelayEnd(channel, true, ErrorCode.CLOSED));
    relay.env.pass(100);
    assertThat(of(target, RelayFrame.class)).isEmpty();
    assertThat(of(opener, RelayFrame.class)).isEmpty();
    send(opener, channel, 5);
    assertThat(of(target, RelayFrame.class)).hasSize(1);
  }

  @Example
  void anEndIsPassedOnAndSoIsALostLink() {
    int channel = opened();
    target.link.send(new RelayMessage.RelayEnd(channel, true, ErrorCode.CLOSED));
    relay.env.pass(100);
    assertThat(of(opener, RelayMessage.RelayEnd.class))
        .containsExactly(new RelayMessage.RelayEnd(channel, false, ErrorCode.CLOSED));
    int next = opened();
    target.breakOff();
    relay.env.pass(100);
    assertThat(of(opener, RelayMessage.RelayEnd.class))
        .contains(new RelayMessage.RelayEnd(next, false, ErrorCode.UNREACHABLE));
    assertThat(open(relay, opener, target).failure().code()).isEqualTo(ErrorCode.UNREACHABLE);
  }

  @Example
  void aTargetMayRefuse() {
    target.service = request -> Promise.failed(ErrorCode.ALREADY_LINKED, "linked directly");
    assertThat(open(relay, opener, target).failure().code()).isEqualTo(ErrorCode.ALREADY_LINKED);
  }

  @Example
  void whatATargetRefusesTakesNoPlace() {
    LoneAssembly bridge = LoneAssembly.of(3, LoneAssembly.NETWORK.bridge(ADDRESS));
    LoneAssembly.Visitor asker = visit(bridge, page());
    LoneAssembly.Visitor unwilling = visit(bridge, page());
    unwilling.service = request -> Promise.failed(ErrorCode.ALREADY_LINKED, "linked directly");
    for (int i = 0; i < 300; i++) {
      assertThat(open(bridge, asker, unwilling).failure().code())
          .isEqualTo(ErrorCode.ALREADY_LINKED);
    }
  }

  /** Fails if the relay drops a frame in silence, or keeps whatever is sent. */
  @Example
  void whoSendsMoreThanItsShareLosesTheChannel() {
    int channel = opened();
    for (int i = 0; i < 20_000 && of(opener, RelayMessage.RelayEnd.class).isEmpty(); i++) {
      if (opener.link.waitingBytes() == 0) {
        opener.link.sendFrame(new RelayFrame(channel, true, true, new byte[64 * 1024]));
      } else {
        relay.env.pass(1);
      }
    }
    assertThat(of(opener, RelayMessage.RelayEnd.class))
        .containsExactly(new RelayMessage.RelayEnd(channel, false, ErrorCode.OVERLOADED));
    assertThat(of(target, RelayMessage.RelayEnd.class)).hasSize(1);
    assertThat(opener.link.isOpen()).isTrue();
  }

  @Example
  void whereAllPlacesAreTakenTheLargestUserGivesWay() {
    LoneAssembly bridge = LoneAssembly.of(2, LoneAssembly.NETWORK.bridge(ADDRESS));
    LoneAssembly.Visitor greedy = visit(bridge, page());
    LoneAssembly.Visitor other = visit(bridge, page());
    LoneAssembly.Visitor third = visit(bridge, page());
    for (int i = 0; i < 256; i++) {
      assertThat(open(bridge, greedy, other).isFailed()).isFalse();
    }
    assertThat(open(bridge, greedy, other).failure().code()).isEqualTo(ErrorCode.OVERLOADED);
    assertThat(open(bridge, third, other).isFailed()).isFalse();
    assertThat(of(greedy, RelayMessage.RelayEnd.class)).hasSize(1);
  }

  /** A relay that says that another is at the other end, and proves itself there. */
  @Example
  void aRelayCannotPassForAnother() {
    Identity self = LoneAssembly.NETWORK.member(PeerKind.NODE, "ws://liar");
    LoneAssembly.Visitor liar = visit(relay, self);
    Promise<Message> accepted =
        liar.link.request(new RelayMessage.AcceptRelay(9, target.id), TIMEOUT_MILLIS);
    relay.env.pass(100);
    assertThat(accepted.isFailed()).isTrue();
    Identity absent = page();
    accepted = liar.link.request(new RelayMessage.AcceptRelay(9, absent.id()), TIMEOUT_MILLIS);
    relay.env.pass(100);
    assertThat(accepted.isFailed()).isFalse();
    List<ErrorCode> ends = new ArrayList<>();
    IncomingLink inside = dialThrough(liar, self, ends);
    relay.env.pass(2_000);
    assertThat(inside.isOpen()).isFalse();
    assertThat(ends).containsExactly(ErrorCode.UNAUTHORIZED);
  }

  @Example
  void aRelayCostsAPeerFewHandshakes() {
    Identity self = LoneAssembly.NETWORK.member(PeerKind.NODE, "ws://relay2");
    LoneAssembly.Visitor busy = visit(relay, self);
    List<Promise<Message>> answers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      answers.add(busy.link.request(new RelayMessage.AcceptRelay(i, page().id()), TIMEOUT_MILLIS));
      relay.env.pass(5);
    }
    relay.env.pass(100);
    assertThat(answers).allMatch(Promise::isDone);
    long taken = answers.stream().filter(answer -> !answer.isFailed()).count();
    assertThat(taken).isBetween(64L, 80L);
  }

  /** Dials the server as that identity, in channel 9 of that relay. */
  private IncomingLink dialThrough(
      LoneAssembly.Visitor through, Identity self, List<ErrorCode> ends) {
    RelayedTransport transport =
        new RelayedTransport() {
          @Override
          public void encrypt(byte[] key, boolean dialler) {}

          @Override
          public void send(Lane lane, byte[] message) {
            through.link.sendFrame(new RelayFrame(9, false, lane == Lane.BULK, message));
          }

          @Override
          public int bufferedBytes() {
            return 0;
          }

          @Override
          public void close(ErrorCode code, String reason) {}
        };
    QuietOwner owner =
        new QuietOwner() {
          @Override
          public void closed(Link link, LinkEnd end) {
            ends.add(end.code());
          }

          @Override
          public Promise<Message> serve(Link link, Message request, int deadlineMillis) {
            return Promise.failed(ErrorCode.UNSUPPORTED, "serves nobody");
          }
        };
    IncomingLink link =
        new ConnectionManagerFactory(relay.env, relay.authority, self, owner, null, null, List.of())
            .relayed(relay.self.id(), true, transport);
    through.frames = frame -> link.received(Lane.CONTROL, frame.bytes());
    link.opened();
    return link;
  }
}
