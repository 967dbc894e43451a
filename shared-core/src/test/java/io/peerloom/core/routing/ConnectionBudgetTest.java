package io.peerloom.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Rng;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.routing.ConnectionBudget.LinkSummary;
import io.peerloom.core.support.TestContacts;
import io.peerloom.core.wire.ContactInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Near ones first within their share, a way into every bucket, and the least worth goes. */
@Label("ConnectionBudget")
class ConnectionBudgetTest {
  private static final int TARGET = 24;
  private static final int MAX = 50;

  private static final Rng RNG = new Rng(3);
  private static final NodeId SELF = TestContacts.id(RNG);
  private static final ConnectionBudget PAGES =
      new ConnectionBudget(SELF, PeerKind.BROWSER, TARGET, MAX);

  /** A third of the limit stays for being near. */
  private static final int KEPT = 16;

  /**
   * Links that last are sought to the eight nearest first. Fails where they come after others, or
   * in no order.
   */
  @Property(tries = 100)
  @Label("Feature: dht-connection-recovery, Property 23: Neighborhood Connection Priority")
  void nearestPeersAreDialledFirst(
      @ForAll int seed, @ForAll @IntRange(min = 40, max = 200) int known) {
    Rng rng = new Rng(seed);
    NodeId self = TestContacts.id(rng);
    RoutingTable table = new RoutingTable(self, rng);
    ConnectionBudget budget = new ConnectionBudget(self, PeerKind.BROWSER, TARGET, MAX);
    ContactInfo lasting = TestContacts.of(TestContacts.id(rng));
    table.linked(lasting, 0);
    for (int i = 0; i < known; i++) {
      table.learn(TestContacts.of(TestContacts.id(rng), PeerKind.BROWSER), 0);
    }
    List<NodeId> ids = new ArrayList<>();
    table.contacts().forEach(contact -> ids.add(contact.id()));
    ids.remove(lasting.id());
    long now = 3_600_000;
    ids.sort(self::compareDistance);
    List<Contact> wanted = budget.wanted(table, 1, Set.of(), MAX, c -> c.mayDial(now), rng, now);
    int near = 8;
    if (self.compareDistance(lasting.id(), ids.get(near - 1)) < 0) {
      near--;
    }
    assertThat(wanted.subList(0, near))
        .extracting(Contact::id)
        .containsExactlyElementsOf(ids.subList(0, near));
  }

  /**
   * Whoever comes in whatever order, at the limit the nearest third stays. Fails where any link
   * that is not alone in its bucket may go.
   */
  @Property(tries = 100)
  @Label("Feature: dht-connection-recovery, Property 23: Neighborhood Connection Priority")
  void nearestPeersKeepTheirLinksAtTheLimit(
      @ForAll int seed, @ForAll @IntRange(min = 10, max = 400) int newcomers) {
    Rng rng = new Rng(seed);
    List<NodeId> came = new ArrayList<>();
    List<LinkSummary> links = new ArrayList<>();
    for (int i = 0; i < newcomers; i++) {
      LinkSummary newcomer = new LinkSummary(TestContacts.id(rng), PeerKind.BROWSER, i, -1, false);
      came.add(newcomer.id());
      // As LinkTable does it.
      if (links.size() < MAX || PAGES.makesRoomFor(newcomer, links, i)) {
        links.add(newcomer);
        if (links.size() > MAX) {
          NodeId least = PAGES.leastWorth(links, i);
          links.removeIf(link -> link.id().equals(least));
        }
      }
      assertThat(links).hasSizeLessThanOrEqualTo(MAX);
    }
    came.sort(SELF::compareDistance);
    assertThat(links)
        .extracting(LinkSummary::id)
        .containsAll(came.subList(0, Math.min(KEPT, came.size())));
  }

  @Example
  void linksThatLastForMonthsAreSoughtAsOthers() {
    Rng rng = new Rng(1);
    NodeId self = TestContacts.id(rng);
    RoutingTable table = new RoutingTable(self, rng);
    ContactInfo old = TestContacts.of(TestContacts.id(rng));
    table.linked(old, 0);
    for (int i = 0; i < 200; i++) {
      table.learn(TestContacts.of(TestContacts.id(rng)), 0);
    }
    long now = 90L * 24 * 3600 * 1000;
    ConnectionBudget budget = new ConnectionBudget(self, PeerKind.BROWSER, TARGET, MAX);
    assertThat(budget.wanted(table, 1, Set.of(), MAX, c -> c.mayDial(now), rng, now))
        .hasSizeGreaterThanOrEqualTo(TARGET - 1);
  }

  /** Attempts under way are links to come: nobody else is called for the same place. */
  @Example
  void whoIsBeingCalledCountsAsALink() {
    Rng rng = new Rng(3);
    NodeId self = TestContacts.id(rng);
    RoutingTable table = new RoutingTable(self, rng);
    Set<NodeId> attempted = new TreeSet<>();
    while (table.contacts().size() < 100) {
      NodeId id = TestContacts.id(rng);
      table.learn(TestContacts.of(id, PeerKind.NODE), 0);
    }
    ConnectionBudget budget = new ConnectionBudget(self, PeerKind.BROWSER, TARGET, MAX);
    for (Contact first : budget.wanted(table, 0, attempted, MAX, any -> true, rng, 0)) {
      attempted.add(first.id());
    }
    assertThat(attempted).hasSizeGreaterThanOrEqualTo(8);
    assertThat(budget.wanted(table, 0, attempted, MAX, c -> !attempted.contains(c.id()), rng, 0))
        .isEmpty();
  }

  /** A way into a bucket leads over a server where one is known: it is dialled at once. */
  @Example
  void serversAreCalledBeforePages() {
    Rng rng = new Rng(4);
    NodeId self = TestContacts.id(rng);
    RoutingTable table = new RoutingTable(self, rng);
    for (int i = 0; i < 400; i++) {
      NodeId id = TestContacts.id(rng);
      table.learn(TestContacts.of(id, i % 5 == 0 ? PeerKind.NODE : PeerKind.BROWSER), 0);
    }
    ConnectionBudget budget = new ConnectionBudget(self, PeerKind.BROWSER, TARGET, MAX);
    List<Contact> wanted = budget.wanted(table, 0, Set.of(), MAX, any -> true, rng, 0);
    for (List<Contact> bucket : table.buckets().subList(0, 3)) {
      assertThat(bucket).anyMatch(c -> c.kind() == PeerKind.NODE);
      assertThat(wanted).anyMatch(c -> bucket.contains(c) && c.kind() == PeerKind.NODE);
    }
  }

  @Property(tries = 200)
  void linkOfLeastWorthGoesAtTheLimit(
      @ForAll int seed, @ForAll @IntRange(min = 1, max = 60) int count) {
    Rng rng = new Rng(seed);
    NodeId self = TestContacts.id(rng);
    ConnectionBudget budget = new ConnectionBudget(self, PeerKind.BROWSER, TARGET, MAX);
    List<LinkSummary> links = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      links.add(
          new LinkSummary(
              TestContacts.id(rng), PeerKind.BROWSER, i, rng.chance(300) ? 100_000 : -1, false));
    }
    links.sort(Comparator.comparing(LinkSummary::id, self::compareDistance));
    NodeId least = budget.leastWorth(links, 100_000);
    List<LinkSummary> expendable = new ArrayList<>();
    for (LinkSummary link : links.subList(Math.min(KEPT, count), count)) {
      int prefix = self.commonPrefix(link.id());
      if (links.stream().filter(l -> self.commonPrefix(l.id()) == prefix).count() > 1) {
        expendable.add(link);
      }
    }
    if (expendable.isEmpty()) {
      assertThat(least).isNull();
      return;
    }
    expendable.sort(
        Comparator.comparing((LinkSummary link) -> link.usedAt() >= 0)
            .thenComparing(Comparator.comparing(LinkSummary::openedAt).reversed()));
    assertThat(least).isEqualTo(expendable.get(0).id());
  }

  @Example
  void atTheLimitOnlyANearerOrTheFirstOfABucketIsTaken() {
    List<LinkSummary> links = new ArrayList<>();
    // As many in the nearer bucket as are kept, or the nearest of the other would be one of them.
    for (int i = 0; i < 2 * KEPT; i++) {
      links.add(page(i % 2));
    }
    assertThat(PAGES.makesRoomFor(page(0), links, 0)).isFalse();
    assertThat(PAGES.makesRoomFor(page(5), links, 0)).isTrue();
    for (int i = 0; i < KEPT; i++) {
      links.add(page(8));
    }
    assertThat(PAGES.makesRoomFor(page(9), links, 0)).isTrue();
    assertThat(PAGES.makesRoomFor(page(1), links, 0)).isFalse();
  }

  /** To weigh each of a bridge's links against all others would take seconds for every newcomer. */
  @Example
  void thousandsOfLinksAreNotWeighed() {
    List<LinkSummary> links = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      links.add(page(i % 8));
    }
    assertThat(PAGES.makesRoomFor(page(9), links, 0)).isFalse();
    assertThat(PAGES.leastWorth(links, 0)).isEqualTo(links.get(links.size() - 1).id());
  }

  /** It is the youngest, and neither near nor alone, so it would be the first to go. */
  @Example
  void whoNeedsALinkHasAPlaceAtTheLimit() {
    List<LinkSummary> links = new ArrayList<>();
    for (int i = 0; i < 2 * KEPT; i++) {
      links.add(page(i % 2));
    }
    LinkSummary needed = new LinkSummary(page(0).id(), PeerKind.BROWSER, 1, -1, true);
    assertThat(PAGES.makesRoomFor(needed, links, 1)).isTrue();
    links.add(needed);
    assertThat(PAGES.leastWorth(links, 1)).isNotNull().isNotEqualTo(needed.id());
  }

  @Property(tries = 200)
  void theNearestServersHaveAPlaceHoweverFullAPageIs(@ForAll int seed) {
    Rng rng = new Rng(seed);
    RoutingTable table = new RoutingTable(SELF, rng);
    List<LinkSummary> links = new ArrayList<>();
    for (int i = 0; i < MAX; i++) {
      links.add(page(rng.nextInt(12)));
      table.linked(TestContacts.of(links.get(i).id()), 0);
    }
    for (int i = 0; i < 10; i++) {
      table.learn(TestContacts.of(TestContacts.id(rng), PeerKind.NODE), 0);
    }
    List<Contact> nearest =
        table.closest(SELF, ConnectionBudget.NEAR_NODES, c -> c.kind() == PeerKind.NODE);
    assertThat(PAGES.wanted(table, MAX, Set.of(), MAX, any -> true, rng, 0)).containsAll(nearest);
    for (Contact server : nearest) {
      LinkSummary link = new LinkSummary(server.id(), PeerKind.NODE, 1, -1, false);
      assertThat(PAGES.makesRoomFor(link, links, 1)).isEqualTo(PAGES.leastWorth(links, 1) != null);
      links.add(link);
      NodeId gone = PAGES.leastWorth(links, 1);
      assertThat(gone).isNotEqualTo(server.id());
      links.removeIf(l -> l.id().equals(gone));
    }
  }

  /** Somebody names servers that are none, nearer than any real one, and they never answer. */
  @Property(tries = 200)
  void inventedServersTakeNoPlaceOfTheNearest(@ForAll int seed) {
    Rng rng = new Rng(seed);
    RoutingTable table = new RoutingTable(SELF, rng);
    for (int i = 0; i < 4; i++) {
      NodeId nobody = TestContacts.inBucket(SELF, 20, rng).id();
      table.learn(TestContacts.of(nobody, PeerKind.NODE), 0);
      table.failed(nobody, 0);
      table.failed(nobody, 0);
    }
    NodeId real = TestContacts.inBucket(SELF, 5, rng).id();
    table.learn(TestContacts.of(real, PeerKind.NODE), 0);
    for (int i = 0; i < MAX; i++) {
      NodeId page = TestContacts.inBucket(SELF, 5 + i % 3, rng).id();
      table.linked(TestContacts.of(page, PeerKind.BROWSER), 0);
    }
    assertThat(PAGES.wanted(table, MAX, Set.of(), MAX, any -> true, rng, 0))
        .extracting(Contact::id)
        .contains(real);
  }

  /** They are dialled again, but whoever is next to them is dialled as well. */
  @Property(tries = 200)
  void nearServersThatDoNotAnswerTakeNoPlaceOfTheNext(@ForAll int seed) {
    Rng rng = new Rng(seed);
    RoutingTable table = new RoutingTable(SELF, rng);
    List<NodeId> silent = new ArrayList<>();
    List<NodeId> next = new ArrayList<>();
    for (int i = 0; i < ConnectionBudget.NEAR_NODES; i++) {
      NodeId gone = TestContacts.inBucket(SELF, 20, rng).id();
      table.linked(TestContacts.of(gone, PeerKind.NODE), 0);
      table.unlinked(gone, 0);
      table.failed(gone, 0);
      silent.add(gone);
      next.add(TestContacts.inBucket(SELF, 5, rng).id());
      table.learn(TestContacts.of(next.get(i), PeerKind.NODE), 0);
    }
    for (int i = 0; i < TARGET; i++) {
      NodeId page = TestContacts.inBucket(SELF, i % 3, rng).id();
      table.linked(TestContacts.of(page, PeerKind.BROWSER), 0);
    }
    assertThat(PAGES.wanted(table, TARGET, Set.of(), MAX, any -> true, rng, 0))
        .extracting(Contact::id)
        .containsAll(next)
        .containsAll(silent);
  }

  @Property(tries = 200)
  void threeNearestLinkedNodesAreNear(@ForAll int seed, @ForAll @IntRange(max = 6) int nearer) {
    Rng rng = new Rng(seed);
    RoutingTable table = new RoutingTable(SELF, rng);
    for (int i = 0; i < nearer; i++) {
      table.linked(TestContacts.of(TestContacts.inBucket(SELF, 20, rng).id(), PeerKind.NODE), 0);
      table.linked(TestContacts.of(TestContacts.inBucket(SELF, 19, rng).id(), PeerKind.BROWSER), 0);
      table.learn(TestContacts.of(TestContacts.inBucket(SELF, 18, rng).id(), PeerKind.NODE), 0);
    }
    Contact lost =
        table.learn(TestContacts.of(TestContacts.inBucket(SELF, 10, rng).id(), PeerKind.NODE), 0);
    assertThat(PAGES.isNearNode(table, lost.id())).isEqualTo(nearer < ConnectionBudget.NEAR_NODES);
  }

  @Property(tries = 200)
  void aServerKeepsAServerInEachBucket(@ForAll int seed) {
    Rng rng = new Rng(seed);
    ConnectionBudget budget = new ConnectionBudget(SELF, PeerKind.NODE, TARGET, MAX);
    List<LinkSummary> links = new ArrayList<>();
    for (int i = 0; i < MAX; i++) {
      links.add(page(rng.nextInt(3)));
    }
    NodeId only = TestContacts.inBucket(SELF, rng.nextInt(3), rng).id();
    links.add(new LinkSummary(only, PeerKind.NODE, 1, -1, false));
    assertThat(budget.leastWorth(links, 1)).isNotEqualTo(only);
  }

  private static LinkSummary page(int bucket) {
    NodeId id = TestContacts.inBucket(SELF, bucket, RNG).id();
    return new LinkSummary(id, PeerKind.BROWSER, 0, -1, false);
  }

  @Example
  void bridgesAreNotAmongTheWanted() {
    Rng rng = new Rng(4);
    NodeId self = TestContacts.id(rng);
    RoutingTable table = new RoutingTable(self, rng);
    table.learn(TestContacts.of(TestContacts.id(rng), PeerKind.BRIDGE), 0);
    ConnectionBudget budget = new ConnectionBudget(self, PeerKind.BROWSER, TARGET, MAX);
    assertThat(budget.wanted(table, 0, Set.of(), 8, any -> true, rng, 0)).isEmpty();
  }
}
