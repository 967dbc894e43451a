package io.peerloom.core.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Rng;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.id.Point;
import io.peerloom.core.routing.Contact;
import io.peerloom.core.routing.IdentityPlaces;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.support.TestContacts;
import io.peerloom.core.wire.ContactInfo;
import io.peerloom.core.wire.RoutingMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Lookups over networks that stand still, with peers that fail and peers that lie. */
@Label("ClosestPeersLookup")
class ClosestPeersLookupTest {
  /** Peers whose tables were filled by hearing of all others, in any order. */
  private static final class Network {
    final Rng rng;
    final Map<NodeId, RoutingTable> tables = new LinkedHashMap<>();
    final List<ContactInfo> peers;

    Network(int seed, int size) {
      rng = new Rng(seed);
      peers = TestContacts.some(rng, size);
      for (ContactInfo peer : peers) {
        RoutingTable table = new RoutingTable(peer.id(), rng);
        List<ContactInfo> others = new ArrayList<>(peers);
        rng.shuffle(others);
        others.forEach(other -> table.learn(other, 0));
        tables.put(peer.id(), table);
      }
    }

    List<ContactInfo> closest(NodeId asked, Point target) {
      List<ContactInfo> infos = new ArrayList<>();
      for (Contact c : tables.get(asked).closest(target, RoutingMessage.MAX_CONTACTS, a -> true)) {
        infos.add(c.info());
      }
      return infos;
    }

    List<NodeId> trulyClosest(Point target, NodeId without, int count) {
      return peers.stream()
          .map(ContactInfo::id)
          .filter(id -> !id.equals(without))
          .sorted(target::compareDistance)
          .limit(count)
          .toList();
    }
  }

  @Property(tries = 100)
  void itFindsTheClosestFromAnywhere(
      @ForAll int seed, @ForAll @IntRange(min = 2, max = 90) int size) {
    Network network = new Network(seed, size);
    Key target = new Key(TestContacts.id(network.rng).bytes());
    NodeId self = network.peers.get(0).id();
    List<ContactInfo> seeds = List.of(network.peers.get(size - 1));
    ClosestPeersLookup lookup =
        new ClosestPeersLookup(self, target, seeds, new IdentityPlaces(id -> null));
    int asked = 0;
    List<ContactInfo> underWay = new ArrayList<>();
    while (!lookup.isDone()) {
      ContactInfo next;
      while ((next = lookup.next()) != null) {
        underWay.add(next);
        asked++;
      }
      assertThat(underWay).as("somebody is asked until it is done").isNotEmpty();
      NodeId answers = underWay.remove(network.rng.nextInt(underWay.size())).id();
      lookup.answered(answers, network.closest(answers, target), false);
    }
    List<NodeId> truth = network.trulyClosest(target, self, ClosestPeersLookup.ALPHA);
    assertThat(lookup.closest(ClosestPeersLookup.ALPHA).stream().map(ContactInfo::id))
        .containsExactlyElementsOf(truth);
    assertThat(asked).isLessThanOrEqualTo(30);
  }

  /** Some fail, some answer late, some invent peers that are ever closer and never answer. */
  @Property(tries = 100)
  void itEndsWhateverTheOthersDo(
      @ForAll int seed,
      @ForAll @IntRange(min = 2, max = 60) int size,
      @ForAll @IntRange(max = 600) int failingPermille,
      @ForAll @IntRange(max = 600) int lyingPermille) {
    Network network = new Network(seed, size);
    Rng rng = network.rng;
    Key target = new Key(TestContacts.id(rng).bytes());
    ClosestPeersLookup lookup =
        new ClosestPeersLookup(
            network.peers.get(0).id(),
            target,
            network.peers.subList(1, Math.min(size, 6)),
            new IdentityPlaces(id -> null));
    Set<NodeId> asked = new TreeSet<>();
    List<ContactInfo> underWay = new ArrayList<>();
    while (!lookup.isDone()) {
      ContactInfo next;
      while ((next = lookup.next()) != null) {
        assertThat(asked.add(next.id())).as("asked once").isTrue();
        underWay.add(next);
      }
      NodeId id = underWay.remove(rng.nextInt(underWay.size())).id();
      if (!network.tables.containsKey(id) || rng.chance(failingPermille)) {
        lookup.failed(id);
        if (network.tables.containsKey(id) && rng.chance(300)) {
          lookup.answered(id, network.closest(id, target), false);
        }
      } else if (rng.chance(lyingPermille)) {
        lookup.answered(id, invented(target, rng), false);
      } else {
        lookup.answered(id, network.closest(id, target), false);
      }
    }
    assertThat(asked.size()).isLessThanOrEqualTo(size * (1 + RoutingMessage.MAX_CONTACTS));
    assertThat(lookup.closest(20))
        .isSortedAccordingTo((a, b) -> target.compareDistance(a.id(), b.id()));
  }

  private static List<ContactInfo> invented(Point target, Rng rng) {
    List<ContactInfo> lies = new ArrayList<>();
    for (int i = 0; i < RoutingMessage.MAX_CONTACTS; i++) {
      byte[] near = target.bytes().clone();
      near[NodeId.BYTES - 1] = (byte) rng.nextInt();
      near[NodeId.BYTES - 2] = (byte) rng.nextInt();
      lies.add(TestContacts.of(new NodeId(near)));
    }
    return lies;
  }

  /** One peer is asked, and names the one at the target twice. */
  private static ClosestPeersLookup toldBy(ContactInfo peer, ContactInfo near, boolean firstHand) {
    Key target = new Key(near.id().bytes());
    ClosestPeersLookup lookup =
        new ClosestPeersLookup(
            TestContacts.id(new Rng(2)),
            target,
            List.of(peer),
            1,
            0,
            2,
            new IdentityPlaces(id -> null));
    assertThat(lookup.next()).isEqualTo(peer);
    lookup.answered(peer.id(), List.of(near, near), firstHand);
    return lookup;
  }

  @Example
  void oneAnswerHasOneVoteHoweverOftenItNamesSomebody() {
    List<ContactInfo> peers = TestContacts.some(new Rng(1), 2);
    ClosestPeersLookup lookup = toldBy(peers.get(0), peers.get(1), false);
    assertThat(lookup.next()).isNull();
    assertThat(lookup.isDone()).isTrue();
    assertThat(lookup.answering(8)).containsExactly(peers.get(0));
  }

  /** What somebody says of its own links it alone can have made up; they prove themselves. */
  @Example
  void whoAnAnswerNamesAtFirstHandIsAsked() {
    List<ContactInfo> peers = TestContacts.some(new Rng(1), 2);
    ClosestPeersLookup lookup = toldBy(peers.get(0), peers.get(1), true);
    assertThat(lookup.next()).isEqualTo(peers.get(1));
    lookup.failed(peers.get(1).id());
    assertThat(lookup.isDone()).isTrue();
    assertThat(lookup.answering(8)).containsExactly(peers.get(0));
  }

  @Example
  void whoAnsweredIsNotPushedOutByInventions() {
    Rng rng = new Rng(1);
    Key target = new Key(TestContacts.id(rng).bytes());
    List<ContactInfo> honest = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      honest.add(TestContacts.of(TestContacts.id(rng)));
    }
    ClosestPeersLookup lookup =
        new ClosestPeersLookup(
            TestContacts.id(rng), target, honest, 8, 0, 2, new IdentityPlaces(id -> null));
    for (ContactInfo peer : honest) {
      lookup.answered(peer.id(), invented(target, rng), false);
      lookup.answered(peer.id(), invented(target, rng), false);
    }
    assertThat(lookup.answering(8)).containsExactlyInAnyOrderElementsOf(honest);
  }

  /** Who is near, and no NAT lets its neighbours link to it, is known to the nearest nodes. */
  @Property(tries = 100)
  void nearestNodesAreAskedWhereverTheyAre(@ForAll int seed) {
    Rng rng = new Rng(seed);
    Key target = new Key(TestContacts.id(rng).bytes());
    List<ContactInfo> peers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      PeerKind kind = i % 4 == 0 ? PeerKind.NODE : PeerKind.BROWSER;
      peers.add(TestContacts.of(TestContacts.id(rng), kind));
    }
    peers.sort((a, b) -> target.compareDistance(a.id(), b.id()));
    List<ContactInfo> nodes = peers.stream().filter(peer -> peer.kind().isNode()).toList();
    ClosestPeersLookup lookup =
        new ClosestPeersLookup(
            TestContacts.id(rng), target, peers, 8, 3, 2, new IdentityPlaces(id -> null));
    Set<NodeId> asked = new TreeSet<>();
    ContactInfo next;
    while ((next = lookup.next()) != null) {
      asked.add(next.id());
    }
    Set<NodeId> wanted = new TreeSet<>();
    peers.subList(0, 8).forEach(peer -> wanted.add(peer.id()));
    nodes.subList(0, 3).forEach(node -> wanted.add(node.id()));
    assertThat(asked).isEqualTo(wanted);
    for (NodeId id : asked) {
      assertThat(lookup.isDone()).isFalse();
      lookup.answered(id, List.of(), true);
    }
    assertThat(lookup.isDone()).isTrue();
  }

  /** Of many peers whose identities one knows, an identity with many near ids conceals nobody. */
  @Property(tries = 50)
  void answerReturnsTwoOfEachIdentityBeforeMore(
      @ForAll int seed, @ForAll @IntRange(max = 50) int others) {
    Rng rng = new Rng(seed);
    RoutingTable table = new RoutingTable(TestContacts.id(rng), rng);
    Key target = new Key(TestContacts.id(rng).bytes());
    Set<NodeId> ofOne = new TreeSet<>();
    for (int i = 0; i < 30 + others; i++) {
      byte[] id = TestContacts.id(rng).bytes().clone();
      if (i < 30) {
        System.arraycopy(target.bytes(), 0, id, 0, 2);
        ofOne.add(new NodeId(id));
      } else {
        // Never as near by chance, as with seed 529.
        id[0] = (byte) ~target.bytes()[0];
      }
      table.linked(TestContacts.of(new NodeId(id)), 0);
    }
    Bytes identity = Bytes.wrap(new byte[] {1});
    IdentityPlaces places = new IdentityPlaces(id -> ofOne.contains(id) ? identity : null);
    List<ContactInfo> near = FindNodeService.near(table, places, target, 8);
    assertThat(near)
        .hasSize(8)
        .isSortedAccordingTo((a, b) -> target.compareDistance(a.id(), b.id()));
    int most = table.size() > RoutingTable.FEW_PEERS ? 6 : 8;
    assertThat(near).filteredOn(peer -> ofOne.contains(peer.id())).hasSize(most);
  }

  @Example
  void aLateAnswerStillCounts() {
    Rng rng = new Rng(1);
    ContactInfo peer = TestContacts.of(TestContacts.id(rng));
    NodeId self = TestContacts.id(rng);
    ClosestPeersLookup lookup =
        new ClosestPeersLookup(self, peer.id(), List.of(peer), new IdentityPlaces(id -> null));
    assertThat(lookup.next()).isEqualTo(peer);
    lookup.failed(peer.id());
    assertThat(lookup.isDone()).isTrue();
    assertThat(lookup.closest(8)).isEmpty();
    lookup.answered(peer.id(), List.of(), false);
    assertThat(lookup.closest(8)).containsExactly(peer);
  }

  @Example
  void itNeverAsksOneselfAndEndsWithNobody() {
    Rng rng = new Rng(1);
    NodeId self = TestContacts.id(rng);
    ClosestPeersLookup lookup =
        new ClosestPeersLookup(
            self, self, List.of(TestContacts.of(self)), new IdentityPlaces(id -> null));
    assertThat(lookup.next()).isNull();
    assertThat(lookup.isDone()).isTrue();
    assertThat(lookup.closest(8)).isEmpty();
  }
}
