package io.peerloom.core.links;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.connection.ConnectionManagerFactory;
import io.peerloom.core.connection.Link;
import io.peerloom.core.connection.WebSocketPort;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.routing.ConnectionBudget;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.rpc.Router;
import io.peerloom.core.support.CheapNetwork;
import io.peerloom.core.support.Pipe;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.support.TestLink;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageType;
import io.peerloom.core.wire.TopicProtocol;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** {@link OutputBudget}: what links that read nothing cost a peer, and its other links. */
@Label("OutputBudget")
class OutputBudgetTest {
  private static final int MAX_OF_LINK = 1_310_720;

  private static Owner owner(int identity) {
    return new Owner(List.of(Bytes.wrap(new byte[] {1}), Bytes.wrap(Bytes.bigEndian(identity))));
  }

  /**
   * Few identities read nothing on many links; many others are a little slow. Only links of the
   * first are closed, and what waits is bounded after every message.
   */
  @Property(tries = 100)
  void whoeverReadsNothingGivesWay(
      @ForAll int seed,
      @ForAll @IntRange(min = 1, max = 30) int hostile,
      @ForAll @IntRange(max = 100) int honest) {
    Rng rng = new Rng(seed);
    OutputBudget budget = new OutputBudget();
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      int identity = i < honest ? 1_000 + i : i % hostile;
      links.add(new TestLink(i, owner(identity), false));
    }
    for (int sent = 0; sent < 2_000; sent++) {
      TestLink to = (TestLink) links.get(rng.nextInt(links.size()));
      boolean reads = to.peer().owner().user().compareTo(owner(1_000).user()) >= 0;
      int bytes =
          Math.min(1 + rng.nextInt(64 << 10), (reads ? 64 << 10 : MAX_OF_LINK) - to.waiting);
      to.waiting += bytes;
      if (budget.add(bytes)) {
        for (Link link : budget.givingWay(links)) {
          assertThat(((TestLink) link).waiting).isGreaterThan(64 << 10);
          links.remove(link);
        }
      }
      long all = 0;
      for (Link link : links) {
        all += link.waitingBytes();
      }
      assertThat(all).isLessThanOrEqualTo(Limits.MAX_OUTPUT_BYTES);
      if (reads && rng.nextInt(4) > 0) {
        to.waiting = 0;
      }
    }
    assertThat(links).hasSizeGreaterThanOrEqualTo(honest);
  }

  @Example
  void theLargestLinkOfTheLargestUserGivesWay() {
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      TestLink link = new TestLink(i, owner(i < 10 ? 1 : i), false);
      link.waiting = i < 10 ? 850_000 + i : 950_000;
      links.add(link);
    }
    assertThat(new OutputBudget().givingWay(links)).containsExactly(links.get(9), links.get(8));
  }

  /** What was sent and taken is no reason to close anything. */
  @Example
  void trafficThatIsReadClosesNothing() {
    OutputBudget budget = new OutputBudget();
    List<Link> links = List.of(new TestLink(1, owner(1), false));
    for (int i = 0; i < 10_000; i++) {
      if (budget.add(60_000)) {
        assertThat(budget.givingWay(links)).isEmpty();
      }
    }
  }

  private static final CheapNetwork NETWORK = new CheapNetwork(1);
  private static final Key KEY = new Key(new byte[Key.BYTES]);
  private static final String ADDRESS = "wss://server.example";

  private final TestEnv env = new TestEnv(1);
  private final List<Pipe> pipes = new ArrayList<>();

  private LinkTable peer(Identity self, WebSocketPort port) {
    RoutingTable table = new RoutingTable(self.id(), new Rng(1));
    ConnectionBudget budget = new ConnectionBudget(self.id(), self.kind(), 60, 60);
    LinkTable links = new LinkTable(env, self, table, budget);
    links.setConnectionFactory(
        new ConnectionManagerFactory(
            env, NETWORK.authority(env), self, links, port, null, self.addresses()));
    links.setRouter(
        Router.builder(null)
            .on(MessageType.PUSH, (from, request) -> Promise.of(new LinkMessage.Done()))
            .build());
    return links;
  }

  private NodeId visit(LinkTable server) {
    Identity visitor = NETWORK.member(PeerKind.BROWSER);
    peer(
            visitor,
            (url, events) -> {
              Pipe pipe = new Pipe(env);
              pipes.add(pipe);
              return pipe.connect(events, end -> server.accept(end, "test"));
            })
        .dial(ADDRESS, null);
    env.pass(1_000);
    return visitor.id();
  }

  /** A server sends to many that read nothing, and to one that does. */
  @Example
  void linksThatReadNothingAreClosedAndTheOthersGoOn() {
    LinkTable server = peer(NETWORK.member(PeerKind.NODE, ADDRESS), null);
    List<NodeId> silent = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      silent.add(visit(server));
    }
    NodeId honest = visit(server);
    assertThat(server.size()).isEqualTo(41);
    for (Pipe pipe : pipes.subList(0, 40)) {
      // Nothing arrives; the honest one's pipe has nothing waiting at any time.
      Pipe.End end = pipe.accepting;
      end.meddler =
          (number, message) -> {
            end.bufferedBytes += message.length;
            return null;
          };
    }
    Message message = new TopicProtocol.Push(KEY, List.of(new byte[30_000]));
    for (int round = 0; round < 40; round++) {
      for (NodeId id : silent) {
        Link link = server.link(id);
        if (link != null) {
          link.request(message, 60_000);
        }
      }
      Promise<Message> answer = server.link(honest).request(message, 10_000);
      env.pass(20);
      assertThat(answer.value()).isEqualTo(new LinkMessage.Done());
      long waiting = 0;
      for (Link link : server.all()) {
        waiting += link.waitingBytes();
      }
      assertThat(waiting).isLessThanOrEqualTo(Limits.MAX_OUTPUT_BYTES);
    }
    assertThat(server.size()).isBetween(16, 20);
  }
}
