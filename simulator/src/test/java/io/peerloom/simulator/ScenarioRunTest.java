package io.peerloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.data.RecordStore;
import io.peerloom.core.data.StoreKeys;
import io.peerloom.simulator.check.ReplicaCount;
import io.peerloom.simulator.cli.PlatformSha256;
import io.peerloom.simulator.fault.Fault;
import io.peerloom.simulator.fault.MachineSelector;
import io.peerloom.simulator.machine.Lie;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.World;
import io.peerloom.simulator.network.NetworkModel;
import io.peerloom.simulator.report.Report;
import io.peerloom.simulator.scenario.Population;
import io.peerloom.simulator.scenario.Scenario;
import io.peerloom.simulator.scenario.Scenarios;
import io.peerloom.simulator.workload.Ledger;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;

/** One scenario and one seed give one run; its checkers find violations. */
class ScenarioRunTest {
  private static Scenario small() {
    return Scenario.of("small", "a test", Population.of(9).within(1_000))
        .doing(new Scenario.Work(60, 60, 60, 60, 1, 2, 4))
        .at(2_000, new Fault.Kill(MachineSelector.NODES))
        .at(6_000, new Fault.Restart(true))
        .lasting(10_000, 15_000, 60_000);
  }

  private static Report run(Scenario scenario, int seed) {
    return new ScenarioRun(scenario, seed, new PlatformSha256(), line -> {}, step -> {}).execute();
  }

  @Example
  void oneSeedIsOneRunAndAnotherIsAnother() {
    Report one = run(small(), 5);
    Report again = run(small(), 5);
    Report other = run(small(), 6);
    assertThat(again.traceHashes()).isEqualTo(one.traceHashes());
    assertThat(again.json()).isEqualTo(one.json());
    assertThat(other.traceHashes().get(6)).isNotEqualTo(one.traceHashes().get(5));
  }

  @Example
  void serversThatDieAndReturnLoseNothing() {
    Report report = run(small(), 5);
    assertThat(report.violations()).allSatisfy((checker, found) -> assertThat(found).isEmpty());
    assertThat(report.figures().counted("joinedInTime")).isEqualTo(9 + 1);
    assertThat(report.figures().of("putMillis").count()).isPositive();
    // In so small a network nearly every peer holds what it reads.
    int gets =
        report.figures().of("getMillis").count() + report.figures().of("ownGetMillis").count();
    assertThat(gets).isPositive();
    assertThat(report.figures().of("deliverMillis").count()).isPositive();
  }

  /** Gets answered from the reader's own disk say nothing about the network. */
  @Example
  void getsFromTheOwnDiskAreCountedApart() {
    Scenario asking =
        Scenario.of("asking", "a test", Population.of(16).within(0)).on(NetworkModel.LAN);
    Scenario.Work work = new Scenario.Work(0, 240, 0, 0, 0, 0, 20);
    Report any = run(asking.doing(work).lasting(10_000, 20_000, 5_000), 2);
    assertThat(any.figures().counted("ownGetFound")).isPositive();
    assertThat(any.figures().counted("getFound")).isPositive();
    Report across = run(asking.doing(work.acrossTheNetwork()).lasting(10_000, 20_000, 5_000), 2);
    assertThat(across.figures().counted("ownGetFound")).isZero();
    assertThat(across.figures().counted("getFound")).isGreaterThan(60);
  }

  @Example
  void peersComeAndGoAndTheirNumberStays() {
    Scenario churning =
        Scenario.of("churning", "a test", Population.of(12).within(1_000))
            .churning(10_000)
            .doing(new Scenario.Work(0, 0, 120, 0, 0, 0, 0))
            .lasting(10_000, 30_000, 60_000);
    ScenarioRun run = new ScenarioRun(churning, 3, new PlatformSha256(), line -> {}, step -> {});
    Report report = run.execute();
    assertThat(run.world().runningPeers()).isEqualTo(12);
    assertThat(run.world().machines().get(12).number()).isGreaterThan(20);
    assertThat(report.figures().counted("lookupFound")).isPositive();
  }

  @Example
  void honestPeersDoWithoutLiars() {
    for (Lie lie : Lie.values()) {
      Scenario lying =
          Scenario.of("lying", "a test", Population.of(12).within(0).withLiars(250, lie, true))
              .on(NetworkModel.LAN)
              .doing(new Scenario.Work(0, 120, 0, 0, 0, 0, 5))
              .lasting(15_000, 20_000, 30_000);
      ScenarioRun run = new ScenarioRun(lying, 4, new PlatformSha256(), line -> {}, step -> {});
      Report report = run.execute();
      long liars =
          run.world().machines().stream()
              .filter(machine -> machine.traits().lie() == lie && machine.peer() != null)
              .count();
      assertThat(liars).isPositive();
      assertThat(report.figures().counted("getFound") + report.figures().counted("ownGetFound"))
          .isGreaterThan(20);
      assertThat(report.figures().counted("getMissed")).isZero();
      assertThat(report.figures().counted("putFailed")).isZero();
    }
  }

  /**
   * A quarter of the peers return contacts that do not exist, so near to each key that no real peer
   * is nearer.
   */
  @Example
  void whoIsMadeUpIsNoHolder() {
    for (int seed : List.of(4, 5)) {
      Scenario named = Scenarios.named("liars-forge-beside", seed);
      Scenario forging =
          named
              .of(named.population().sized(12).withLiars(250, Lie.FORGE, true))
              .on(NetworkModel.LAN);
      Report report = run(forging, seed);
      assertThat(report.figures().counted("putAcknowledged")).isPositive();
      assertThat(report.figures().counted("putFailed")).isZero();
      assertThat(report.figures().counted("getMissed")).isZero();
      assertThat(report.violations().get("NoAckedRecordLost")).isEmpty();
    }
  }

  /**
   * Some lookup paths of these puts end at peers that deny knowing any contact; few of 900 gets may
   * fail.
   */
  @Example
  void whatIsPutAmongDeniersIsFound() {
    for (int seed : List.of(3, 30)) {
      Report report = run(Scenarios.named("liars-deny", seed), seed);
      assertThat(report.figures().counted("getMissed")).isLessThan(5);
      assertThat(report.violations().get("NoAckedRecordLost")).isEmpty();
    }
  }

  /** The times are virtual: they do not depend on how fast the machine is. */
  @Example
  void holdersThatFallSilentAreNotWaitedFor() {
    for (int seed : List.of(1, 2)) {
      Report report = run(Scenarios.named("silent-stop", seed), seed);
      assertThat(report.figures().of("get@atOnceMillis").quantile(990)).isLessThan(500);
      assertThat(report.figures().of("get@laterMillis").quantile(980)).isLessThan(50);
      assertThat(report.figures().counted("get@laterMissed")).isZero();
    }
  }

  @Example
  void whatNobodyHoldsAnyMoreIsNoticed() {
    World world = FormationPropertyTest.network(8, 3, 0);
    world.run(10_000);
    Ledger ledger = new Ledger(world);
    ledger.put(world.machines().get(1).peer(), "name", "value");
    world.run(5_000);
    assertThat(ReplicaCount.violations(ledger.writes())).isEmpty();
    List<Machine> holders = new ArrayList<>(world.machines().subList(1, 4));
    for (Machine machine : holders) {
      byte[] from = StoreKeys.start(StoreKeys.RECORDS);
      byte[] to = StoreKeys.end(StoreKeys.RECORDS);
      for (var entry : machine.store().entries(from, to, 10)) {
        machine.store().write(List.of(new RecordStore.Entry(entry.key(), null)));
      }
    }
    world.run(1_000);
    assertThat(ReplicaCount.violations(ledger.writes())).isNotEmpty();
    assertThat(ledger.violationsSeenBy(world.machines().get(1).peer(), 10_000))
        .containsExactly("value name was acknowledged and is gone");
  }

  @Example
  void everyNamedScenarioCanBeBuiltForAnySeed() {
    for (String name : Scenarios.names()) {
      Scenario scenario = Scenarios.named(name, -3);
      assertThat(scenario.name()).isEqualTo(name);
      assertThat(scenario.timeline())
          .allSatisfy(step -> assertThat(step.atMillis()).isBetween(0, scenario.durationMillis()));
    }
    assertThat(Scenarios.named("nothing", 1)).isNull();
  }
}
