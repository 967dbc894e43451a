package io.peerloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Rng;
import io.peerloom.simulator.cli.PlatformSha256;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.Traits;
import io.peerloom.simulator.report.Metrics;
import io.peerloom.simulator.report.Report;
import io.peerloom.simulator.scenario.Population;
import io.peerloom.simulator.scenario.Scenario;
import io.peerloom.simulator.scenario.Scenarios;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Example;

/** What honest peers get where many lie, beside the topics and values that are used. */
class LiarsInNumbersTest {
  private static ScenarioRun run(int peers, int ids, int seed) {
    Scenario named = Scenarios.named("liars-in-numbers", seed);
    Scenario shorter =
        named.of(named.population().sized(peers).withLiarIds(ids)).lasting(45_000, 30_000, 60_000);
    return new ScenarioRun(shorter, seed, new PlatformSha256(), line -> {}, step -> {});
  }

  /**
   * Fails if topics' groups are chosen from peers that nothing but others' answers proves, or if
   * members that answer slowly or conceal what they have end a reading; and if a get believes
   * linked peers that may not be holders, which have an old version.
   */
  @Example
  void aFifthOfTheIdentitiesSilencesNobody() {
    Report report = run(90, 1, 2).execute();
    Metrics figures = report.figures();
    int lookups = figures.counted("lookupFound") + figures.counted("lookupMissed");
    assertThat(lookups).isGreaterThan(40);
    assertThat(figures.counted("lookupMissed")).isLessThanOrEqualTo(lookups / 50);
    assertThat(figures.counted("publishAcknowledged")).isGreaterThan(40);
    assertThat(figures.counted("publishFailed")).isZero();
    assertThat(figures.counted("honestGroupDelivered")).isGreaterThan(100);
    assertThat(figures.counted("honestGroupMissing")).isZero();
    assertThat(report.violations().get("NoAckedMessageLost")).isEmpty();
    assertThat(report.violations().get("NoAckedRecordLost")).isEmpty();
    assertThat(figures.counted("readRight")).isGreaterThan(10);
    assertThat(figures.counted("readOutdated")).isZero();
    assertThat(report.violations().get("NothingOlderWins")).isEmpty();
  }

  /** Each liar runs as many ids as was said, all different, and as many lie as was said. */
  @Example
  void everyHostileIdentityHasItsIds() {
    ScenarioRun run = run(10, 3, 1);
    run.execute();
    Map<String, Set<String>> ids = new HashMap<>();
    for (Machine machine : run.world().machines()) {
      if (machine.traits().lie() != null) {
        ids.computeIfAbsent(machine.peer().publisher(), p -> new HashSet<>())
            .add(machine.peer().id());
      }
    }
    assertThat(ids).hasSize(2);
    assertThat(ids.values()).allSatisfy(each -> assertThat(each).hasSize(3));
  }

  /** Who else is there does not depend on who lies. */
  @Example
  void exactlyAShareLies() {
    Population fifth = Population.of(125).withLiars(200, null, false);
    Rng rng = new Rng(1);
    int nodes = 0;
    int liars = 0;
    for (int i = 0; i < 1_000; i++) {
      Traits traits = fifth.next(i, rng, null);
      liars += traits.lie() != null ? 1 : 0;
      nodes += traits.lie() != null && traits.kind().isNode() ? 1 : 0;
    }
    assertThat(liars).isEqualTo(200);
    assertThat(nodes).isEqualTo(40);
  }
}
