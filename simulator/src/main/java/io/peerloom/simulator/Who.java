package io.peerloom.simulator;

import io.peerloom.core.base.Rng;
import io.peerloom.core.id.PeerKind;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a world's machines.
 *
 * @param kind only of this kind; null for all but the bridges
 * @param permille how many in a thousand of those, picked by chance
 * @param most no more than that many
 */
public record Who(PeerKind kind, int permille, int most) {
  /** All but the bridges. */
  public static final Who EVERYBODY = share(1000);

  /** All Node-role peers. */
  public static final Who NODES = new Who(PeerKind.NODE, 1000, Integer.MAX_VALUE);

  /** All pages. */
  public static final Who PAGES = new Who(PeerKind.BROWSER, 1000, Integer.MAX_VALUE);

  /** All bridges. */
  public static final Who BRIDGES = new Who(PeerKind.BRIDGE, 1000, Integer.MAX_VALUE);

  /** So many in a thousand of all but the bridges. */
  public static Who share(int permille) {
    return new Who(null, permille, Integer.MAX_VALUE);
  }

  /** So many of all but the bridges. */
  public static Who some(int count) {
    return new Who(null, 1000, count);
  }

  /** Those machines that are meant, now. */
  List<Machine> of(World world, Rng rng) {
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
