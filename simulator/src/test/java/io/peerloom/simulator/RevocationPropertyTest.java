package io.peerloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.data.StoreKeys;
import io.peerloom.core.id.PeerKind;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.World;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * A revocation ends a membership within a minute, whoever was away, beyond a partition or in the
 * background when it was spread.
 *
 * <p>Seen to fail where new revocations are told to nobody, and where peers that link do not
 * compare what they know.
 */
class RevocationPropertyTest {
  private static final int MINUTE = 60_000;

  @Property(tries = 60)
  @Label("Revocations reach all peers within a minute, and end links")
  void nobodyIsLinkedToARevokedMemberAMinuteLater(
      @ForAll int seed,
      @ForAll @IntRange(min = 3, max = 8) int nodes,
      @ForAll @IntRange(min = 0, max = 6) int pages,
      @ForAll @IntRange(min = 0, max = 9) int choice,
      @ForAll boolean partitioned) {
    World world = FormationPropertyTest.network(seed, nodes, pages);
    world.run(30_000);
    List<Machine> members = new ArrayList<>(world.machines());
    members.removeIf(machine -> machine.kind() == PeerKind.BRIDGE);
    Machine target = members.remove(choice % members.size());
    Machine away = members.remove(choice % members.size());
    Machine hidden = members.get(choice % members.size());
    away.kill();
    hidden.hidden(true);
    if (partitioned) {
      for (Machine machine : world.machines()) {
        machine.partition(machine.number() % 2 == 0 && machine.kind() != PeerKind.BRIDGE ? 1 : 0);
      }
    }
    world.run(20_000);
    world.revoke(target, members.get((choice + 1) % members.size()));
    world.run(20_000);
    for (Machine machine : world.machines()) {
      machine.partition(0);
    }
    away.start();
    world.run(partitioned ? 2 * MINUTE : MINUTE);

    assertThat(linkedTo(world, target)).isEmpty();
    members.add(away);
    for (Machine member : members) {
      assertThat(revocationsAt(member)).as("machine " + member.number()).isEqualTo(1);
      assertThat(member.peer().links()).isNotEmpty();
    }
    target.kill();
    target.start();
    world.run(MINUTE);
    assertThat(linkedTo(world, target)).as("after it has started again").isEmpty();
  }

  private static List<Integer> linkedTo(World world, Machine target) {
    List<Integer> linked = new ArrayList<>();
    for (Machine machine : world.machines()) {
      boolean isLinked =
          machine.isRunning()
              && machine.peer() != null
              && (machine == target
                  ? !machine.peer().links().isEmpty()
                  : target.peer() != null
                      && machine.peer().links().stream()
                          .anyMatch(link -> link.id().equals(target.peer().id())));
      if (isLinked) {
        linked.add(machine.number());
      }
    }
    return linked;
  }

  private static int revocationsAt(Machine machine) {
    byte prefix = StoreKeys.REVOCATIONS;
    return machine.store().scan(StoreKeys.start(prefix), StoreKeys.end(prefix), 10).value().size();
  }
}
