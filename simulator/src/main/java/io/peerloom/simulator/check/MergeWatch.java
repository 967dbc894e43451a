package io.peerloom.simulator.check;

import io.peerloom.core.Probe;
import io.peerloom.core.connection.Link;
import io.peerloom.core.id.NodeId;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.World;
import io.peerloom.simulator.machine.WorldListener;
import io.peerloom.simulator.report.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measures for each peer the time from the end of a partition to its first link to a peer of
 * another side. Peers that kept such a link throughout do not count.
 */
public final class MergeWatch implements WorldListener {
  private final World world;
  private final Metrics figures;
  private final Map<NodeId, Integer> sides = new TreeMap<>();
  private final List<Machine> apart = new ArrayList<>();
  private long healedAt;

  public MergeWatch(World world, Metrics figures) {
    this.world = world;
    this.figures = figures;
  }

  /** The partition is about to end. */
  public void healing() {
    healedAt = world.now();
    sides.clear();
    apart.clear();
    for (Machine machine : world.machines()) {
      if (machine.peer() != null) {
        sides.put(new Probe(machine.peer()).id(), machine.host().partition());
        apart.add(machine);
      }
    }
    apart.removeIf(this::hasMerged);
  }

  @Override
  public void linksChanged(Machine machine) {
    if (!apart.isEmpty() && apart.contains(machine) && hasMerged(machine)) {
      apart.remove(machine);
      figures.of("mergeMillis").add((int) (world.now() - healedAt));
    }
  }

  private boolean hasMerged(Machine machine) {
    if (machine.peer() == null) {
      return false;
    }
    Probe probe = new Probe(machine.peer());
    Integer own = sides.get(probe.id());
    for (Link link : probe.links()) {
      Integer side = sides.get(link.peerId());
      if (own != null && side != null && !side.equals(own)) {
        return true;
      }
    }
    return false;
  }
}
