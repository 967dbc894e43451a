package io.peerloom.simulator;

import io.peerloom.core.base.Rng;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.data.DataRecord;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.pubsub.TopicGroup;
import io.peerloom.simulator.fault.Fault;
import io.peerloom.simulator.fault.MachineSelector;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.SimulatedBootstrap;
import io.peerloom.simulator.machine.Traits;
import io.peerloom.simulator.machine.World;
import io.peerloom.simulator.machine.WorldListener;
import io.peerloom.simulator.report.Metrics;
import io.peerloom.simulator.scenario.Population;
import io.peerloom.simulator.scenario.Scenario;
import io.peerloom.simulator.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Adds the population to a world, lets its members churn, and carries out faults. */
final class ChurnAndFaults implements WorldListener {
  /** How far apart the ids of one liar join. */
  private static final int LIAR_ID_MILLIS = 100;

  /** Values, and topics, that liars take ids beside where there are both. */
  private static final int TARGETS = 4;

  /**
   * Delay after which a peer that failed to join is started again, like a reloaded page or a
   * restarted service.
   */
  private static final int TRY_AGAIN_MILLIS = 5_000;

  /**
   * Where in a half-life a session ends, in thousandths: quantiles of the exponential distribution.
   */
  private static final int[] HALF_LIFE = {
    11, 34, 57, 81, 105, 130, 155, 180, 206, 232, 259, 286, 313, 342, 371, 400, 430, 461, 492, 524,
    557, 591, 625, 660, 696, 733, 771, 810, 850, 891, 934, 978
  };

  private final World world;
  private final Scenario scenario;
  private final Hash hash;
  private final Rng rng;
  private final Metrics figures;
  private final List<Machine> absent = new ArrayList<>();
  private int machinesAdded;
  private boolean churning;

  ChurnAndFaults(World world, Scenario scenario, Hash hash, int seed, Metrics figures) {
    this.world = world;
    this.scenario = scenario;
    this.hash = hash;
    this.rng = new Rng(seed);
    this.figures = figures;
    world.addListener(this);
  }

  /** Schedules the joins of the whole population. */
  void scheduleJoins() {
    churning = scenario.medianSessionMillis() > 0;
    join(scenario.population().peers(), scenario.population().joinMillis());
  }

  /** Ends the churn: from now on nobody leaves. */
  void stopChurn() {
    churning = false;
  }

  private void join(int peers, int withinMillis) {
    for (int i = 0; i < peers; i++) {
      world.after((long) withinMillis * i / Math.max(1, peers), this::addMachine);
    }
  }

  private void addMachine() {
    Population population = scenario.population();
    Traits traits = population.next(machinesAdded % 1000, rng, besideSomeKey(population));
    machinesAdded++;
    Machine machine =
        population.devicePermille() > 0 && rng.chance(population.devicePermille())
            ? world.addDeviceOf(randomMachine())
            : world.add(traits);
    for (int id = 1; traits.lie() != null && id < population.liarIds(); id++) {
      world.after((long) id * LIAR_ID_MILLIS, () -> world.addDeviceOf(machine));
    }
    if (scenario.medianSessionMillis() > 0) {
      world.after(session(), () -> replace(machine));
    }
  }

  private Machine randomMachine() {
    List<Machine> all = MachineSelector.EVERYBODY.of(world, rng);
    return all.isEmpty() ? world.add(Traits.of(PeerKind.NODE)) : all.get(0);
  }

  /** Removes a member for good and without a goodbye, and adds a new one. */
  private void replace(Machine machine) {
    if (churning) {
      world.remove(machine);
      addMachine();
    }
  }

  /**
   * An exponentially distributed session length, drawn by halving: a table of integers gives the
   * same result on every runtime.
   */
  private int session() {
    int halves = 0;
    while (rng.nextInt(2) == 0 && halves < 16) {
      halves++;
    }
    int thousandths = 1000 * halves + HALF_LIFE[rng.nextInt(HALF_LIFE.length)];
    return (int) ((long) scenario.medianSessionMillis() * thousandths / 1000);
  }

  private Key besideSomeKey(Population population) {
    if (!population.besideKeys()) {
      return null;
    }
    Scenario.Work work = scenario.work();
    if (work.topics() == 0) {
      return valueKey(rng.nextInt(Math.max(1, work.values())));
    }
    int target = rng.nextInt(2 * TARGETS);
    return target < TARGETS
        ? valueKey(target)
        : TopicGroup.key(hash, Workload.topic(target % Math.min(TARGETS, work.topics())));
  }

  private Key valueKey(int number) {
    return DataRecord.sharedKey(hash, DataRecord.nameHash(hash, Workload.name(number)));
  }

  @Override
  public void joinFailed(Machine machine) {
    figures.count("joinFailed");
    int starts = machine.starts();
    world.after(
        TRY_AGAIN_MILLIS,
        () -> {
          if (machine.isRunning() && machine.starts() == starts) {
            machine.kill();
            machine.start();
          }
        });
  }

  // ---- faults

  /** Carries out a fault. */
  void inject(Fault fault) {
    if (fault instanceof Fault.Kill kill) {
      running(kill.who()).forEach(Machine::kill);
    } else if (fault instanceof Fault.Vanish vanish) {
      running(vanish.who()).forEach(Machine::vanish);
    } else if (fault instanceof Fault.Leave leave) {
      running(leave.who()).forEach(Machine::leave);
    } else if (fault instanceof Fault.Restart restart) {
      restart(restart.withDisk());
    } else if (fault instanceof Fault.LoseLinks lose) {
      running(lose.who()).forEach(Machine::loseLinks);
    } else if (fault instanceof Fault.Partition partition) {
      partition(partition.parts());
    } else if (fault instanceof Fault.Heal) {
      heal();
    } else if (fault instanceof Fault.Isolate isolate) {
      int side = 1;
      for (Machine machine : running(isolate.who())) {
        machine.partition(side++);
      }
    } else if (fault instanceof Fault.CutOneWay cut) {
      cutOneWay(cut.who());
    } else if (fault instanceof Fault.BootstrapServers servers) {
      bootstraps(servers.up());
    } else if (fault instanceof Fault.ShutBridges) {
      world.machines().stream()
          .filter(machine -> machine.kind() == PeerKind.BRIDGE)
          .forEach(Machine::serversOnly);
    } else if (fault instanceof Fault.Uplink uplink) {
      pages(uplink.who()).forEach(machine -> machine.replaceNetwork(uplink.reported()));
    } else if (fault instanceof Fault.Hide hide) {
      suspend(pages(hide.who()), machine -> machine.hidden(true));
    } else if (fault instanceof Fault.Freeze freeze) {
      suspend(pages(freeze.who()), Machine::freeze);
    } else if (fault instanceof Fault.Sleep sleep) {
      suspend(pages(sleep.who()), Machine::sleep);
    } else if (fault instanceof Fault.Wake) {
      wake();
    } else if (fault instanceof Fault.JumpClocks jump) {
      for (Machine machine : running(jump.who())) {
        machine.jumpClock(clockJump(jump.mostMillis()));
      }
    } else if (fault instanceof Fault.SetClocks) {
      world.machines().forEach(Machine::setClock);
    } else if (fault instanceof Fault.Copy copy) {
      running(copy.who()).forEach(world::addCopyOf);
    } else if (fault instanceof Fault.Join join) {
      join(join.peers(), join.withinMillis());
    } else {
      throw new IllegalStateException("nobody does " + fault);
    }
  }

  private List<Machine> running(MachineSelector who) {
    List<Machine> chosen = who.of(world, rng);
    chosen.removeIf(machine -> !machine.isRunning());
    return chosen;
  }

  /** A random jump; seconds, minutes and days are equally likely, as each brings its own faults. */
  private long clockJump(long most) {
    long bound = Math.max(1, most >> 2 * rng.nextInt(9));
    long span = Math.floorMod((long) rng.nextInt() << 31 ^ rng.nextInt(), bound + 1);
    return rng.nextInt(2) == 0 ? span : -span;
  }

  private List<Machine> pages(MachineSelector who) {
    List<Machine> chosen = running(who);
    chosen.removeIf(machine -> machine.kind() != PeerKind.BROWSER);
    return chosen;
  }

  private void restart(boolean withDisk) {
    for (Machine machine : new ArrayList<>(world.machines())) {
      if (!machine.isRunning()) {
        if (!withDisk) {
          machine.replaceDisk();
        }
        machine.start();
      }
    }
  }

  private void partition(int parts) {
    int next = 0;
    for (Machine machine : MachineSelector.EVERYBODY.of(world, rng)) {
      machine.partition(next++ % parts);
    }
  }

  /** Removes all partitions and cuts between machines. */
  void heal() {
    world.network().mendCuts();
    for (Machine machine : world.machines()) {
      machine.partition(0);
    }
  }

  private void cutOneWay(MachineSelector who) {
    for (Machine machine : running(who)) {
      for (Machine other : MachineSelector.share(500).of(world, rng)) {
        if (other != machine) {
          world.network().cut(machine.host(), other.host());
        }
      }
    }
  }

  void bootstraps(boolean up) {
    for (SimulatedBootstrap door : world.bootstraps()) {
      if (up != door.isRunning()) {
        if (up) {
          door.start();
        } else {
          door.kill();
        }
      }
    }
  }

  private void suspend(List<Machine> pages, Consumer<Machine> how) {
    for (Machine page : pages) {
      if (!absent.contains(page)) {
        absent.add(page);
        how.accept(page);
      }
    }
  }

  /** Wakes all hidden, frozen and sleeping browser peers. */
  void wake() {
    for (Machine page : absent) {
      if (page.isRunning()) {
        page.wake();
        page.hidden(false);
      }
    }
    absent.clear();
  }
}
