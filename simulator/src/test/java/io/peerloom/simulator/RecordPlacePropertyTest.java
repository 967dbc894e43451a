package io.peerloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.Probe;
import io.peerloom.core.base.Rng;
import io.peerloom.core.crypto.Sha256;
import io.peerloom.core.data.DataRecord;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.simulator.check.DiskContents;
import io.peerloom.simulator.check.NoAckedRecordLost;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.World;
import io.peerloom.simulator.workload.Ledger;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Soon after holders joined and died, the nearest peers have the records (R13). */
@Label("Records follow their holders")
class RecordPlacePropertyTest {
  private static final int REPLICAS = 8;
  private static final int VALUES = 12;

  @Property(tries = 100)
  void theNearestHaveThemOnceAllIsQuiet(
      @ForAll int seed,
      @ForAll @IntRange(min = 3, max = 10) int before,
      @ForAll @IntRange(max = 6) int come,
      @ForAll @IntRange(max = 2) int die) {
    World world = FormationPropertyTest.network(seed, before, 0);
    world.run(20_000);
    Ledger ledger = new Ledger(world);
    Rng rng = new Rng(seed);
    for (int i = 0; i < VALUES; i++) {
      Machine writer = world.machines().get(1 + rng.nextInt(before));
      ledger.put(writer.peer(), "name" + i, "value" + i);
    }
    world.run(3_000);
    for (int i = 0; i < come; i++) {
      world.add(PeerKind.NODE);
    }
    for (int i = 0; i < die; i++) {
      world.machines().get(1 + i).kill();
    }
    world.run(40_000);
    for (int i = 0; i < VALUES; i++) {
      Sha256 hash = new Sha256();
      Key key = DataRecord.sharedKey(hash, DataRecord.nameHash(hash, "name" + i));
      List<Machine> there = new ArrayList<>();
      for (Machine machine : world.machines()) {
        if (machine.peer() != null && machine.kind() == PeerKind.NODE) {
          there.add(machine);
        }
      }
      there.sort((a, b) -> key.compareDistance(id(a), id(b)));
      for (Machine near : there.subList(0, Math.min(REPLICAS, there.size()))) {
        assertThat(DiskContents.holds(near, key.bytes()))
            .as("name%d at machine %d", i, near.number())
            .isTrue();
      }
    }
  }

  /**
   * An hour later the few holders are far from most keys, and newcomers must still find the
   * records.
   */
  @Example
  void recordsOfAFewAreFoundOnceTheyHaveBecomeMany() {
    World world = FormationPropertyTest.network(3, 6, 0);
    world.run(20_000);
    Ledger ledger = new Ledger(world);
    for (int i = 0; i < 4 * VALUES; i++) {
      ledger.put(world.machines().get(1 + i % 6).peer(), "name" + i, "value" + i);
    }
    world.run(70 * 60_000);
    for (int i = 0; i < 160; i++) {
      world.add(i % 3 == 0 ? PeerKind.NODE : PeerKind.BROWSER);
    }
    world.run(60_000);
    assertThat(ledger.writes().count()).isEqualTo(4 * VALUES);
    for (int reader : List.of(20, 60, 100)) {
      assertThat(
              NoAckedRecordLost.violations(
                  world, ledger.writes(), world.machines().get(reader).peer(), 30_000))
          .isEmpty();
    }
  }

  private static NodeId id(Machine machine) {
    return new Probe(machine.peer()).id();
  }
}
