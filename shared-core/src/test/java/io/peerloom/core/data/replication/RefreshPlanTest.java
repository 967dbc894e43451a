package io.peerloom.core.data.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Rng;
import io.peerloom.core.data.Neighbourhood;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** To whom a record is offered when its neighbourhood changes. */
@Label("The plan of refreshing")
class RefreshPlanTest {
  private static final Key KEY = new Key(new byte[Key.BYTES]);

  /** Peers by their distance to {@link #KEY}. */
  private static List<NodeId> peers(int count) {
    List<NodeId> peers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] id = new byte[NodeId.BYTES];
      id[0] = (byte) (i + 1);
      peers.add(new NodeId(id));
    }
    return peers;
  }

  private static List<NodeId> nearest(List<NodeId> peers, Set<NodeId> there) {
    return peers.stream().filter(there::contains).limit(Neighbourhood.REPLICAS).toList();
  }

  @Property
  void whoeverIsNewAmongTheNearestIsToldByThoseWhoWereThere(
      @ForAll int seed, @ForAll @IntRange(min = 1, max = 20) int size) {
    Rng rng = new Rng(seed);
    List<NodeId> peers = peers(size);
    Set<NodeId> before = new TreeSet<>();
    Set<NodeId> after = new TreeSet<>();
    for (NodeId id : peers) {
      int fate = rng.nextInt(4);
      if (fate < 3) {
        before.add(id);
      }
      if (fate > 0) {
        after.add(id);
      }
    }
    List<NodeId> now = nearest(peers, after);
    List<NodeId> old = nearest(peers, before);
    Set<NodeId> recipients = new TreeSet<>();
    int tellers = 0;
    for (NodeId holder : old) {
      if (after.contains(holder)) {
        RefreshPlan plan = new RefreshPlan(holder, 0);
        peers.stream()
            .filter(id -> !before.contains(id) && after.contains(id))
            .forEach(plan::linked);
        peers.stream().filter(id -> before.contains(id) && !after.contains(id)).forEach(plan::lost);
        plan.begin(0);
        Set<NodeId> by = plan.recipients(KEY, now, true, false);
        assertThat(by).isSubsetOf(now).doesNotContain(holder);
        // Who is not among them any more cannot know what they have, and tells the closest once.
        tellers += by.isEmpty() || !now.contains(holder) ? 0 : 1;
        recipients.addAll(by);
      }
    }
    Set<NodeId> lacking = new TreeSet<>(now);
    lacking.removeAll(old);
    assertThat(tellers).isLessThanOrEqualTo(2);
    if (old.stream().anyMatch(now::contains)) {
      assertThat(recipients).containsAll(lacking);
    } else if (old.stream().anyMatch(after::contains)) {
      assertThat(recipients).as("that offer it to the others").hasSizeGreaterThanOrEqualTo(1);
    }
  }

  @Example
  void whoComesBackToAllOfThemTellsAll() {
    List<NodeId> peers = peers(8);
    RefreshPlan plan = new RefreshPlan(peers.get(5), 0);
    peers.forEach(plan::linked);
    plan.begin(0);
    assertThat(plan.recipients(KEY, peers, true, false)).hasSize(7).doesNotContain(peers.get(5));
    plan.begin(1);
    assertThat(plan.recipients(KEY, peers, true, false)).as("nothing has changed since").isEmpty();
  }

  @Example
  void whatCameFromOneWhoTellsTheOthersIsNotMadeKnownAgain() {
    List<NodeId> peers = peers(8);
    for (int from = 1; from < 7; from++) {
      RefreshPlan plan = new RefreshPlan(peers.get(7), 0);
      plan.received(KEY, peers.get(from), peers, 0);
      plan.begin(1);
      Set<NodeId> recipients = plan.recipients(KEY, peers, true, false);
      assertThat(recipients).isEqualTo(from < 2 ? Set.of() : Set.of(peers.get(0)));
    }
  }

  @Example
  void misplacedRecordIsOfferedThenLookedUp() {
    List<NodeId> peers = peers(9);
    RefreshPlan plan = new RefreshPlan(peers.get(8), 0);
    plan.begin(1);
    assertThat(plan.isMisplaced(KEY)).isFalse();
    assertThat(plan.recipients(KEY, peers.subList(0, 8), true, false))
        .containsExactlyInAnyOrder(peers.get(0), peers.get(1));
    plan.misplaced(KEY);
    assertThat(plan.isMisplaced(KEY)).isTrue();
    plan.refreshed(KEY, 2);
    assertThat(plan.isMisplaced(KEY)).isFalse();
    plan.misplaced(KEY);
    assertThat(plan.offeredSame(KEY, true, 3)).as("the closest has to compare the copies").isTrue();
    assertThat(plan.isMisplaced(KEY)).isFalse();
  }

  /** Who has few links sees nobody closer, and would take itself for one of the closest. */
  @Example
  void whoIsFarAwayTellsTheClosestOnceAndNoNewcomers() {
    List<NodeId> peers = peers(9);
    RefreshPlan plan = new RefreshPlan(peers.get(8), 0);
    List<NodeId> linked = peers.subList(5, 8);
    linked.forEach(plan::linked);
    plan.begin(1);
    assertThat(plan.isConcerned(KEY, false, (key, most, condition) -> 0)).isTrue();
    assertThat(plan.recipients(KEY, linked, false, false))
        .containsExactlyInAnyOrder(peers.get(5), peers.get(6));
    linked.forEach(plan::linked);
    plan.begin(2);
    assertThat(plan.isConcerned(KEY, false, (key, most, condition) -> 0)).isFalse();
    assertThat(plan.isConcerned(KEY, true, (key, most, condition) -> 0)).isTrue();
    assertThat(plan.recipients(KEY, linked, false, false)).isEmpty();
  }

  /** The network has grown around what a holder kept: those who are the closest now lack it. */
  @Example
  void whoWasNearAndIsFarAwayNowHandsOnWhatItHas() {
    List<NodeId> peers = peers(9);
    RefreshPlan plan = new RefreshPlan(peers.get(8), 0);
    plan.refreshed(KEY, 0);
    plan.begin(60_000);
    assertThat(plan.isConcerned(KEY, false, (key, most, condition) -> most)).isFalse();
    plan.begin(6 * 60_000);
    assertThat(plan.isConcerned(KEY, false, (key, most, condition) -> most)).isTrue();
    assertThat(plan.recipients(KEY, peers.subList(0, 8), false, false))
        .containsExactlyInAnyOrder(peers.get(0), peers.get(1));
    plan.begin(12 * 60_000);
    assertThat(plan.isConcerned(KEY, false, (key, most, condition) -> most)).isFalse();
  }

  @Example
  void whatCameAnewIsMadeKnownOnceAndToldToAllByTheClosest() {
    List<NodeId> peers = peers(8);
    RefreshPlan far = new RefreshPlan(peers.get(3), 0);
    far.changed(KEY);
    far.begin(1);
    assertThat(far.recipients(KEY, peers, true, false)).containsExactly(peers.get(0));
    far.begin(2);
    assertThat(far.recipients(KEY, peers, true, false)).isEmpty();

    RefreshPlan closest = new RefreshPlan(peers.get(0), 0);
    assertThat(closest.offeredSame(KEY, true, 1)).as("asked to compare the copies").isTrue();
    closest.begin(2);
    assertThat(closest.recipients(KEY, peers, true, false)).hasSize(7);
    assertThat(closest.offeredSame(KEY, true, 3)).as("it has just done so").isFalse();
  }
}
