package io.peerloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.simulator.cli.PlatformSha256;
import io.peerloom.simulator.fault.Fault;
import io.peerloom.simulator.fault.MachineSelector;
import io.peerloom.simulator.report.Report;
import io.peerloom.simulator.scenario.Population;
import io.peerloom.simulator.scenario.Scenario;
import java.util.List;
import net.jqwik.api.Example;

/** Every kind of fault is implemented: one that is not ends a run. */
class FaultTest {
  private static final MachineSelector ONE = MachineSelector.some(1);

  private static final List<Fault> ALL =
      List.of(
          new Fault.Phase("all"),
          new Fault.Hide(ONE),
          new Fault.Freeze(ONE),
          new Fault.Sleep(ONE),
          new Fault.Wake(),
          new Fault.JumpClocks(ONE, 60_000),
          new Fault.SetClocks(),
          new Fault.Uplink(ONE, true),
          new Fault.Uplink(ONE, false),
          new Fault.LoseLinks(ONE),
          new Fault.CutOneWay(ONE),
          new Fault.Partition(2),
          new Fault.Isolate(ONE),
          new Fault.Heal(),
          new Fault.BootstrapServers(false),
          new Fault.BootstrapServers(true),
          new Fault.Load(ONE, Fault.Operation.GET, 1, 1, 1_000),
          new Fault.Join(1, 100),
          new Fault.Copy(ONE),
          new Fault.Leave(ONE),
          new Fault.Kill(ONE),
          new Fault.Vanish(ONE),
          new Fault.Restart(true),
          new Fault.ShutBridges());

  @Example
  void everyKindIsDone() {
    assertThat(ALL.stream().map(Object::getClass))
        .containsAll(
            List.of((Object[]) Fault.class.getPermittedSubclasses()).stream()
                .map(kind -> (Class<?>) kind)
                .toList());
    Scenario scenario = Scenario.of("faults", "each once", Population.of(8).within(1_000));
    int at = 1_000;
    for (Fault fault : ALL) {
      scenario = scenario.at(at, fault);
      at += 500;
    }
    Report report =
        new ScenarioRun(
                scenario.lasting(10_000, at, 5_000), 1, new PlatformSha256(), l -> {}, s -> {})
            .execute();
    assertThat(report.traceHashes()).hasSize(1);
  }
}
