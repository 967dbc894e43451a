package io.peerloom.core.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.connection.ConnectionManagerFactory;
import io.peerloom.core.connection.Link;
import io.peerloom.core.connection.LinkOwner;
import io.peerloom.core.connection.WebSocketPort;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.id.Point;
import io.peerloom.core.links.LinkTable;
import io.peerloom.core.overlay.OverlayNetwork;
import io.peerloom.core.routing.ConnectionBudget;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.support.CheapNetwork;
import io.peerloom.core.support.Pipe;
import io.peerloom.core.support.QuietOwner;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.RoutingMessage.FindNode;
import io.peerloom.core.wire.RoutingMessage.Found;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The three ways of a lookup, one of them over servers, and when they are enough. */
@Label("Lookup")
class LookupPropertyTest {
  private static final CheapNetwork NETWORK = new CheapNetwork(2);
  private static final String ADDRESS = "wss://asker.example";
  private static final Identity ASKER = NETWORK.member(PeerKind.NODE, ADDRESS);
  private static final Identity SERVER = NETWORK.member(PeerKind.NODE, "wss://one.example");
  private static final Identity OTHER = beside(false, PeerKind.NODE, "wss://two.example");
  private static final Identity THIRD = beside(false, PeerKind.NODE, "wss://three.example");
  private static final Identity PAGE = beside(true, PeerKind.BROWSER);
  private static final Identity TAB = beside(true, PeerKind.BROWSER);
  private static final ContactInfo WANTED =
      new ContactInfo(
          NETWORK.member(PeerKind.BROWSER).id(), PeerKind.BROWSER, true, List.<String>of());

  /** Both directions of a link. */
  private static final int ROUND_TRIP_MILLIS = 2 * Pipe.LATENCY_MILLIS;

  /** A peer that asks, and what it is linked to. */
  private static final class Asker {
    final TestEnv env = new TestEnv(1);
    final RoutingTable table = new RoutingTable(ASKER.id(), new Rng(1));
    final LinkTable links;
    final PeerFinder finder;

    Asker() {
      ConnectionBudget budget = new ConnectionBudget(ASKER.id(), ASKER.kind(), 10, 20);
      links = new LinkTable(env, ASKER, table, budget);
      links.setConnectionFactory(factory(ASKER, links, null));
      OverlayNetwork overlay = new OverlayNetwork(env, NETWORK.authority(env), ASKER, links);
      finder = new PeerFinder(env, NETWORK.crypto, ASKER, table, overlay);
    }

    /** Knows so many so near that there must be thousands. */
    Asker amongMany() {
      for (int i = 0; i < RoutingTable.BUCKET; i++) {
        NodeId near = ASKER.id().across(Point.BITS - 1 - i);
        table.learn(new ContactInfo(near, PeerKind.BROWSER, true, List.of()), 0);
      }
      return this;
    }

    ConnectionManagerFactory factory(Identity self, LinkOwner owner, WebSocketPort port) {
      return new ConnectionManagerFactory(
          env, NETWORK.authority(env), self, owner, port, null, self.addresses());
    }
  }

  /** Somebody who is asked, and answers with what it was told to. */
  private static class Neighbour extends QuietOwner {
    final List<FindNode> asked = new ArrayList<>();
    private final Asker asker;
    private final Found answer;
    private final int afterMillis;
    final Link link;

    /** {@code answer} is null of one that is silent. */
    Neighbour(Asker asker, Identity who, Found answer, int afterMillis) {
      this.asker = asker;
      this.answer = answer;
      this.afterMillis = afterMillis;
      Pipe pipe = new Pipe(asker.env);
      WebSocketPort port =
          (url, events) -> {
            return pipe.connect(events, end -> asker.links.accept(end, "test"));
          };
      link = asker.factory(who, this, port).dial(ADDRESS);
    }

    @Override
    public Promise<Message> serve(Link over, Message request, int deadlineMillis) {
      Promise<Message> promise = new Promise<>();
      if (!(request instanceof FindNode question)) {
        return promise; // It brings nothing to anybody.
      }
      asked.add(question);
      if (answer != null) {
        asker.env.after(afterMillis, () -> promise.complete(answer));
      }
      return promise;
    }
  }

  /** A member in the server's half of the space, or in the other. */
  private static Identity beside(boolean near, PeerKind kind, String... addresses) {
    Identity peer;
    do {
      peer = NETWORK.member(kind, addresses);
    } while (SERVER.id().commonPrefix(peer.id()) > 0 != near);
    return peer;
  }

  private static Found found(boolean arrived, ContactInfo... contacts) {
    return new Found(List.of(contacts), arrived, contacts.length);
  }

  private static ContactInfo contact(Identity peer) {
    return new ContactInfo(peer.id(), peer.kind(), true, peer.addresses());
  }

  @Property(tries = 200)
  void itIsOverWhenTheWayOverServersAndOneMoreHaveArrived(
      @ForAll @IntRange(max = 40) int server,
      @ForAll @IntRange(max = 40) int page,
      @ForAll @IntRange(max = 40) int tab,
      @ForAll boolean pageArrives) {
    Asker asker = new Asker();
    Neighbour overServers = new Neighbour(asker, SERVER, found(true, WANTED), server);
    Neighbour first = new Neighbour(asker, PAGE, found(pageArrives), page);
    Neighbour second = new Neighbour(asker, TAB, found(true), tab);
    asker.env.pass(1_000);
    long began = asker.env.monotonicMillis();
    long[] ended = {-1};
    Promise<List<ContactInfo>> lookup = asker.finder.closest(WANTED.id(), 8);
    lookup.then(ok -> ended[0] = asker.env.monotonicMillis() - began, e -> {});
    asker.env.pass(2_000);

    assertThat(lookup.value()).contains(WANTED);
    int other = pageArrives ? Math.min(page, tab) : tab;
    assertThat(ended[0]).isEqualTo(ROUND_TRIP_MILLIS + Math.max(server, other));
    assertThat(overServers.asked).singleElement().matches(FindNode::nodesOnly);
    for (Neighbour each : List.of(first, second)) {
      assertThat(each.asked).singleElement().matches(question -> !question.nodesOnly());
      assertThat(each.asked.get(0).trace()).isEqualTo(first.asked.get(0).trace());
      assertThat(each.asked.get(0).trace()).isNotEqualTo(overServers.asked.get(0).trace());
    }
  }

  /** Named by the first, the other server takes it up; and once each, whatever servers say. */
  @Property(tries = 20)
  void whereTheWayOverServersEndsEarlyTheNearestFoundTakesItUp(@ForAll boolean alsoEarly) {
    Asker asker = new Asker();
    NodeId target = SERVER.id();
    Neighbour first = new Neighbour(asker, SERVER, found(false, contact(OTHER)), 0);
    Neighbour second = new Neighbour(asker, OTHER, found(!alsoEarly, WANTED), 0);
    Neighbour page = new Neighbour(asker, PAGE, found(true), 20);
    Neighbour tab = new Neighbour(asker, TAB, found(true), 20);
    asker.env.pass(1_000);
    Promise<List<ContactInfo>> lookup = asker.finder.closest(target, 8);
    asker.env.pass(5_000);

    assertThat(lookup.value()).contains(WANTED);
    assertThat(first.asked).singleElement().matches(FindNode::nodesOnly);
    assertThat(second.asked).singleElement().matches(FindNode::nodesOnly);
    assertThat(page.asked).singleElement().matches(question -> !question.nodesOnly());
    assertThat(tab.asked).singleElement().matches(question -> !question.nodesOnly());
  }

  /** The nearest may be what held the first up, so the next is asked at once, too. */
  @Example
  void twoServersTakeItUpAndTheSoonerEndsIt() {
    Asker asker = new Asker();
    new Neighbour(asker, SERVER, found(false, contact(OTHER), contact(THIRD)), 0);
    Neighbour silent = new Neighbour(asker, OTHER, null, 0);
    Neighbour sooner = new Neighbour(asker, THIRD, found(true, WANTED), 0);
    new Neighbour(asker, PAGE, found(true), 0);
    new Neighbour(asker, TAB, found(true), 0);
    asker.env.pass(1_000);
    Promise<List<ContactInfo>> lookup = asker.finder.closest(SERVER.id(), 8);
    asker.env.pass(2 * ROUND_TRIP_MILLIS);
    assertThat(lookup.isDone()).isTrue();
    assertThat(lookup.value()).contains(WANTED);
    assertThat(silent.asked).singleElement().matches(FindNode::nodesOnly);
    assertThat(sooner.asked).singleElement().matches(FindNode::nodesOnly);
  }

  /** Whoever is late is not given up: its answer ends what was begun because of it. */
  @Example
  void aLateAnswerEndsTheStepsThatWereBegunWithoutIt() {
    Asker asker = new Asker().amongMany();
    new Neighbour(asker, SERVER, found(true), 0);
    new Neighbour(asker, PAGE, found(true, WANTED), 400);
    Neighbour tab = new Neighbour(asker, TAB, null, 0);
    asker.env.pass(1_000);
    Promise<List<ContactInfo>> lookup = asker.finder.closest(WANTED.id(), 8);
    asker.env.pass(400 + ROUND_TRIP_MILLIS);
    assertThat(lookup.isDone()).isTrue();
    assertThat(lookup.value()).contains(WANTED);
    assertThat(tab.asked).hasSize(1);
  }

  /** Answers to steps come from halfway: without servers, all of the closest must have answered. */
  @Example
  void lookupEndsOnceTheClosestHaveAnswered() {
    Asker asker = new Asker().amongMany();
    List<Identity> pages = new ArrayList<>();
    while (pages.size() < 6) {
      Identity page = NETWORK.member(PeerKind.BROWSER);
      // Else the target would lie in a gap, and others than the closest would be asked first.
      if (ASKER.id().commonPrefix(page.id()) <= ASKER.id().commonPrefix(WANTED.id())) {
        pages.add(page);
      }
    }
    pages.sort((a, b) -> WANTED.id().compareDistance(a.id(), b.id()));
    for (int i = 0; i < 6; i++) {
      Found answer = i < 2 ? null : i == 4 ? found(true, WANTED) : found(true);
      new Neighbour(asker, pages.get(i), answer, i == 4 ? 60 : 0);
    }
    asker.env.pass(1_000);
    Promise<List<ContactInfo>> lookup = asker.finder.closest(WANTED.id(), 8);
    asker.env.pass(6_000);
    assertThat(lookup.value()).contains(WANTED);
  }

  /** Whole branches that form at once may not know of each other: those outside both do. */
  @Property(tries = 20)
  void branchWithoutALinkIsAskedForFartherAway(
      @ForAll @IntRange(min = 1, max = 6) int depth, @ForAll boolean wide) {
    Asker asker = new Asker();
    List<Neighbour> outside = new ArrayList<>();
    List<Neighbour> near = new ArrayList<>();
    ContactInfo wanted = contact(inBucket(depth));
    int ways = wide ? LookupConfig.VERIFIED_PATHS : LookupConfig.PATHS;
    for (int i = 0; i < ways; i++) {
      near.add(new Neighbour(asker, inBucket(depth + 1), found(true), 0));
      outside.add(new Neighbour(asker, inBucket(i % depth), found(true, wanted), 0));
    }
    asker.env.pass(1_000);
    Promise<List<ContactInfo>> lookup =
        asker.finder.closest(wanted.id(), 20, LookupConfig.over(ways));
    assertThat(asker.links.all()).hasSize(2 * ways);
    asker.env.pass(5_000);
    assertThat(outside).allMatch(each -> each.asked.size() == 1);
    assertThat(near).allMatch(each -> each.asked.isEmpty());
    assertThat(lookup.value()).contains(wanted);
  }

  /** Servers only, so that one of them can take the way over servers. */
  private static Identity inBucket(int bucket) {
    Identity peer;
    do {
      peer = NETWORK.member(PeerKind.NODE, "wss://some.example");
    } while (ASKER.id().commonPrefix(peer.id()) != bucket);
    return peer;
  }

  /** Who is asked on another way already has one answer, and one voice. */
  @Example
  void nobodyIsAskedOnTwoWays() {
    Asker asker = new Asker();
    Neighbour server = new Neighbour(asker, SERVER, found(false, contact(OTHER)), 0);
    Neighbour other = new Neighbour(asker, OTHER, found(true), 20);
    new Neighbour(asker, PAGE, found(true), 20);
    asker.env.pass(1_000);
    Promise<List<ContactInfo>> lookup = asker.finder.closest(SERVER.id(), 8);
    asker.env.pass(5_000);
    assertThat(lookup.isDone()).isTrue();
    assertThat(server.asked.size() + other.asked.size()).isEqualTo(2);
  }

  /**
   * A neighbour that answers pings before they come, or late, does not move anybody's deadlines.
   */
  @Property(tries = 50)
  void pongsNobodyAskedForMeasureNothing(@ForAll @IntRange(min = 0) int nonce) {
    Asker asker = new Asker();
    Neighbour server = new Neighbour(asker, SERVER, found(true, WANTED), 0);
    asker.env.pass(1_000);
    double before = asker.links.all().get(0).rttMillis();
    server.link.send(new LinkMessage.Pong(nonce, 0, 0, false));
    asker.env.pass(1_000);
    assertThat(asker.links.all().get(0).rttMillis()).isEqualTo(before);
  }

  @Example
  void aSilentServerIsWaitedForNoLongerThanAnyWay() {
    Asker asker = new Asker();
    new Neighbour(asker, SERVER, null, 0);
    new Neighbour(asker, PAGE, found(true, WANTED), 0);
    new Neighbour(asker, TAB, found(true), 0);
    asker.env.pass(1_000);
    Promise<List<ContactInfo>> lookup = asker.finder.closest(WANTED.id(), 8);
    asker.env.pass(500);
    assertThat(lookup.isDone()).isTrue();
    assertThat(lookup.value()).contains(WANTED);
  }

  /** Everybody on the way is slow at times: that says nothing of whoever was named. */
  @Example
  void unreachedContactIsStillAmongThoseFound() {
    Asker asker = new Asker();
    new Neighbour(asker, SERVER, found(false, WANTED), 0);
    new Neighbour(asker, PAGE, found(true), 0);
    new Neighbour(asker, TAB, found(true), 0);
    asker.env.pass(1_000);
    Promise<List<ContactInfo>> lookup = asker.finder.closest(WANTED.id(), 8);
    asker.env.pass(10_000);
    assertThat(lookup.value()).contains(WANTED);
  }

  /** Passes questions on to somebody silent, and answers those that are meant for it alone. */
  private static final class LinkedToLiars extends Neighbour {
    LinkedToLiars(Asker asker, Identity who) {
      super(asker, who, found(false, WANTED), 0);
    }

    @Override
    public Promise<Message> serve(Link over, Message request, int deadlineMillis) {
      boolean passedOn = request instanceof FindNode question && question.hops() > 0;
      return passedOn ? new Promise<>() : super.serve(over, request, deadlineMillis);
    }
  }

  @Example
  void verifiedLookupAsksWhoPassedTheQuestionToALiarItself() {
    Asker asker = new Asker().amongMany();
    new Neighbour(asker, SERVER, found(true), 0);
    Neighbour page = new LinkedToLiars(asker, PAGE);
    asker.env.pass(1_000);
    Promise<List<ContactInfo>> lookup = asker.finder.closest(PAGE.id(), 8, LookupConfig.VERIFIED);
    asker.env.pass(8_000);
    assertThat(lookup.value()).contains(contact(PAGE));
    assertThat(page.asked).singleElement().matches(question -> question.hops() == 0);
  }
}
