package io.peerloom.simulator.fault;

import io.peerloom.core.base.Rng;
import io.peerloom.core.id.PeerKind;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.World;
import java.util.ArrayList;
import java.util.List;

/**
 * Selects a part of a world's machines.
 *
 * @param kind only machines of this kind; null for all but the bridges
 * @param permille how many in a thousand of those, chosen at random
 * @param most upper limit of their number
 */
public record MachineSelector(PeerKind kind, int permille, int most) {
  /** All but the bridges. */
  public static final MachineSelector EVERYBODY = share(1000);

  public static final MachineSelector NODES =
      new MachineSelector(PeerKind.NODE, 1000, Integer.MAX_VALUE);

  /** All browser peers. */
  public static final MachineSelector PAGES =
      new MachineSelector(PeerKind.BROWSER, 1000, Integer.MAX_VALUE);

  public static final MachineSelector BRIDGES =
      new MachineSelector(PeerKind.BRIDGE, 1000, Integer.MAX_VALUE);

  /** That many in a thousand of all but the bridges. */
  public static MachineSelector share(int permille) {
    return new MachineSelector(null, permille, Integer.MAX_VALUE);
  }

  /** At most that many of all but the bridges. */
  public static MachineSelector some(int count) {
    return new MachineSelector(null, 1000, count);
  }

  /** The machines selected at this moment. */
  public List<Machine> of(World world, Rng rng) {
    List<Machine> fitting = new ArrayList<>();
    for (Machine machine : world.machines()) {
      if (kind == null ? machine.kind() != PeerKind.BRIDGE : machine.kind() == kind) {
        fitting.add(machine);
      }
    }
    rng.shuffle(fitting);
    int share = (int) (((long) fitting.size() * permille + 500) / 1000);
    return new ArrayList<>(fitting.subList(0, Math.min(most, share)));
  }
}
