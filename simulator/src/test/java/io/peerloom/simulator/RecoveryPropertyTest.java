package io.peerloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.id.PeerKind;
import io.peerloom.simulator.check.EveryPairLinked;
import io.peerloom.simulator.check.LinkCheckers;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.World;
import io.peerloom.simulator.workload.Ledger;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** All servers die silently and return; everybody reconnects, and nothing is lost. */
class RecoveryPropertyTest {
  private static final int DOWN_MILLIS = 20_000;

  /** In this world a browser peer once took a minute to dial a node that had returned. */
  @Example
  void pagesFindAReturnedNodeWithinHalfAMinute() {
    nothingIsLostWhenAllServersDieAndReturn(-702, 4, 4);
  }

  @Property(tries = 100)
  @Label(
      "Feature: dht-connection-recovery, Property 2: Connection Loss Recovery: all links lost → back"
          + " within 60 s")
  void nothingIsLostWhenAllServersDieAndReturn(
      @ForAll int seed,
      @ForAll @IntRange(min = 2, max = 5) int nodes,
      @ForAll @IntRange(min = 1, max = 5) int pages) {
    World world = FormationPropertyTest.network(seed, nodes, pages);
    world.run(20_000);
    Ledger ledger = new Ledger(world);
    for (Machine machine : world.machines()) {
      if (machine.kind() != PeerKind.BRIDGE) {
        ledger.put(machine.peer(), "name" + machine.number(), "value" + machine.number());
        ledger.publish(machine.peer(), "news", "first of " + machine.number());
        ledger.publish(machine.peer(), "news", "second of " + machine.number());
      }
    }
    world.run(10_000);
    assertThat(ledger.refused()).isZero();

    for (Machine machine : world.machines()) {
      if (machine.kind() != PeerKind.BROWSER) {
        machine.kill();
      }
    }
    world.run(DOWN_MILLIS);
    for (Machine machine : world.machines()) {
      if (machine.kind() != PeerKind.BROWSER) {
        machine.start();
      }
    }
    world.run(60_000);

    List<String> unrest = LinkCheckers.violations(world);
    unrest.addAll(EveryPairLinked.violations(world));
    assertThat(unrest).isEmpty();
    Machine reader = world.machines().get(1 + Math.floorMod(seed, nodes + pages));
    List<String> violations = ledger.violationsSeenBy(reader.peer(), 10_000);
    assertThat(violations).isEmpty();
  }

  /**
   * What browser peers write among themselves while the servers are down survives the browser
   * peers.
   */
  @Property(tries = 50)
  void whatPagesWroteAloneIsOnTheServersOnceTheyAreBack(@ForAll int seed) {
    World world = FormationPropertyTest.network(seed, 3, 2);
    world.run(20_000);
    List<Machine> servers =
        world.machines().stream().filter(m -> m.kind() != PeerKind.BROWSER).toList();
    List<Machine> pages =
        world.machines().stream().filter(m -> m.kind() == PeerKind.BROWSER).toList();
    servers.forEach(Machine::kill);
    world.run(10_000);
    Ledger ledger = new Ledger(world);
    for (Machine page : pages) {
      for (int i = 0; i < 5; i++) {
        ledger.put(page.peer(), "of " + page.number() + ", " + i, "value");
      }
    }
    world.run(10_000);
    assertThat(ledger.refused()).isZero();
    servers.forEach(Machine::start);
    world.run(60_000);
    pages.forEach(Machine::leave);
    world.run(5_000);
    assertThat(ledger.violationsSeenBy(servers.get(1).peer(), 10_000)).isEmpty();
  }
}
