package io.peerloom.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Rng;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
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
import net.jqwik.api.constraints.Size;

/** Who is known, who is pushed out and who never is. */
@Label("RoutingTable")
class RoutingTableTest {
  @Property(tries = 100)
  void whoHasALinkIsNeverPushedOutAndBucketsStayBounded(@ForAll int seed) {
    Rng rng = new Rng(seed);
    NodeId self = TestContacts.id(rng);
    RoutingTable table = new RoutingTable(self, rng);
    List<ContactInfo> known = new ArrayList<>();
    Set<NodeId> linked = new TreeSet<>();
    for (int now = 0; now < 300; now++) {
      if (known.isEmpty() || rng.chance(400)) {
        known.add(TestContacts.inBucket(self, rng.nextInt(3), rng));
      }
      ContactInfo peer = known.get(rng.nextInt(known.size()));
      switch (rng.nextInt(5)) {
        case 0 -> {
          if (linked.size() < RoutingTable.BUCKET) {
            table.linked(peer, now);
            linked.add(peer.id());
          }
        }
        case 1 -> {
          table.unlinked(peer.id(), now);
          linked.remove(peer.id());
        }
        case 2 -> table.failed(peer.id(), now);
        default -> table.learn(peer, now);
      }
      List<Contact> all = table.contacts();
      assertThat(all.stream().filter(Contact::isLinked).map(Contact::id))
          .containsExactlyInAnyOrderElementsOf(linked);
      assertThat(all).hasSizeLessThanOrEqualTo(3 * RoutingTable.BUCKET);
    }
  }

  @Property(tries = 100)
  void aNewLinkIsInTheTableAtOnce(@ForAll int seed, @ForAll @IntRange(max = 60) int heardBefore) {
    Rng rng = new Rng(seed);
    NodeId self = TestContacts.id(rng);
    RoutingTable table = new RoutingTable(self, rng);
    for (int i = 0; i < heardBefore; i++) {
      table.learn(TestContacts.inBucket(self, 0, rng), i);
    }
    ContactInfo peer = TestContacts.inBucket(self, 0, rng);
    if (rng.chance(500)) {
      table.learn(peer, 90);
    }
    table.linked(peer, 100);
    assertThat(table.find(peer.id()).isLinked()).isTrue();
    assertThat(table.closest(peer.id(), 1, Contact::isLinked).get(0).id()).isEqualTo(peer.id());
    table.unlinked(peer.id(), 200);
    assertThat(table.closest(peer.id(), 1, Contact::isLinked)).isEmpty();
  }

  @Property(tries = 100)
  void theDisconnectedStayKnownAndMakeRoomBeforeTheConnected(
      @ForAll int seed, @ForAll @IntRange(min = 1, max = RoutingTable.BUCKET) int links) {
    Rng rng = new Rng(seed);
    NodeId self = TestContacts.id(rng);
    RoutingTable table = new RoutingTable(self, rng);
    List<ContactInfo> peers = new ArrayList<>();
    for (int i = 0; i < RoutingTable.BUCKET; i++) {
      peers.add(TestContacts.inBucket(self, 0, rng));
      table.linked(peers.get(i), i);
    }
    for (int i = links; i < peers.size(); i++) {
      table.unlinked(peers.get(i).id(), 100);
    }
    // Nobody new pushes out one that was connected once and has not failed since.
    for (int i = 0; i < 50; i++) {
      table.learn(TestContacts.inBucket(self, 0, rng), 200 + i);
    }
    for (ContactInfo peer : peers) {
      assertThat(table.find(peer.id())).isNotNull();
      assertThat(table.closest(peer.id(), 1, any -> true).get(0).id()).isEqualTo(peer.id());
    }
    // As more links come, only those without one make room.
    for (int i = links; i < RoutingTable.BUCKET; i++) {
      table.linked(TestContacts.inBucket(self, 0, rng), 300 + i);
    }
    for (int i = 0; i < links; i++) {
      assertThat(table.find(peers.get(i).id()).isLinked()).isTrue();
    }
    assertThat(table.contacts().stream().filter(Contact::isLinked)).hasSize(RoutingTable.BUCKET);
  }

  /** Four of five are pages; servers that were named later still find a place, but only some. */
  @Property(tries = 100)
  void aFullBucketHasPlacesForServers(
      @ForAll int seed, @ForAll @IntRange(min = 20, max = 60) int pages) {
    Rng rng = new Rng(seed);
    NodeId self = TestContacts.id(rng);
    RoutingTable table = new RoutingTable(self, rng);
    List<NodeId> linked = new ArrayList<>();
    for (int i = 0; i < pages; i++) {
      ContactInfo page =
          TestContacts.of(TestContacts.inBucket(self, 3, rng).id(), PeerKind.BROWSER);
      if (i < 10) {
        table.linked(page, 0);
        linked.add(page.id());
      } else {
        table.learn(page, 0);
      }
    }
    for (int i = 0; i < 30; i++) {
      table.learn(TestContacts.inBucket(self, 3, rng), 1);
    }
    List<Contact> contacts = table.contacts();
    assertThat(contacts).hasSize(RoutingTable.BUCKET);
    assertThat(contacts).extracting(Contact::id).containsAll(linked);
    assertThat(contacts.stream().filter(c -> c.kind() == PeerKind.NODE)).hasSize(5);
  }

  /** Who has a link keeps its place; servers get theirs besides, and no more than those. */
  @Property(tries = 100)
  void aBucketFullOfLinksTakesServersBesides(
      @ForAll int seed, @ForAll @IntRange(min = RoutingTable.BUCKET, max = 60) int pages) {
    Rng rng = new Rng(seed);
    NodeId self = TestContacts.id(rng);
    RoutingTable table = new RoutingTable(self, rng);
    for (int i = 0; i < pages; i++) {
      NodeId page = TestContacts.inBucket(self, 3, rng).id();
      table.linked(TestContacts.of(page, PeerKind.BROWSER), 0);
    }
    for (int i = 0; i < 50; i++) {
      table.learn(TestContacts.inBucket(self, 3, rng), 1);
    }
    List<Contact> contacts = table.contacts();
    assertThat(contacts.stream().filter(Contact::isLinked)).hasSize(pages);
    assertThat(contacts.stream().filter(Contact::isNode)).hasSize(5);

    // Pages that come and go take each other's places, not ever more, and not those of servers.
    List<NodeId> linked = new ArrayList<>();
    contacts.stream().filter(Contact::isLinked).forEach(c -> linked.add(c.id()));
    for (int i = 0; i < 200; i++) {
      table.unlinked(linked.remove(rng.nextInt(linked.size())), 2);
      NodeId page = TestContacts.inBucket(self, 3, rng).id();
      table.linked(TestContacts.of(page, PeerKind.BROWSER), 2);
      linked.add(page);
    }
    assertThat(table.contacts()).hasSizeLessThanOrEqualTo(pages + 5 + 1);
    assertThat(table.contacts().stream().filter(Contact::isNode)).hasSize(5);
  }

  /** One that refused is there, and leads nowhere for now. */
  @Property(tries = 100)
  void bucketsWithoutAServerThatCanBeReachedAreGaps(
      @ForAll int seed, @ForAll @Size(8) List<@IntRange(max = 3) Integer> states) {
    Rng rng = new Rng(seed);
    NodeId self = TestContacts.id(rng);
    RoutingTable table = new RoutingTable(self, rng);
    List<Integer> gaps = new ArrayList<>();
    int nearest = -1;
    for (int bucket = 0; bucket < states.size(); bucket++) {
      ContactInfo server = TestContacts.inBucket(self, bucket, rng);
      NodeId page = TestContacts.inBucket(self, bucket, rng).id();
      table.learn(TestContacts.of(page, PeerKind.BROWSER), 0);
      switch (states.get(bucket)) {
        case 0 -> table.linked(server, 0);
        case 1 -> table.learn(server, 0);
        case 2 -> {
          table.learn(server, 0);
          table.refused(server.id(), 0);
          gaps.add(bucket);
        }
        default -> gaps.add(bucket);
      }
      nearest = gaps.contains(bucket) ? nearest : bucket;
    }
    int end = nearest;
    gaps.removeIf(bucket -> bucket > end);
    assertThat(table.nodeGaps(3, 1).stream().map(self::commonPrefix))
        .containsExactlyElementsOf(gaps.subList(0, Math.min(3, gaps.size())));
  }

  /** Whoever is only known does not close it; behind the nearest link there is none. */
  @Property(tries = 100)
  void bucketsWithoutALinkBeforeANearerOneAreGaps(
      @ForAll int seed, @ForAll @Size(8) List<@IntRange(max = 2) Integer> states) {
    Rng rng = new Rng(seed);
    NodeId self = TestContacts.id(rng);
    RoutingTable table = new RoutingTable(self, rng);
    for (int bucket = 0; bucket < states.size(); bucket++) {
      ContactInfo peer = TestContacts.inBucket(self, bucket, rng);
      if (states.get(bucket) == 1) {
        table.learn(peer, 0);
      } else if (states.get(bucket) == 2) {
        table.linked(peer, 0);
      }
    }
    for (int bucket = 0; bucket < states.size(); bucket++) {
      NodeId target = TestContacts.inBucket(self, bucket, rng).id();
      assertThat(table.isGap(target, any -> true))
          .isEqualTo(states.get(bucket) != 2 && bucket < states.lastIndexOf(2));
      assertThat(table.isGap(target, any -> false)).isFalse();
    }
    assertThat(table.isGap(self, any -> true)).isFalse();
  }

  @Property(tries = 100)
  void theClosestAreTheClosest(
      @ForAll int seed,
      @ForAll @IntRange(max = 60) int size,
      @ForAll @IntRange(max = 30) int count) {
    Rng rng = new Rng(seed);
    NodeId self = TestContacts.id(rng);
    RoutingTable table = new RoutingTable(self, rng);
    for (int i = 0; i < size; i++) {
      ContactInfo peer = TestContacts.inBucket(self, rng.nextInt(9), rng);
      table.learn(peer, 0);
      if (rng.chance(500)) {
        table.linked(peer, 0);
      }
    }
    List<NodeId> targets =
        List.of(self, TestContacts.id(rng), TestContacts.inBucket(self, rng.nextInt(12), rng).id());
    for (NodeId target : targets) {
      List<Contact> all = new ArrayList<>(table.contacts());
      all.sort(Comparator.comparing(Contact::id, target::compareDistance));
      List<Contact> linked = all.stream().filter(Contact::isLinked).toList();
      assertThat(table.closest(target, count, any -> true))
          .containsExactlyElementsOf(all.subList(0, Math.min(count, all.size())));
      assertThat(table.closestLinked(target, count, any -> true))
          .containsExactlyElementsOf(linked.subList(0, Math.min(count, linked.size())));
      long closer =
          linked.stream()
              .filter(c -> target.compareDistance(c.id(), self) < 0)
              .limit(count)
              .count();
      assertThat(table.countCloserLinked(target, count, any -> true)).isEqualTo((int) closer);
    }
  }

  /** The four nearest links lie within a 256th of the space: 1,024 peers where all are so near. */
  @Example
  void nearestLinksAloneGiveTheDensity() {
    Rng rng = new Rng(1);
    NodeId self = TestContacts.id(rng);
    RoutingTable table = new RoutingTable(self, rng);
    NodeId far = TestContacts.inBucket(self, 0, rng).id();
    assertThat(table.expectedCloserThan(far)).as("nothing is known").isLessThanOrEqualTo(1);
    List<ContactInfo> near = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      near.add(TestContacts.inBucket(self, 8, rng));
      table.learn(TestContacts.inBucket(self, 20, rng), 0);
      table.linked(near.get(i), 0);
    }
    assertThat(table.expectedCloserThan(far)).isBetween(512.0, 2048.0);
    assertThat(table.expectedCloserThan(near.get(0).id())).isLessThan(8);
    table.unlinked(near.get(0).id(), 0);
    assertThat(table.expectedCloserThan(far)).isLessThanOrEqualTo(1);
  }

  @Property(tries = 200)
  void anEpisodeHasFiveAttemptsEachAfterALongerWait(@ForAll int seed) {
    Rng rng = new Rng(seed);
    RoutingTable table = new RoutingTable(TestContacts.id(rng), rng);
    ContactInfo page = TestContacts.of(TestContacts.id(rng), PeerKind.BROWSER);
    ContactInfo server = TestContacts.of(TestContacts.id(rng), PeerKind.NODE);
    table.learn(page, 0);
    table.learn(server, 0);
    long now = 0;
    long before = 0;
    for (int attempt = 1; attempt < RoutingTable.MAX_ATTEMPTS; attempt++) {
      table.failed(page.id(), now);
      table.failed(server.id(), now);
      assertThat(table.find(server.id()).isResting(now)).isFalse();
      assertThat(table.find(page.id())).isNotNull();
      long wait = waitOf(table.find(server.id()), now);
      assertThat(wait).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(8_000);
      before = wait;
      now += wait;
    }
    table.failed(page.id(), now);
    table.failed(server.id(), now);
    assertThat(table.find(page.id()).isResting(now)).isTrue();
    assertThat(table.find(server.id()).isResting(now)).isTrue();
    assertThat(waitOf(table.find(server.id()), now)).isGreaterThan(8_000);
    table.forgiveAll();
    assertThat(table.find(server.id()).mayDial(now)).isTrue();
  }

  @Example
  void aPageThatNoWayLeadsToIsForgotten() {
    Rng rng = new Rng(1);
    RoutingTable table = new RoutingTable(TestContacts.id(rng), rng);
    ContactInfo page = TestContacts.of(TestContacts.id(rng), PeerKind.BROWSER);
    ContactInfo server = TestContacts.of(TestContacts.id(rng), PeerKind.NODE);
    ContactInfo linked = TestContacts.of(TestContacts.id(rng), PeerKind.BROWSER);
    table.learn(page, 0);
    table.learn(server, 0);
    table.linked(linked, 0);
    table.noRoute(page.id());
    table.noRoute(server.id());
    table.noRoute(linked.id());
    assertThat(table.find(page.id())).isNull();
    assertThat(table.find(server.id())).as("it can be dialled").isNotNull();
    assertThat(table.find(linked.id())).as("its link is the way").isNotNull();
  }

  @Example
  void pairWithoutAPathIsLeftAloneForAMinute() {
    Rng rng = new Rng(1);
    RoutingTable table = new RoutingTable(TestContacts.id(rng), rng);
    ContactInfo page = TestContacts.of(TestContacts.id(rng), PeerKind.BROWSER);
    table.learn(page, 0);
    ContactInfo needed = TestContacts.of(TestContacts.id(rng), PeerKind.BROWSER);
    table.learn(needed, 0);
    table.noPath(page.id(), false, 0);
    table.noPath(needed.id(), true, 0);
    assertThat(table.find(page.id()).mayDial(60_000 - 1)).isFalse();
    assertThat(table.find(page.id()).mayDial(180_000)).isTrue();
    assertThat(table.find(needed.id()).mayDial(1_000)).isFalse();
    assertThat(table.find(needed.id()).mayDial(6_000)).isTrue();
    table.noPath(needed.id(), true, 6_000);
    assertThat(table.find(needed.id()).mayDial(66_000 - 1)).isFalse();
    assertThat(table.find(needed.id()).mayDial(186_000)).isTrue();
  }

  @Example
  void aPageThatTalkedStaysKnownHoweverOftenNoNatLetsItThrough() {
    Rng rng = new Rng(1);
    RoutingTable table = new RoutingTable(TestContacts.id(rng), rng);
    ContactInfo page = TestContacts.of(TestContacts.id(rng), PeerKind.BROWSER);
    table.learn(page, 0);
    for (int i = 0; i < 10; i++) {
      table.noPath(page.id(), true, i);
    }
    assertThat(table.find(page.id()).isProbablyPresent()).as("it answers signals").isTrue();
    table.failed(page.id(), 10);
    assertThat(table.find(page.id()).isProbablyPresent()).as("nothing comes any more").isFalse();
    table.linked(page, 20);
    assertThat(table.find(page.id()).isProbablyPresent()).as("only those without a link").isFalse();
  }

  @Example
  void whoIsLinkedAgainAfterAnEpisodeOfFailuresHasReturned() {
    Rng rng = new Rng(1);
    RoutingTable table = new RoutingTable(TestContacts.id(rng), rng);
    ContactInfo server = TestContacts.of(TestContacts.id(rng), PeerKind.NODE);
    table.linked(server, 0);
    table.unlinked(server.id(), 0);
    table.failed(server.id(), 0);
    table.linked(server, 0);
    assertThat(table.returns()).as("after one failure").isZero();
    table.unlinked(server.id(), 0);
    for (int i = 0; i < RoutingTable.MAX_ATTEMPTS; i++) {
      table.failed(server.id(), 0);
    }
    table.linked(server, 0);
    assertThat(table.returns()).isEqualTo(1);
  }

  private static long waitOf(Contact contact, long now) {
    long wait = 0;
    while (!contact.mayDial(now + wait)) {
      wait++;
    }
    return wait;
  }

  @Example
  void aServerThatStaysAwayIsForgottenInTheEnd() {
    Rng rng = new Rng(1);
    RoutingTable table = new RoutingTable(TestContacts.id(rng), rng);
    ContactInfo server = TestContacts.of(TestContacts.id(rng), PeerKind.NODE);
    table.linked(server, 0);
    table.unlinked(server.id(), 0);
    assertThat(minutesKnown(table, server)).isBetween(10L, 60L);
  }

  @Example
  void aServerThatSomebodyInventedIsForgottenSoon() {
    Rng rng = new Rng(1);
    RoutingTable table = new RoutingTable(TestContacts.id(rng), rng);
    ContactInfo server = TestContacts.of(TestContacts.id(rng), PeerKind.NODE);
    table.learn(server, 0);
    assertThat(minutesKnown(table, server)).isLessThan(5);
  }

  private static long minutesKnown(RoutingTable table, ContactInfo server) {
    long now = 0;
    for (; table.find(server.id()) != null && now < 3_600_000; now += 100) {
      if (table.find(server.id()).mayDial(now)) {
        table.failed(server.id(), now);
      }
    }
    return now / 60_000;
  }

  @Example
  void oneWithoutRoomIsLeftAloneForAWhileAndNotForgotten() {
    Rng rng = new Rng(1);
    RoutingTable table = new RoutingTable(TestContacts.id(rng), rng);
    ContactInfo page = TestContacts.of(TestContacts.id(rng), PeerKind.BROWSER);
    table.learn(page, 0);
    for (int i = 0; i < 100; i++) {
      table.refused(page.id(), i);
      assertThat(table.find(page.id()).mayDial(i + 29_000)).isFalse();
      assertThat(table.find(page.id()).mayDial(i + 90_001)).isTrue();
    }
  }

  @Example
  void aFailureOfOneThatIsLinkedIsNone() {
    Rng rng = new Rng(1);
    RoutingTable table = new RoutingTable(TestContacts.id(rng), rng);
    ContactInfo peer = TestContacts.of(TestContacts.id(rng));
    table.linked(peer, 0);
    for (int i = 0; i < 100; i++) {
      table.failed(peer.id(), i);
    }
    assertThat(table.find(peer.id()).failures()).isZero();
  }

  @Example
  void hearsayDoesNotChangeWhatALinkHasProved() {
    Rng rng = new Rng(1);
    RoutingTable table = new RoutingTable(TestContacts.id(rng), rng);
    NodeId id = TestContacts.id(rng);
    table.linked(new ContactInfo(id, PeerKind.NODE, true, List.of("wss://true")), 0);
    ContactInfo lie = new ContactInfo(id, PeerKind.BROWSER, false, List.of("wss://lie"));
    table.learn(lie, 1);
    assertThat(table.find(id).addresses()).containsExactly("wss://true");
    table.unlinked(id, 2);
    table.learn(lie, 3);
    assertThat(table.find(id).kind()).isEqualTo(PeerKind.NODE);
    assertThat(table.find(id).addresses()).containsExactly("wss://true");
    table.failed(id, 4);
    assertThat(table.find(id).addresses()).containsExactly("wss://true", "wss://lie");
    table.linked(new ContactInfo(id, PeerKind.NODE, true, List.of("wss://moved")), 5);
    assertThat(table.find(id).addresses()).containsExactly("wss://moved");
  }

  /** Others read no contact with more. */
  @Example
  void aContactHasFewAddressesHoweverManyAreReturned() {
    Rng rng = new Rng(1);
    RoutingTable table = new RoutingTable(TestContacts.id(rng), rng);
    NodeId id = TestContacts.id(rng);
    List<String> own = List.of("wss://1", "wss://2", "wss://3", "wss://4");
    table.linked(new ContactInfo(id, PeerKind.NODE, true, own), 0);
    table.unlinked(id, 1);
    table.failed(id, 2);
    table.learn(
        new ContactInfo(id, PeerKind.NODE, true, List.of("wss://1", "wss://5", "wss://6")), 3);
    assertThat(table.find(id).addresses())
        .containsExactly("wss://1", "wss://2", "wss://3", "wss://5");
  }

  @Example
  void oneselfIsNoContact() {
    Rng rng = new Rng(1);
    NodeId self = TestContacts.id(rng);
    RoutingTable table = new RoutingTable(self, rng);
    assertThat(table.learn(TestContacts.of(self), 0)).isNull();
    assertThat(table.find(self)).isNull();
    table.failed(self, 0);
    table.unlinked(self, 0);
    table.remove(self);
    assertThat(table.contacts()).isEmpty();
  }
}
