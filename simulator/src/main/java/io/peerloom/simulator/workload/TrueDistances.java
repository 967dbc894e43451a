package io.peerloom.simulator.workload;

import io.peerloom.core.Probe;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.Point;
import io.peerloom.core.routing.IdentityPlaces;
import io.peerloom.simulator.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who is in fact closest to a point, as one sees it who knows every peer and whose ids are whose:
 * an identity has {@link IdentityPlaces#MAX} places before others.
 */
public final class TrueDistances {
  private final Point target;
  private final Map<NodeId, Machine> machines = new TreeMap<>();
  private final IdentityPlaces places =
      new IdentityPlaces(id -> Bytes.wrap(machines.get(id).identityKey()));

  /** The distances to a point, of nobody yet. */
  public TrueDistances(Point target) {
    this.target = target;
  }

  /** Adds a running peer. */
  public void add(Machine machine) {
    machines.put(new Probe(machine.peer()).id(), machine);
  }

  /** The {@code most} that have the places, closest first. */
  public List<Machine> first(int most) {
    List<NodeId> ids = new ArrayList<>(machines.keySet());
    ids.sort(target::compareDistance);
    List<Machine> first = new ArrayList<>();
    for (NodeId id : places.first(ids, most)) {
      first.add(machines.get(id));
    }
    return first;
  }

  /** The closest honest peer among those that have the places; null if there is none. */
  NodeId firstHonest(int most) {
    for (Machine machine : first(most)) {
      if (machine.traits().lie() == null) {
        return new Probe(machine.peer()).id();
      }
    }
    return null;
  }
}
