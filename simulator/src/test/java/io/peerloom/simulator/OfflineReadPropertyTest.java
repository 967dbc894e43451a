package io.peerloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.api.GetResult;
import io.peerloom.core.api.PutOptions;
import io.peerloom.core.api.Value;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.id.PeerKind;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.World;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A peer that is cut off does not claim that a value does not exist; a peer that is alone does. */
@Label("Reads while offline")
class OfflineReadPropertyTest {
  private static final int GET_MILLIS = 40_000;

  private static Promise<GetResult> get(World world, Machine reader, String name) {
    Promise<GetResult> get = reader.peer().get(name, null);
    world.run(GET_MILLIS);
    assertThat(get.isDone()).isTrue();
    return get;
  }

  private static void put(World world, Machine writer, String name) {
    Promise<?> put = writer.peer().put(name, Value.text(name), PutOptions.open());
    world.run(5_000);
    assertThat(put.isDone() && !put.isFailed()).isTrue();
  }

  private static void killServers(World world) {
    world.machines().stream().filter(m -> m.kind() != PeerKind.BROWSER).forEach(Machine::kill);
  }

  @Property(tries = 20)
  void absenceIsNotClaimedWhileNobodyCanBeAsked(
      @ForAll int seed,
      @ForAll @IntRange(min = 1, max = 12) int nodes,
      @ForAll @IntRange(max = 90_000) int later) {
    World world = FormationPropertyTest.network(seed, nodes, 0);
    Machine page = world.add(PeerKind.BROWSER);
    world.run(20_000);
    killServers(world);
    world.run(later);
    Promise<GetResult> get = get(world, page, "absent");
    assertThat(get.isFailed()).as("%s", get.isFailed() ? "" : get.value()).isTrue();
    assertThat(get.failure().code()).isEqualTo(ErrorCode.UNREACHABLE);
  }

  @Property(tries = 20)
  void theOwnCopyIsReadWhileOffline(
      @ForAll int seed, @ForAll @IntRange(min = 1, max = 6) int nodes) {
    World world = FormationPropertyTest.network(seed, nodes, 0);
    Machine page = world.add(PeerKind.BROWSER);
    world.run(20_000);
    put(world, world.machines().get(1), "kept");
    killServers(world);
    Promise<GetResult> get = get(world, page, "kept");
    assertThat(get.isFailed()).as("%s", get.failure()).isFalse();
    assertThat(Bytes.utf8(get.value().value().bytes())).isEqualTo("kept");
  }

  /** The few remaining peers hold a minority of the copies. */
  @Property(tries = 20)
  void aMinorityDoesNotClaimAbsence(
      @ForAll int seed, @ForAll @IntRange(min = 4, max = 12) int nodes) {
    World world = FormationPropertyTest.network(seed, nodes, 0);
    Machine page = world.add(PeerKind.BROWSER);
    Machine other = world.add(PeerKind.BROWSER);
    world.run(30_000);
    killServers(world);
    world.run(20_000);
    for (Machine reader : new Machine[] {page, other}) {
      Promise<GetResult> get = get(world, reader, "absent");
      assertThat(get.isFailed()).isTrue();
      assertThat(get.failure().code()).isEqualTo(ErrorCode.UNREACHABLE);
    }
  }

  @Property(tries = 20)
  void aPeerThatIsAloneSaysThereIsNothing(@ForAll int seed, @ForAll boolean leaves) {
    World world = FormationPropertyTest.network(seed, leaves ? 2 : 1, 0);
    world.run(20_000);
    if (leaves) {
      world.machines().get(2).leave();
      world.run(5_000);
    }
    Promise<GetResult> get = get(world, world.machines().get(1), "absent");
    assertThat(get.isFailed()).as("%s", get.failure()).isFalse();
    assertThat(get.value()).isNull();
  }

  @Property(tries = 20)
  void absenceIsClaimedWhereMostHoldersAnswer(
      @ForAll int seed, @ForAll @IntRange(min = 2, max = 20) int nodes) {
    World world = FormationPropertyTest.network(seed, nodes, 2);
    world.run(30_000);
    for (Machine reader : world.machines().subList(1, Math.min(6, world.machines().size()))) {
      Promise<GetResult> get = get(world, reader, "absent");
      assertThat(get.isFailed()).as("%s", get.failure()).isFalse();
      assertThat(get.value()).isNull();
    }
  }
}
