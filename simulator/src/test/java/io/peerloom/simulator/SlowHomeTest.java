package io.peerloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.api.LinkInfo;
import io.peerloom.core.base.Rng;
import io.peerloom.core.id.PeerKind;
import io.peerloom.simulator.check.NoAckedRecordLost;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.World;
import io.peerloom.simulator.workload.Ledger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A peer with a satellite connection finds all values, too. Each lookup step takes longer than a
 * second there, slow holders may well hold the value (seed 3), and a browser peer with all the
 * links it seeks is not linked to the whole network (seed 2).
 */
class SlowHomeTest {
  private static final int NODES = 25;
  private static final int PAGES = 95;
  private static final int VALUES = 100;
  private static final int READERS = 4;

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void theSlowestFindAllThatWasAcknowledged(int seed) {
    World world = FormationPropertyTest.network(seed, NODES, PAGES);
    world.run(60_000);
    Ledger ledger = new Ledger(world);
    Rng rng = new Rng(seed);
    List<Machine> machines = new ArrayList<>();
    for (Machine machine : world.machines()) {
      if (machine.peer() != null && machine.kind() != PeerKind.BRIDGE) {
        machines.add(machine);
      }
    }
    for (int i = 0; i < VALUES; i++) {
      ledger.put(
          machines.get(rng.nextInt(machines.size())).peer(), "name" + i, "the value of " + i);
      world.run(50);
    }
    world.run(20_000);
    machines.sort(Comparator.comparingDouble(SlowHomeTest::quickestRoundTrip).reversed());
    for (Machine reader : machines.subList(0, READERS)) {
      assertThat(NoAckedRecordLost.violations(world, ledger.writes(), reader.peer(), 30_000))
          .as("read by %d, %s ms away", reader.number(), quickestRoundTrip(reader))
          .isEmpty();
    }
  }

  private static double quickestRoundTrip(Machine machine) {
    return machine.peer().links().stream().mapToDouble(LinkInfo::rttMillis).min().orElse(0);
  }
}
