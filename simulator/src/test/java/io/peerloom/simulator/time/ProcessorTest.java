package io.peerloom.simulator.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.api.PutResult;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Timer;
import io.peerloom.core.id.PeerKind;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.PlatformModel;
import io.peerloom.simulator.machine.World;
import io.peerloom.simulator.machine.WorldSettings;
import io.peerloom.simulator.network.NetworkModel;
import io.peerloom.simulator.workload.Ledger;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;

/** Work takes time on the loop of a process, clocks may be wrong, and identities may be copied. */
class ProcessorTest {
  private final VirtualTime time = new VirtualTime();
  private final SimulatedEnv process =
      new SimulatedEnv(time, 1, "node", line -> {}, 0, ProcessorCosts.SERVER);
  private final List<String> happened = new ArrayList<>();

  private void note(String what) {
    happened.add(what + "@" + time.now());
  }

  private void work(int millis) {
    process.processor().charge(millis * 1_000_000);
  }

  @Example
  void aBusyLoopIsLateAndKeepsTheOrder() {
    process.after(
        10,
        () -> {
          note("long");
          work(50);
          process.after(5, () -> note("from its end"));
          assertThat(process.monotonicMillis()).isEqualTo(60);
        });
    process.after(20, () -> note("timer"));
    time.after(30, () -> process.run(() -> note("call")));
    time.runUntil(200);
    assertThat(happened).containsExactly("long@10", "timer@60", "call@60", "from its end@65");
    assertThat(process.processor().mostLate()).isEqualTo(40);
  }

  @Example
  void workThatWasChargedFromOutsideDelaysTheNext() {
    work(7);
    process.run(() -> note("call"));
    time.runUntil(100);
    assertThat(happened).containsExactly("call@7");
    assertThat(process.processor().busyMillis()).isEqualTo(7);
  }

  @Example
  void whatWaitsCanBeCancelledAndEndsWithTheProcess() {
    work(50);
    Timer first = process.after(10, () -> note("cancelled"));
    process.run(() -> note("kept"));
    time.after(70, first::cancel);
    time.after(
        20,
        () -> {
          process.pause();
          assertThat(process.processor().waiting()).isZero();
        });
    time.after(90, process::resume);
    process.after(200, () -> note("never"));
    time.after(150, process::kill);
    time.runUntil(1_000);
    assertThat(happened).containsExactly("kept@90");
  }

  @Example
  void smallCostsAddUp() {
    for (int i = 0; i < 10; i++) {
      process.processor().charge(250_000);
    }
    process.run(() -> note("call"));
    time.runUntil(100);
    assertThat(happened).containsExactly("call@2");
  }

  private static World world(Processors processors) {
    return new World(
        WorldSettings.of(3, NetworkModel.LAN).with(PlatformModel.QUICK.with(processors)));
  }

  private static long putMillis(Processors processors) {
    World world = world(processors);
    for (int i = 0; i < 9; i++) {
      world.add(PeerKind.NODE);
    }
    world.run(15_000);
    Machine writer = world.machines().get(1);
    long from = world.now();
    List<Promise<PutResult>> puts = new ArrayList<>();
    Ledger ledger = new Ledger(world);
    for (int i = 0; i < 100; i++) {
      String name = "name" + i;
      writer.run(() -> puts.add(ledger.put(writer.peer(), name, "value")));
    }
    while (puts.size() < 100 || !puts.stream().allMatch(Promise::isDone)) {
      world.run(1);
    }
    return world.now() - from;
  }

  @Example
  void aHundredPutsTakeTheirTimeOnSlowMachines() {
    long none = putMillis(Processors.OFF);
    long server = putMillis(Processors.SERVER);
    long page = putMillis(Processors.PAGE);
    assertThat(server).isGreaterThan(none + 50);
    assertThat(page).isGreaterThan(2 * server);
  }

  @Example
  void aClockJumpsAndTimersDoNot() {
    World world = world(Processors.OFF);
    Machine machine = world.machines().get(0);
    world.run(1_000);
    long before = machine.env().wallMillis();
    List<Long> at = new ArrayList<>();
    machine.env().after(500, () -> at.add(world.now()));
    machine.jumpClock(-3L * 365 * 24 * 3_600_000);
    assertThat(before - machine.env().wallMillis()).isEqualTo(3L * 365 * 24 * 3_600_000);
    world.run(1_000);
    assertThat(at).containsExactly(1_500L);
    machine.kill();
    machine.start();
    assertThat(machine.env().wallMillis()).isLessThan(before);
  }

  @Example
  void aCopyHasTheSameIdAndADeviceAnother() {
    World world = world(Processors.OFF);
    Machine node = world.add(PeerKind.NODE);
    world.add(PeerKind.NODE);
    world.run(10_000);
    String id = node.peer().id();
    String publisher = node.peer().publisher();
    Machine device = world.addDeviceOf(node);
    world.run(10_000);
    assertThat(device.peer().publisher()).isEqualTo(publisher);
    assertThat(device.peer().id()).isNotEqualTo(id);
    Machine copy = world.addCopyOf(node);
    assertThat(copy.store().domain()).isEqualTo(node.store().domain());
    assertThat(device.store().domain()).isNotEqualTo(node.store().domain());
    assertThat(copy.store().entries(new byte[0], new byte[] {-1}, 1_000))
        .hasSameSizeAs(node.store().entries(new byte[0], new byte[] {-1}, 1_000))
        .isNotEmpty();
  }
}
