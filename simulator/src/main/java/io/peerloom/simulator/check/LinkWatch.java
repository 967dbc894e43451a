package io.peerloom.simulator.check;

import io.peerloom.core.Probe;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.routing.ConnectionBudget;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.World;
import io.peerloom.simulator.machine.WorldListener;
import io.peerloom.simulator.report.Metrics;
import java.util.Map;
import java.util.TreeMap;

/** Measures how long peers lack the links they need: after they start, and after they lost them. */
public final class LinkWatch implements WorldListener {
  /** A peer must have its links by then (R1.1). */
  private static final int IN_TIME_MILLIS = 30_000;

  private static final class State {
    long startedAt;
    long lostAt = -1;
    boolean reached;
  }

  private final World world;
  private final Metrics figures;
  private final Map<Integer, State> states = new TreeMap<>();
  private boolean measuringLosses;
  private boolean finished;

  public LinkWatch(World world, Metrics figures) {
    this.world = world;
    this.figures = figures;
  }

  /** From now on measures how long it takes to replace lost links. */
  public void measureLosses() {
    measuringLosses = true;
  }

  @Override
  public void started(Machine machine) {
    if (finished || machine.kind() == PeerKind.BRIDGE || machine.traits().lie() != null) {
      return;
    }
    State known = states.get(machine.number());
    if (known == null || known.reached) {
      State fresh = new State();
      fresh.startedAt = world.now();
      states.put(machine.number(), fresh);
    }
  }

  @Override
  public void linksChanged(Machine machine) {
    State state = states.get(machine.number());
    if (finished || state == null || machine.peer() == null) {
      return;
    }
    int links = new Probe(machine.peer()).countedLinks();
    int most = ConnectionBudget.MIN_LINKS;
    int needed = links >= most ? most : world.linkable(machine, most);
    long now = world.now();
    if (!state.reached && links >= needed) {
      state.reached = true;
      figures.of("joinMillis").add((int) (now - state.startedAt));
      figures.count(now - state.startedAt <= IN_TIME_MILLIS ? "joinedInTime" : "joinedLate");
    } else if (state.reached && links == 0 && state.lostAt < 0 && needed > 0) {
      state.lostAt = now;
    } else if (state.lostAt >= 0 && links >= needed) {
      if (measuringLosses) {
        figures.of("backMillis").add((int) (now - state.lostAt));
      }
      state.lostAt = -1;
    }
  }

  @Override
  public void ends(Machine machine) {
    State state = states.get(machine.number());
    if (!finished
        && state != null
        && !state.reached
        && world.now() - state.startedAt > IN_TIME_MILLIS) {
      figures.count("neverJoined");
    }
    if (state != null) {
      states.remove(machine.number());
    }
  }

  /** Ends the measurement; counts peers that still have no links. */
  public void finish() {
    finished = true;
    for (State state : states.values()) {
      if (!state.reached && world.now() - state.startedAt > IN_TIME_MILLIS) {
        figures.count("neverJoined");
      }
      if (state.lostAt >= 0) {
        figures.count("neverBack");
      }
    }
  }
}
