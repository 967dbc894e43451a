package io.peerloom.simulator.scenario;

import io.peerloom.core.base.Rng;
import io.peerloom.core.id.PeerKind;
import io.peerloom.simulator.fault.Fault;
import io.peerloom.simulator.fault.MachineSelector;
import io.peerloom.simulator.machine.Lie;
import io.peerloom.simulator.machine.PlatformModel;
import io.peerloom.simulator.network.NetworkModel;
import io.peerloom.simulator.time.Processors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * The named scenarios: those whose results are published, and the failures of the predecessor
 * system, each as it was seen there.
 */
public final class Scenarios {
  private static final int SECOND = 1_000;
  private static final int MINUTE = 60 * SECOND;
  private static final int HOUR = 60 * MINUTE;

  private static final Map<String, IntFunction<Scenario>> NAMED = new TreeMap<>();

  private Scenarios() {}

  /** The scenario of that name, which may depend on the seed; null if there is none. */
  public static Scenario named(String name, int seed) {
    IntFunction<Scenario> known = NAMED.get(name);
    return known == null ? null : known.apply(seed);
  }

  public static List<String> names() {
    return new ArrayList<>(NAMED.keySet());
  }

  private static void add(String name, String about, int peers, Shape shape) {
    NAMED.put(name, seed -> shape.of(Scenario.of(name, about, Population.of(peers)), seed));
  }

  private interface Shape {
    Scenario of(Scenario plain, int seed);
  }

  private static Scenario.Work only(int gets, int lookups, int values) {
    return new Scenario.Work(0, gets, lookups, 0, 0, 0, values);
  }

  private static Population population(Scenario scenario) {
    return scenario.population();
  }

  static {
    measured();
    measuredUnderFaults();
    seenBefore();
    restartsSeenBefore();
    faults();
    machines();
    load();
    promises();
  }

  /** Scenarios whose results are published. */
  private static void measured() {
    add(
        "joining",
        "5 to 200 peers come at the same moment",
        60,
        (s, seed) ->
            s.of(Population.of(5 + new Rng(seed).nextInt(196)).within(0))
                .doing(Scenario.Work.NONE)
                .lasting(0, 40 * SECOND, 60 * SECOND));
    add(
        "all-links-lost",
        "every link of everybody breaks at once",
        200,
        (s, seed) ->
            s.at(5 * SECOND, new Fault.LoseLinks(MachineSelector.EVERYBODY))
                .lasting(s.warmMillis(), MINUTE, 30 * SECOND));
    add(
        "lookups",
        "a network that stands still, and is asked",
        10_000,
        (s, seed) -> s.doing(only(0, 600, 0)).lasting(s.warmMillis(), 2 * MINUTE, 5 * SECOND));
    add(
        "churn",
        "half of the sessions are shorter than 84 s",
        1_000,
        (s, seed) ->
            s.churning(84 * SECOND)
                .doing(only(120, 600, 50))
                .lasting(s.warmMillis(), 60 * MINUTE, 2 * MINUTE));
  }

  private static void measuredUnderFaults() {
    add(
        "many-subscribers",
        "everybody subscribes to one topic; then a tenth of the nodes stop without a word",
        600,
        (s, seed) ->
            s.doing(new Scenario.Work(0, 0, 0, 30, 1, Scenario.Work.EVERYBODY, 0))
                .at(MINUTE, new Fault.Phase("atOnce"))
                .at(MINUTE, new Fault.Vanish(new MachineSelector(PeerKind.NODE, 100, 1_000)))
                .lasting(s.warmMillis(), 2 * MINUTE, MINUTE));
    for (Lie lie : Lie.values()) {
      String name = lie.name().toLowerCase(Locale.ROOT);
      liars("liars-" + name, "a fifth lies: " + name, lie, false);
      liars("liars-" + name + "-beside", "a fifth lies, beside the keys: " + name, lie, true);
    }
    liars("liars", "a fifth lies, each in its own way", null, false);
    add(
        "liars-in-numbers",
        "a fifth of the identities lies, with 16 ids each, beside values and topics",
        125,
        (s, seed) ->
            s.of(population(s).withLiars(200, null, true).withLiarIds(16))
                .doing(
                    new Scenario.Work(60, 120, 120, 120, 12, 4, 40)
                        .strictly()
                        .acrossTheNetwork()
                        .replacing(6, 60, 0)
                        .reading(60))
                .lasting(75 * SECOND, MINUTE, MINUTE));
    add(
        "partition",
        "two halves for two minutes",
        1_000,
        (s, seed) ->
            s.at(0, new Fault.Partition(2))
                .at(2 * MINUTE, new Fault.Phase("healed"))
                .at(2 * MINUTE, new Fault.Heal())
                .lasting(s.warmMillis(), 4 * MINUTE, 2 * MINUTE));
    add(
        "idle",
        "nobody does anything",
        16,
        (s, seed) -> s.doing(Scenario.Work.NONE).lasting(3 * MINUTE, 10 * MINUTE, 10 * SECOND));
    add(
        "silent-stop",
        "7 of 24 stop without a word",
        24,
        (s, seed) ->
            s.on(NetworkModel.LAN)
                .doing(only(1_200, 0, 40))
                .at(10 * SECOND, new Fault.Phase("atOnce"))
                .at(10 * SECOND, new Fault.Vanish(MachineSelector.some(7)))
                .at(20 * SECOND, new Fault.Phase("later"))
                .lasting(MINUTE, MINUTE, 2 * MINUTE));
  }

  private static void liars(String name, String about, Lie lie, boolean besideKeys) {
    add(
        name,
        about,
        300,
        (s, seed) ->
            s.of(population(s).withLiars(200, lie, besideKeys))
                .doing(only(300, 300, 60))
                .lasting(s.warmMillis(), 3 * MINUTE, MINUTE));
  }

  /** Failures that the predecessor did not survive. */
  private static void seenBefore() {
    Population fifteen = Population.of(15).withNodes(1000).withFront(1, 1).within(3 * SECOND);
    add(
        "isolated-12-of-15",
        "12 of 15 reach nobody for two hours",
        15,
        (s, seed) ->
            s.of(fifteen)
                .doing(only(0, 0, 20))
                .at(10 * SECOND, new Fault.Isolate(MachineSelector.some(12)))
                .at(2 * HOUR, new Fault.Heal())
                .lasting(MINUTE, 2 * HOUR + 2 * MINUTE, 2 * MINUTE));
    add(
        "zero-links-full-table",
        "two of 15 lose every link while no bootstrap server is up",
        15,
        (s, seed) ->
            s.of(fifteen)
                .at(0, new Fault.BootstrapServers(false))
                .at(5 * SECOND, new Fault.LoseLinks(MachineSelector.some(2)))
                .lasting(MINUTE, MINUTE, 2 * MINUTE));
    add(
        "simultaneous-dials",
        "everybody dials everybody at the same moment, again and again",
        24,
        (s, seed) ->
            s.of(population(s).within(0).withNodes(500))
                .on(NetworkModel.LAN)
                .at(10 * SECOND, new Fault.LoseLinks(MachineSelector.EVERYBODY))
                .at(20 * SECOND, new Fault.LoseLinks(MachineSelector.EVERYBODY))
                .at(30 * SECOND, new Fault.LoseLinks(MachineSelector.EVERYBODY))
                .lasting(30 * SECOND, MINUTE, 2 * MINUTE));
    add(
        "lookup-never-ends",
        "lookups while half of the peers fall silent",
        60,
        (s, seed) ->
            s.doing(only(300, 1_200, 20))
                .at(5 * SECOND, new Fault.Vanish(MachineSelector.share(500)))
                .at(90 * SECOND, new Fault.Restart(true))
                .lasting(s.warmMillis(), 3 * MINUTE, 2 * MINUTE));
  }

  /**
   * More failures it did not survive: processes restart, machines reboot, browser peers are frozen.
   */
  private static void restartsSeenBefore() {
    add(
        "mass-restart",
        "every process ends at once and starts again",
        100,
        (s, seed) ->
            s.at(5 * SECOND, new Fault.Kill(MachineSelector.BRIDGES))
                .at(5 * SECOND, new Fault.Kill(MachineSelector.EVERYBODY))
                .at(15 * SECOND, new Fault.Restart(true))
                .lasting(s.warmMillis(), 2 * MINUTE, 2 * MINUTE));
    add(
        "deploy",
        "all servers are replaced, a third at a time, while the pages stay",
        40,
        (s, seed) -> {
          Scenario rolling = s.lasting(s.warmMillis(), 3 * MINUTE, 2 * MINUTE);
          for (int i = 0; i < 4; i++) {
            rolling =
                rolling
                    .at(
                        i * 40 * SECOND,
                        new Fault.Kill(new MachineSelector(PeerKind.NODE, 340, 1_000)))
                    .at(i * 40 * SECOND + 8 * SECOND, new Fault.Restart(true));
          }
          return rolling;
        });
    add(
        "half-open",
        "machines reboot while the others still hold their links",
        30,
        (s, seed) ->
            s.at(5 * SECOND, new Fault.Vanish(MachineSelector.share(300)))
                .at(10 * SECOND, new Fault.Restart(true))
                .at(40 * SECOND, new Fault.Vanish(MachineSelector.share(300)))
                .at(45 * SECOND, new Fault.Restart(true))
                .lasting(s.warmMillis(), 90 * SECOND, 2 * MINUTE));
    add(
        "hidden-helpers",
        "pages are hidden and frozen in the middle of helping",
        40,
        (s, seed) ->
            s.at(5 * SECOND, new Fault.Hide(MachineSelector.share(400)))
                .at(25 * SECOND, new Fault.Freeze(MachineSelector.share(300)))
                .at(70 * SECOND, new Fault.Wake())
                .at(80 * SECOND, new Fault.Freeze(MachineSelector.share(500)))
                .at(100 * SECOND, new Fault.Wake())
                .lasting(s.warmMillis(), 2 * MINUTE, 2 * MINUTE));
  }

  /** Faults of networks and machines. */
  private static void faults() {
    add(
        "servers-killed",
        "bootstrap, bridges and a third of the peers end at once; some start again",
        45,
        (s, seed) ->
            s.at(5 * SECOND, new Fault.BootstrapServers(false))
                .at(5 * SECOND, new Fault.Kill(MachineSelector.BRIDGES))
                .at(5 * SECOND, new Fault.Kill(MachineSelector.share(333)))
                .at(65 * SECOND, new Fault.BootstrapServers(true))
                .at(65 * SECOND, new Fault.Restart(true))
                .lasting(s.warmMillis(), 2 * MINUTE, 2 * MINUTE));
    add(
        "disks-lost",
        "a tenth restarts with nothing left on its disk",
        40,
        (s, seed) ->
            s.at(5 * SECOND, new Fault.Kill(MachineSelector.share(100)))
                .at(15 * SECOND, new Fault.Restart(false))
                .lasting(s.warmMillis(), MINUTE, 2 * MINUTE));
    add(
        "asymmetric",
        "a third is heard by half of the others only",
        30,
        (s, seed) ->
            s.at(5 * SECOND, new Fault.CutOneWay(MachineSelector.share(333)))
                .at(2 * MINUTE, new Fault.Heal())
                .lasting(s.warmMillis(), 3 * MINUTE, 2 * MINUTE));
    add(
        "asleep",
        "half of the lids are closed for ten minutes",
        30,
        (s, seed) ->
            s.at(5 * SECOND, new Fault.Sleep(MachineSelector.share(500)))
                .at(10 * MINUTE, new Fault.Wake())
                .lasting(s.warmMillis(), 11 * MINUTE, 2 * MINUTE));
    add(
        "uplinks",
        "ten times a third of the browser peers gets another network, half of them unreported",
        30,
        (s, seed) -> {
          Scenario changing = s;
          for (int i = 1; i <= 10; i++) {
            changing =
                changing.at(
                    7 * i * SECOND, new Fault.Uplink(MachineSelector.share(333), i % 2 == 0));
          }
          return changing.lasting(s.warmMillis(), 80 * SECOND, 2 * MINUTE);
        });
    add(
        "goodbyes",
        "a third leaves as one should",
        40,
        (s, seed) ->
            s.at(5 * SECOND, new Fault.Leave(MachineSelector.share(333)))
                .lasting(s.warmMillis(), MINUTE, 2 * MINUTE));
    add(
        "crowd",
        "a network of 50 is joined by 150 within a second",
        50,
        (s, seed) ->
            s.at(5 * SECOND, new Fault.Join(150, SECOND))
                .lasting(s.warmMillis(), 90 * SECOND, 2 * MINUTE));
  }

  private static Scenario busy(Scenario plain, int peers) {
    Population people = Population.of(peers).withNodes(600).within(3 * SECOND);
    return plain
        .of(people)
        .on(NetworkModel.LAN)
        .on(PlatformModel.QUICK.with(Processors.BY_KIND), 0)
        .lasting(30 * SECOND, 30 * SECOND, MINUTE);
  }

  private static Fault.Load load(
      int machines, Fault.Operation operation, int perSecond, int inFlight, int seconds) {
    return new Fault.Load(
        MachineSelector.some(machines), operation, perSecond, inFlight, seconds * SECOND);
  }

  /** Overload. */
  private static void load() {
    add(
        "load-publish",
        "one publishes 1,600 messages a second for 3 s, then three 300 for 5 s, to ten subscribers",
        14,
        (s, seed) ->
            busy(s, 14)
                .doing(new Scenario.Work(0, 0, 0, 60, 1, 10, 0))
                .at(2 * SECOND, load(1, Fault.Operation.PUBLISH, 1_600, 0, 3))
                .at(15 * SECOND, load(3, Fault.Operation.PUBLISH, 300, 0, 5)));
    add(
        "load-puts",
        "one has 300 puts in flight, then each puts 20 values a second",
        14,
        (s, seed) ->
            busy(s, 14)
                .doing(new Scenario.Work(60, 60, 0, 60, 1, 4, 20))
                .at(2 * SECOND, load(1, Fault.Operation.PUT, 0, 300, 3))
                .at(15 * SECOND, load(14, Fault.Operation.PUT, 20, 0, 5)));
    add(
        "load-gets",
        "one has 300 gets in flight, then all have 16, each get crossing the network",
        48,
        (s, seed) ->
            busy(s, s.population().peers())
                .doing(new Scenario.Work(0, 60, 0, 0, 0, 0, 200).acrossTheNetwork())
                .at(2 * SECOND, load(1, Fault.Operation.GET, 0, 300, 5))
                .at(15 * SECOND, load(1_000, Fault.Operation.GET, 0, 16, 5)));
    add(
        "gets-across",
        "a network of servers in which every get crosses it",
        48,
        (s, seed) ->
            busy(s, s.population().peers())
                .of(population(s).withNodes(1000).within(6 * SECOND))
                .doing(new Scenario.Work(0, 4_000, 0, 0, 0, 0, 200).acrossTheNetwork())
                .lasting(40 * SECOND, MINUTE, 10 * SECOND));
  }

  /** What an acknowledgement promises, also with wrong clocks, copied identities and partitions. */
  private static void promises() {
    Scenario.Work all = new Scenario.Work(60, 60, 0, 60, 2, 4, 20).replacing(4, 60, 30);
    add(
        "clocks",
        "clocks are off by up to 20 minutes, and jump by up to days",
        20,
        (s, seed) ->
            busy(s, 20)
                .of(Population.of(20).within(3 * SECOND).withClocksOff(20 * MINUTE))
                .doing(all)
                .at(5 * SECOND, new Fault.JumpClocks(MachineSelector.share(300), 10 * MINUTE))
                .at(15 * SECOND, new Fault.JumpClocks(MachineSelector.share(200), 3L * 24 * HOUR)));
    add(
        "copied-identity",
        "two peers run twice, from copied disks",
        12,
        (s, seed) ->
            busy(s, 12).doing(all).at(5 * SECOND, new Fault.Copy(MachineSelector.some(2))));
    add(
        "offline",
        "every server is down for half a minute, then each peer reaches nobody",
        12,
        (s, seed) ->
            busy(s, 12)
                .doing(new Scenario.Work(240, 60, 0, 240, 2, 4, 20).replacing(4, 60, 0))
                .at(5 * SECOND, new Fault.Kill(MachineSelector.NODES))
                .at(5 * SECOND, new Fault.Kill(MachineSelector.BRIDGES))
                .at(35 * SECOND, new Fault.Restart(true))
                .at(60 * SECOND, new Fault.Isolate(MachineSelector.EVERYBODY))
                .at(75 * SECOND, new Fault.Heal())
                .lasting(30 * SECOND, 90 * SECOND, MINUTE));
    add(
        "cas",
        "devices of one identity replace the same version, while the network falls in two",
        12,
        (s, seed) ->
            busy(s, 12)
                .of(Population.of(12).withNodes(600).within(3 * SECOND).withDevices(400))
                .doing(new Scenario.Work(0, 0, 0, 0, 0, 0, 0).replacing(3, 60, 120))
                .at(10 * SECOND, new Fault.Partition(2))
                .at(20 * SECOND, new Fault.Heal())
                .at(25 * SECOND, new Fault.Kill(MachineSelector.some(3)))
                .at(30 * SECOND, new Fault.Restart(true))
                .lasting(30 * SECOND, 45 * SECOND, MINUTE));
    NAMED.put(SmallWorlds.NAME, SmallWorlds::of);
    NAMED.put(SmallWorlds.RELAYED, SmallWorlds::relayed);
  }

  /** Kinds of peers and platforms. */
  private static void machines() {
    add(
        "pages-only",
        "pages alone, joined by pages that the bridges' firewall keeps out",
        12,
        (s, seed) ->
            s.of(population(s).withNodes(0).withNats(900, 0, 0))
                .at(5 * SECOND, new Fault.ShutBridges())
                .at(6 * SECOND, new Fault.Join(40, 20 * SECOND))
                .lasting(s.warmMillis(), MINUTE, 60 * SECOND));
    add(
        "nats",
        "hardly a page can reach another",
        60,
        (s, seed) -> s.of(population(s).withNats(300, 500, 150)));
    add(
        "slow",
        "disks and cryptography take their time",
        30,
        (s, seed) -> s.on(PlatformModel.SLOW, 0));
    add(
        "failing",
        "disks and cryptography fail now and then",
        30,
        (s, seed) -> s.on(PlatformModel.FAILING, 0));
    add("chaos", "what is rare happens often", 30, (s, seed) -> s.on(PlatformModel.SLOW, 50));
    add("lan", "a building", 30, (s, seed) -> s.on(NetworkModel.LAN));
    add("plain", "some of everything, and nothing goes wrong", 100, (s, seed) -> s);
  }
}
