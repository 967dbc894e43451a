package io.peerloom.core.links;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.Rng;
import io.peerloom.core.connection.Link;
import io.peerloom.core.connection.LinkEnd;
import io.peerloom.core.connection.TransportKind;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.routing.ConnectionBudget;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.support.TestLink;
import io.peerloom.core.support.TestNetwork;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;

/** Which of two connections to one peer stays, and how the other ends. */
class LinkPrecedenceTest {
  private static final int PEER = 7;

  private static TestLink link(TransportKind transport, boolean dialled) {
    TestLink link = new TestLink(PEER, Owner.of(Bytes.wrap(new byte[] {1})), dialled);
    link.transport = transport;
    return link;
  }

  private static NodeId id(int first) {
    byte[] bytes = new byte[NodeId.BYTES];
    bytes[0] = (byte) first;
    return new NodeId(bytes);
  }

  @Example
  void onlyADirectLinkTakesTheOthersPlace() {
    LinkPrecedence precedence = new LinkPrecedence(id(9));
    for (TransportKind direct : List.of(TransportKind.WEBRTC, TransportKind.WEBSOCKET)) {
      for (boolean dialled : List.of(true, false)) {
        Link relayed = link(TransportKind.RELAY, dialled);
        Link other = link(direct, !dialled);
        assertThat(precedence.mayReplace(relayed, other, other.peer())).isTrue();
        assertThat(precedence.losesTo(relayed, other)).isFalse();
        assertThat(precedence.mayReplace(other, relayed, relayed.peer())).isFalse();
        assertThat(precedence.losesTo(other, relayed)).isTrue();
      }
    }
  }

  @Example
  void aDirectLinkUnderSuspicionMayBeReplaced() {
    LinkPrecedence precedence = new LinkPrecedence(id(9));
    TestLink old = link(TransportKind.WEBRTC, true);
    Link relayed = link(TransportKind.RELAY, true);
    old.suspect = true;
    assertThat(precedence.losesTo(old, relayed)).as("not allowed before").isTrue();
    assertThat(precedence.mayReplace(old, relayed, relayed.peer())).isTrue();
    old.suspect = false;
    assertThat(precedence.losesTo(old, relayed)).as("the other end has replaced it").isFalse();
    Link another = link(TransportKind.WEBRTC, true);
    old.suspect = true;
    precedence.mayReplace(old, relayed, relayed.peer());
    assertThat(precedence.losesTo(another, relayed)).as("nor another link").isTrue();
    TestLink dialled = link(TransportKind.WEBSOCKET, true);
    Link again = link(TransportKind.WEBSOCKET, true);
    assertThat(precedence.mayReplace(dialled, again, again.peer())).isFalse();
    dialled.suspect = true;
    assertThat(precedence.mayReplace(dialled, again, again.peer())).isTrue();
    assertThat(precedence.losesTo(dialled, again)).isFalse();
  }

  @Example
  void ofTwoRelayedLinksThatCrossedTheLargerIdsStays() {
    Link own = link(TransportKind.RELAY, true);
    Link theirs = link(TransportKind.RELAY, false);
    LinkPrecedence larger = new LinkPrecedence(id(9));
    LinkPrecedence smaller = new LinkPrecedence(id(-128 + 127));
    boolean ownStays = larger.mayReplace(theirs, own, own.peer());
    assertThat(larger.mayReplace(own, theirs, own.peer())).isEqualTo(!ownStays);
    assertThat(larger.losesTo(own, theirs)).isEqualTo(ownStays);
    assertThat(smaller.mayReplace(theirs, own, own.peer())).isTrue();
  }

  /** Fails if requests in flight end with the relayed link, and if listeners learn of it twice. */
  @Example
  void aReplacedRelayedLinkOwesItsAnswersForAWhile() {
    TestEnv env = new TestEnv(1);
    var self = new TestNetwork(1).member(PeerKind.BROWSER);
    RoutingTable table = new RoutingTable(self.id(), new Rng(1));
    ConnectionBudget budget = new ConnectionBudget(self.id(), self.kind(), 10, 10);
    LinkTable links = new LinkTable(env, self, table, budget);
    List<ErrorCode> ends = new ArrayList<>();
    links.addListener(
        new LinkListener() {
          @Override
          public void linkClosed(Link link, LinkEnd end) {
            ends.add(end.code());
          }
        });
    TestLink relayed = link(TransportKind.RELAY, true);
    TestLink direct = link(TransportKind.WEBRTC, true);
    links.opened(relayed);
    links.opened(direct);
    assertThat(links.link(direct.peerId())).isSameAs(direct);
    assertThat(ends).containsExactly(ErrorCode.REPLACED);
    env.pass(1_000);
    assertThat(relayed.closed).isNull();
    env.pass(2_000);
    assertThat(relayed.closed).isEqualTo(ErrorCode.REPLACED);
    links.closed(relayed, new LinkEnd(ErrorCode.REPLACED, "", "open", false, false, null));
    assertThat(ends).hasSize(1);
    assertThat(links.link(direct.peerId())).isSameAs(direct);
  }
}
