package io.peerloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.id.PeerKind;
import io.peerloom.simulator.check.EveryPairLinked;
import io.peerloom.simulator.check.LinkCheckers;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.World;
import io.peerloom.simulator.workload.Ledger;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Two halves that were partitioned and written to merge into one network again (R7.5). */
class PartitionPropertyTest {
  @Property(tries = 100)
  @Label("Feature: dht-connection-recovery, Property 17: Partition Healing")
  void bothHalvesMergeWithTheirDataAndTopics(
      @ForAll int seed,
      @ForAll @IntRange(min = 2, max = 6) int nodes,
      @ForAll @IntRange(min = 0, max = 4) int pages,
      @ForAll @IntRange(min = 5, max = 240) int seconds) {
    World world = FormationPropertyTest.network(seed, nodes, pages);
    world.run(30_000);
    // Each half has a node; the bridge and the bootstrap server are in the first.
    for (Machine machine : world.machines()) {
      machine.partition(machine.number() % 2 == 0 && machine.kind() != PeerKind.BRIDGE ? 1 : 0);
    }
    world.run(seconds * 1_000L);
    Ledger ledger = new Ledger(world);
    for (Machine machine : world.machines()) {
      if (machine.kind() != PeerKind.BRIDGE) {
        ledger.put(machine.peer(), "name" + machine.number(), "value" + machine.number());
        ledger.publish(machine.peer(), "news", "of " + machine.number());
      }
    }
    world.run(20_000);
    for (Machine machine : world.machines()) {
      machine.partition(0);
    }
    world.run(120_000);

    List<String> unrest = new ArrayList<>(LinkCheckers.violations(world));
    unrest.addAll(EveryPairLinked.violations(world));
    assertThat(unrest).isEmpty();
    for (int reader = 1; reader <= 2; reader++) {
      Machine machine = world.machines().get(reader);
      assertThat(ledger.violationsSeenBy(machine.peer(), 10_000)).isEmpty();
    }
  }
}
