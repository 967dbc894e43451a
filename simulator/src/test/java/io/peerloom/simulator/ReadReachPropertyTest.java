package io.peerloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.Probe;
import io.peerloom.core.api.GetResult;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.crypto.Sha256;
import io.peerloom.core.data.DataRecord;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.PeerKind;
import io.peerloom.simulator.check.DiskContents;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.World;
import io.peerloom.simulator.network.NetworkModel;
import io.peerloom.simulator.workload.Ledger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * All peers find what was acknowledged, also in networks in which many peers have links to only a
 * part of the others.
 */
@Label("Read reach")
class ReadReachPropertyTest {
  /** See {@link io.peerloom.core.lookup.FullMesh}: how long a statement counts. */
  private static final int STATED_MILLIS = 60_000;

  /** The same, after peers with another link have announced it. */
  private static final int ANNOUNCED_MILLIS = 500;

  private static final int VALUES = 30;

  /** With these seeds several peers once considered their links the whole network. */
  @Example
  void everyGetFindsWhatOthersHold() {
    assertThat(missed(2, 40)).isEmpty();
    assertThat(missed(3, 48)).isEmpty();
  }

  /** With these seeds two branches of the id space once formed that did not know of each other. */
  @Example
  void everyGetReachesBranchesThatFormedApart() {
    assertThat(missed(2, 64)).isEmpty();
    assertThat(missed(5, 64)).isEmpty();
  }

  @Property(tries = 4)
  void everyGetFindsItAmongAnyNumber(
      @ForAll int seed, @ForAll @IntRange(min = 16, max = 64) int nodes) {
    assertThat(missed(seed, nodes)).isEmpty();
  }

  private static Map<String, String> missed(int seed, int nodes) {
    World world = FormationPropertyTest.world(seed, NetworkModel.LAN);
    for (int i = 0; i < nodes; i++) {
      world.add(PeerKind.NODE);
    }
    world.run(15_000);
    Ledger ledger = new Ledger(world);
    Rng rng = new Rng(seed);
    for (int i = 0; i < VALUES; i++) {
      ledger.put(world.machines().get(1 + rng.nextInt(nodes)).peer(), "name" + i, "value");
      world.run(20);
    }
    world.run(3_000);
    assertThat(ledger.writes().count()).isEqualTo(VALUES);
    Map<String, Promise<GetResult>> gets = new LinkedHashMap<>();
    for (Machine reader : world.machines().subList(1, nodes + 1)) {
      for (int i = 0; i < VALUES; i++) {
        if (!DiskContents.holds(reader, key("name" + i))) {
          gets.put(i + " at " + reader.number(), reader.peer().get("name" + i, null));
          world.run(5);
        }
      }
    }
    world.run(30_000);
    Map<String, String> missed = new LinkedHashMap<>();
    gets.forEach(
        (what, get) -> {
          if (!get.isDone() || get.isFailed() || get.value() == null) {
            missed.put(what, get.isFailed() ? get.failure().toString() : "none, or no answer");
          }
        });
    return missed;
  }

  private static byte[] key(String name) {
    Sha256 hash = new Sha256();
    Key key = DataRecord.sharedKey(hash, DataRecord.nameHash(hash, name));
    return key.bytes();
  }

  /**
   * A peer's statement of its links counts for a minute, so links of the last minute may be
   * missing.
   */
  @Property(tries = 12)
  void whoClaimsToBeLinkedToAllIs(
      @ForAll int seed,
      @ForAll @IntRange(min = 2, max = 44) int nodes,
      @ForAll @IntRange(max = 4) int pages) {
    World world = FormationPropertyTest.network(seed, nodes, pages);
    for (int i = 0; i < 40; i++) {
      world.run(3_000);
      for (Machine machine : members(world)) {
        if (new Probe(machine.peer()).isLinkedToAll()) {
          assertThat(new Probe(machine.peer()).countedLinks())
              .as("links of machine %d", machine.number())
              .isGreaterThanOrEqualTo(connected(world, machine, STATED_MILLIS).size() - 1);
        }
      }
    }
  }

  /** A peer that stated its links announces a new one, so nobody's claim is wrong for a minute. */
  @Property(tries = 12)
  void claimsEndWhereOthersJoin(@ForAll int seed, @ForAll @IntRange(max = 2) int pages) {
    World world = FormationPropertyTest.network(seed, 2, pages);
    world.run(10_000);
    for (int i = 0; i < 120; i++) {
      if (i % 30 == 0) {
        world.add(i < 60 ? PeerKind.BROWSER : PeerKind.NODE);
      }
      world.run(200);
      for (Machine machine : members(world)) {
        if (new Probe(machine.peer()).isLinkedToAll()) {
          assertThat(new Probe(machine.peer()).countedLinks())
              .as("links of machine %d", machine.number())
              .isGreaterThanOrEqualTo(connected(world, machine, ANNOUNCED_MILLIS).size() - 1);
        }
      }
    }
  }

  /** Otherwise each put in a small network would begin with a lookup. */
  @Property(tries = 20)
  void amongAFewAllProveThatTheyAreLinkedToAll(
      @ForAll int seed, @ForAll @IntRange(min = 2, max = 12) int nodes) {
    World world = FormationPropertyTest.network(seed, nodes, 0);
    world.run(30_000);
    members(world).forEach(machine -> new Probe(machine.peer()).isLinkedToAll());
    world.run(4_000);
    assertThat(members(world)).allMatch(machine -> new Probe(machine.peer()).isLinkedToAll());
  }

  /**
   * The ids connected to a machine, its own included, over links older than that; bridges are
   * excluded.
   */
  private static Set<String> connected(World world, Machine machine, int olderMillis) {
    Map<String, Machine> byId = new TreeMap<>();
    members(world).forEach(member -> byId.put(member.peer().id(), member));
    Set<String> connected = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(machine.peer().id()));
    while (!open.isEmpty()) {
      String id = open.poll();
      if (byId.containsKey(id) && connected.add(id)) {
        byId.get(id).peer().links().stream()
            .filter(link -> link.openedAt() <= world.wallNow() - olderMillis)
            .forEach(link -> open.add(link.id()));
      }
    }
    return connected;
  }

  private static List<Machine> members(World world) {
    return world.machines().stream()
        .filter(machine -> machine.peer() != null && machine.kind() != PeerKind.BRIDGE)
        .toList();
  }
}
