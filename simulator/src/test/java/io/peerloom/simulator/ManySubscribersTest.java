package io.peerloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.Probe;
import io.peerloom.core.base.Limits;
import io.peerloom.simulator.cli.PlatformSha256;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.report.Metrics;
import io.peerloom.simulator.report.Report;
import io.peerloom.simulator.scenario.Population;
import io.peerloom.simulator.scenario.Scenario;
import io.peerloom.simulator.scenario.Scenarios;
import net.jqwik.api.Example;

/** A topic with more subscribers than its members push to. */
class ManySubscribersTest {
  private static final int PEERS = 150;

  /** With few links most subscribers are strangers to the members, which refuse them sooner. */
  private static final int LINKS = 16;

  private static ScenarioRun run(int seed) {
    Scenario named = Scenarios.named("many-subscribers", seed);
    Population people = Population.of(PEERS).withNodes(300).withNodeLinks(LINKS);
    return new ScenarioRun(
        named.of(people.within(10_000)).lasting(40_000, 75_000, 75_000),
        seed,
        new PlatformSha256(),
        line -> {},
        step -> {});
  }

  /** Fails if whoever the members refuse is pushed to by nobody, or one that stops is missed. */
  @Example
  void nodesForwardToWhomMembersHaveNoPlaceFor() {
    ScenarioRun run = run(1);
    Report report = run.execute();
    Metrics figures = report.figures();
    int forwardedTo = 0;
    for (Machine machine : run.world().machines()) {
      forwardedTo += machine.peer() == null ? 0 : new Probe(machine.peer()).forwardedTo();
    }
    assertThat(forwardedTo).isBetween(PEERS / 4, PEERS - Limits.MAX_UNLINKED_SUBSCRIBERS);
    assertThat(figures.counted("publishAcknowledged")).isGreaterThan(20);
    assertThat(report.violations().get("ExactlyOnceDelivery")).isEmpty();
    assertThat(report.violations().get("DeliveredToLiveSubscribers")).isEmpty();
    assertThat(report.violations().get("NoAckedMessageLost")).isEmpty();
  }
}
