package io.peerloom.core.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Rng;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.routing.IdentityPlaces;
import io.peerloom.core.wire.ContactInfo;
import java.util.ArrayList;
import java.util.Collections;
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

/** Who coordinates, who subscribes, and who pushes to whom. */
@Label("Coordinator")
class CoordinatorTest {
  private static final long NOW = 1_700_000_000_000L;

  @Property(tries = 100)
  void everySubscriberIsAssignedToExactlyOneMember(
      @ForAll int seed,
      @ForAll @IntRange(min = 1, max = Coordinator.GROUP) int members,
      @ForAll @IntRange(max = 40) int subscribers) {
    Rng rng = new Rng(seed);
    List<NodeId> group = ids(rng, members);
    Map<NodeId, Coordinator> coordinators = new LinkedHashMap<>();
    for (NodeId member : group) {
      coordinators.put(member, Items.coordinator());
    }
    List<NodeId> all = ids(rng, subscribers);
    // Members themselves may subscribe too.
    all.addAll(group.subList(0, rng.nextInt(members + 1)));
    for (NodeId subscriber : all) {
      for (Coordinator coordinator : coordinators.values()) {
        subscribe(coordinator, lease(subscriber, NOW), NOW);
      }
    }
    List<NodeId> assigned = new ArrayList<>();
    for (NodeId member : group) {
      List<NodeId> asSeen = new ArrayList<>(group);
      rng.shuffle(asSeen);
      assigned.addAll(coordinators.get(member).assigned(member, asSeen, id -> true, NOW));
    }
    assertThat(assigned).containsExactlyInAnyOrderElementsOf(all);
  }

  /** The member that it is assigned to may never push. */
  @Example
  void whoInsistsIsPushedToByThisMemberToo() {
    List<NodeId> group = ids(new Rng(1), Coordinator.GROUP);
    NodeId subscriber = ids(new Rng(2), 1).get(0);
    int pushing = 0;
    for (NodeId member : group) {
      Coordinator coordinator = Items.coordinator();
      subscribe(coordinator, lease(subscriber, NOW), NOW);
      boolean assigned = !coordinator.assigned(member, group, id -> true, NOW).isEmpty();
      pushing += assigned ? 1 : 0;
      coordinator.subscribers().get(subscriber).insists = true;
      assertThat(coordinator.assigned(member, group, id -> true, NOW)).containsExactly(subscriber);
      assertThat(coordinator.assigned(member, group, id -> false, NOW)).as("hidden").isEmpty();
    }
    assertThat(pushing).isEqualTo(1);
  }

  /**
   * Fails if expired subscribers are still assigned, or if they count when a coordinator is asked
   * whether it has subscribers.
   */
  @Property(tries = 100)
  @Label("Feature: dht-connection-recovery, Property 38: Subscription Expiration Cleanup")
  void anExpiredSubscriptionIsGone(
      @ForAll int seed, @ForAll @IntRange(max = 400_000) int millisLater) {
    Rng rng = new Rng(seed);
    Coordinator coordinator = Items.coordinator();
    // Each question removes the expired itself, so each has a coordinator of its own.
    Coordinator askedWhetherAny = Items.coordinator();
    NodeId self = ids(rng, 1).get(0);
    List<NodeId> expected = new ArrayList<>();
    for (NodeId subscriber : ids(rng, 20)) {
      long issued = NOW - rng.nextInt(200_000);
      subscribe(coordinator, lease(subscriber, issued), issued);
      subscribe(askedWhetherAny, lease(subscriber, issued), issued);
      if (issued + Lease.LASTS_MILLIS > NOW + millisLater) {
        expected.add(subscriber);
      }
    }
    assertThat(coordinator.assigned(self, List.of(self), id -> true, NOW + millisLater))
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(askedWhetherAny.hasSubscribers(NOW + millisLater)).isEqualTo(!expected.isEmpty());
  }

  /** Fails if an earlier lease replaces a later one. */
  @Property(tries = 100)
  @Label("Feature: dht-connection-recovery, Property 40: Signature-Based Subscription Renewal")
  void onlyALaterSignatureRenews(@ForAll @IntRange(min = 1, max = 200_000) int later) {
    Coordinator coordinator = Items.coordinator();
    NodeId subscriber = ids(new Rng(later), 1).get(0);
    Lease first = lease(subscriber, NOW);
    subscribe(coordinator, first, NOW);
    subscribe(coordinator, lease(subscriber, NOW + later), NOW + later);
    assertCode(ErrorCode.UNAUTHORIZED, () -> subscribe(coordinator, first, NOW + later));
    // The same lease is not accepted twice.
    assertCode(
        ErrorCode.UNAUTHORIZED,
        () -> subscribe(coordinator, lease(subscriber, NOW + later), NOW + later + 100));
    long end = NOW + later + Lease.LASTS_MILLIS;
    assertThat(coordinator.assigned(subscriber, List.of(), id -> true, end - 1)).hasSize(1);
    assertThat(coordinator.assigned(subscriber, List.of(), id -> true, end)).isEmpty();
  }

  @Example
  void subscribersAreBoundedAndExpiredOnesMakeRoom() {
    Coordinator coordinator = Items.coordinator();
    Rng rng = new Rng(1);
    for (NodeId subscriber : ids(rng, Limits.MAX_TOPIC_SUBSCRIBERS)) {
      subscribe(coordinator, lease(subscriber, NOW), NOW);
    }
    NodeId late = ids(rng, 1).get(0);
    assertCode(ErrorCode.OVERLOADED, () -> subscribe(coordinator, lease(late, NOW + 1), NOW + 1));
    long after = NOW + Lease.LASTS_MILLIS;
    subscribe(coordinator, lease(late, after), after);
    coordinator.subscribers().end(late, after);
    assertThat(coordinator.hasSubscribers(after)).isFalse();
  }

  @Property(tries = 200)
  @Label("Feature: dht-connection-recovery, Property 36: Inactive Tab Exclusion")
  void hiddenTabsCoordinateLastAndOnlyWhereFewAreActive(
      @ForAll int seed,
      @ForAll @IntRange(max = 8) int active,
      @ForAll @IntRange(max = 8) int hidden) {
    Rng rng = new Rng(seed);
    List<ContactInfo> known = new ArrayList<>();
    ids(rng, active).forEach(id -> known.add(contact(id, PeerKind.BROWSER, true)));
    ids(rng, hidden).forEach(id -> known.add(contact(id, PeerKind.BROWSER, false)));
    ids(rng, 3).forEach(id -> known.add(contact(id, PeerKind.BRIDGE, true)));
    rng.shuffle(known);
    TopicGroup groups = new TopicGroup(null, null, new IdentityPlaces(id -> null));
    List<ContactInfo> group = groups.choose(Items.TOPIC, known);
    assertThat(group).noneMatch(member -> member.kind() == PeerKind.BRIDGE);
    long hiddenMembers = group.stream().filter(member -> !member.active()).count();
    if (active >= 3) {
      assertThat(hiddenMembers).isZero();
      assertThat(group).hasSize(Math.min(active, Coordinator.GROUP));
    } else {
      assertThat(hiddenMembers).isEqualTo(Math.min(hidden, Coordinator.GROUP - active));
    }
    // Of each sort the closest are taken, and whoever knows the same peers chooses the same.
    for (boolean sort : new boolean[] {true, false}) {
      List<ContactInfo> closest =
          known.stream()
              .filter(c -> c.kind().holdsData() && c.active() == sort)
              .sorted((a, b) -> Items.TOPIC.compareDistance(a.id(), b.id()))
              .toList();
      List<ContactInfo> chosen = group.stream().filter(c -> c.active() == sort).toList();
      assertThat(chosen).isEqualTo(closest.subList(0, chosen.size()));
    }
    Collections.reverse(known);
    assertThat(groups.choose(Items.TOPIC, known)).isEqualTo(group);
  }

  /** One identity has two places of a group, and the rest only where nobody else wants them. */
  @Property(tries = 100)
  void identityWithManyIdsIsNoMajority(
      @ForAll int seed,
      @ForAll @IntRange(max = 80) int hostile,
      @ForAll @IntRange(max = 8) int honest) {
    Rng rng = new Rng(seed);
    List<NodeId> taken = ids(rng, hostile);
    List<ContactInfo> known = new ArrayList<>();
    taken.forEach(id -> known.add(contact(id, PeerKind.NODE, true)));
    ids(rng, honest).forEach(id -> known.add(contact(id, PeerKind.NODE, true)));
    rng.shuffle(known);
    Bytes identity = Bytes.wrap(new byte[] {1});
    TopicGroup groups =
        new TopicGroup(null, null, new IdentityPlaces(id -> taken.contains(id) ? identity : null));
    List<ContactInfo> group = groups.choose(Items.TOPIC, known);
    assertThat(group)
        .hasSize(Math.min(hostile + honest, Coordinator.GROUP))
        .doesNotHaveDuplicates();
    long ofOne = group.stream().filter(member -> taken.contains(member.id())).count();
    int others = Math.min(honest, Coordinator.GROUP - IdentityPlaces.MAX);
    assertThat(ofOne).isLessThanOrEqualTo(Coordinator.GROUP - others);
    Collections.reverse(known);
    assertThat(groups.choose(Items.TOPIC, known)).isEqualTo(group);
  }

  /** Hidden tabs get no pushes either, whatever leases are left of theirs. */
  @Property(tries = 100)
  @Label("Feature: dht-connection-recovery, Property 36: Inactive Tab Exclusion")
  void hiddenSubscriberIsPushedNothing(
      @ForAll int seed, @ForAll @IntRange(min = 1, max = 30) int messages) {
    Rng rng = new Rng(seed);
    Coordinator coordinator = Items.coordinator();
    NodeId self = ids(rng, 1).get(0);
    List<NodeId> subscribers = ids(rng, 6);
    Set<NodeId> hidden = new TreeSet<>();
    for (NodeId subscriber : subscribers) {
      subscribe(coordinator, lease(subscriber, NOW), NOW);
    }
    Map<NodeId, Integer> expected = new LinkedHashMap<>();
    for (int i = 1; i <= messages; i++) {
      NodeId any = subscribers.get(rng.nextInt(subscribers.size()));
      if (!hidden.remove(any)) {
        hidden.add(any);
      }
      // Whoever is shown again catches up by itself; it is pushed what comes from then on.
      coordinator.assigned(self, List.of(self), id -> !hidden.contains(id), NOW);
      coordinator.add(Items.indexed(1, i, NOW));
      List<NodeId> assigned =
          coordinator.assigned(self, List.of(self), id -> !hidden.contains(id), NOW);
      assertThat(assigned).noneMatch(hidden::contains).hasSize(6 - hidden.size());
      for (NodeId subscriber : assigned) {
        PushCursor cursor = coordinator.cursor(subscriber);
        Coordinator.Batch batch = coordinator.batch(cursor, 100, 1 << 20);
        cursor.pushed(batch.before());
        cursor.delivered(batch.before() - batch.messages().size());
        expected.merge(subscriber, batch.messages().size(), Integer::sum);
      }
    }
    assertThat(expected.values().stream().mapToInt(i -> i).sum()).isLessThanOrEqualTo(6 * messages);
  }

  private static ContactInfo contact(NodeId id, PeerKind kind, boolean active) {
    return new ContactInfo(id, kind, active, List.of());
  }

  private static void subscribe(Coordinator coordinator, Lease lease, long now) {
    coordinator.subscribe(
        lease, Items.owner(lease.subscriber()), false, Limits.MAX_TOPIC_SUBSCRIBERS, now);
  }

  private static Lease lease(NodeId subscriber, long issuedAt) {
    return new Lease(
        Items.TOPIC, subscriber, new byte[32], issuedAt, issuedAt + Lease.LASTS_MILLIS);
  }

  private static List<NodeId> ids(Rng rng, int count) {
    Set<NodeId> ids = new TreeSet<>();
    while (ids.size() < count) {
      byte[] bytes = new byte[NodeId.BYTES];
      rng.nextBytes(bytes);
      ids.add(new NodeId(bytes));
    }
    return new ArrayList<>(ids);
  }

  private static void assertCode(ErrorCode code, Runnable action) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(PeerloomException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
