package io.peerloom.simulator.scenario;

import io.peerloom.core.base.Rng;
import io.peerloom.core.id.PeerKind;
import io.peerloom.simulator.fault.Fault;
import io.peerloom.simulator.fault.MachineSelector;
import io.peerloom.simulator.machine.PlatformModel;
import io.peerloom.simulator.network.NetworkModel;
import io.peerloom.simulator.time.Processors;

/**
 * Small networks of every kind, each drawn from one number: number and kinds of peers, machines,
 * clocks, workload, overload and faults. Most faults need few peers (Yuan et al., OSDI 2014: three
 * suffice for 98%), so a search finds more with many small worlds than with few large ones.
 */
public final class SmallWorlds {
  static final String NAME = "promises";
  static final String RELAYED = "relayed";

  private static final int SECOND = 1_000;
  private static final int MINUTE = 60 * SECOND;
  private static final long DAY = 24L * 60 * MINUTE;
  private static final int MOST_FAULTS = 4;
  private static final int DURATION_MILLIS = 30 * SECOND;
  private static final int SETTLE_MILLIS = 60 * SECOND;

  private final Rng rng;
  private Scenario scenario;

  private SmallWorlds(int seed) {
    this.rng = new Rng(seed ^ 0x3a11);
  }

  /** The world drawn from that seed. */
  public static Scenario of(int seed) {
    return new SmallWorlds(seed).draw(NAME);
  }

  /**
   * The same world where every browser peer is behind a firewall, so that nodes carry all links.
   */
  public static Scenario relayed(int seed) {
    Scenario world = new SmallWorlds(seed).draw(RELAYED);
    return world.of(world.population().withNats(0, 0, 1000));
  }

  private int pick(int... values) {
    return values[rng.nextInt(values.length)];
  }

  private boolean chance(int permille) {
    return rng.nextInt(1000) < permille;
  }

  private Scenario draw(String name) {
    int peers = chance(150) ? pick(16, 24) : 2 + rng.nextInt(9);
    Population people =
        Population.of(peers)
            .within(200 * peers)
            .withNodes(pick(0, 200, 500, 800, 1000))
            .withDevices(pick(0, 0, 300))
            .withClocksOff(pick(0, 2 * SECOND, MINUTE, 20 * MINUTE));
    scenario =
        Scenario.of(name, "a small world of any sort, drawn from the seed", people)
            .on(chance(600) ? NetworkModel.LAN : NetworkModel.INTERNET)
            .on(platform(), pick(0, 0, 0, 10, 50))
            .doing(work())
            .lasting(200 * peers + 20 * SECOND, DURATION_MILLIS, SETTLE_MILLIS);
    if (chance(400)) {
      load();
    }
    for (int i = rng.nextInt(MOST_FAULTS + 1); i > 0; i--) {
      fault();
    }
    return scenario;
  }

  private PlatformModel platform() {
    Processors[] kinds = {Processors.OFF, Processors.BY_KIND, Processors.BY_KIND, Processors.PAGE};
    PlatformModel model = chance(250) ? PlatformModel.SLOW : PlatformModel.QUICK;
    return model.with(kinds[rng.nextInt(kinds.length)]);
  }

  private Scenario.Work work() {
    int values = pick(0, 5, 20);
    return new Scenario.Work(
            pick(0, 30, 120), pick(0, 60), 0, pick(0, 60, 240), 1 + rng.nextInt(2), 3, values)
        .replacing(1 + rng.nextInt(3), pick(0, 30, 90), pick(0, 0, 30));
  }

  private void load() {
    Fault.Operation[] all = Fault.Operation.values();
    Fault.Operation operation = all[rng.nextInt(all.length)];
    boolean open = rng.nextInt(2) == 0;
    int rate = operation == Fault.Operation.PUBLISH ? pick(50, 200, 600) : pick(20, 60);
    add(
        new Fault.Load(
            MachineSelector.some(pick(1, 1, 2)),
            operation,
            open ? rate : 0,
            open ? 0 : pick(16, 64, 200),
            pick(1, 3) * SECOND));
  }

  private void add(Fault fault) {
    scenario = scenario.at(rng.nextInt(DURATION_MILLIS * 2 / 3), fault);
  }

  private MachineSelector some() {
    return new MachineSelector(pick(0, 1) == 0 ? null : PeerKind.NODE, 1000, 1 + rng.nextInt(3));
  }

  private MachineSelector somePages() {
    return new MachineSelector(PeerKind.BROWSER, pick(300, 1000), 1_000);
  }

  /** Adds one random fault, and its end if it has one. */
  private void fault() {
    int at = rng.nextInt(DURATION_MILLIS / 2);
    int until = at + 2 * SECOND + rng.nextInt(DURATION_MILLIS / 2 - 2 * SECOND);
    switch (rng.nextInt(12)) {
      case 0 -> between(at, new Fault.Kill(some()), until, new Fault.Restart(true));
      case 1 -> between(at, new Fault.Vanish(some()), until, new Fault.Restart(true));
      case 2 -> between(at, new Fault.Leave(some()), until, new Fault.Restart(true));
      case 3 -> between(at, new Fault.Partition(2), until, new Fault.Heal());
      case 4 -> between(at, new Fault.Isolate(some()), until, new Fault.Heal());
      case 5 -> between(at, new Fault.CutOneWay(some()), until, new Fault.Heal());
      case 6 -> between(at, new Fault.Freeze(somePages()), until, new Fault.Wake());
      case 7 -> between(at, new Fault.Sleep(somePages()), until, new Fault.Wake());
      case 8 -> between(at, new Fault.Hide(somePages()), until, new Fault.Wake());
      case 9 -> add(new Fault.LoseLinks(some()));
      case 10 -> add(new Fault.JumpClocks(some(), pick(MINUTE, 60 * MINUTE, (int) (3 * DAY))));
      default -> {
        between(at, new Fault.Kill(MachineSelector.NODES), until, new Fault.Restart(true));
        scenario = scenario.at(at, new Fault.Kill(MachineSelector.BRIDGES));
      }
    }
  }

  private void between(int at, Fault fault, int until, Fault end) {
    scenario = scenario.at(at, fault).at(until, end);
  }
}
