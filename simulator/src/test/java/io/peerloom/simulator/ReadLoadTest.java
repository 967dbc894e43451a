package io.peerloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.Peer;
import io.peerloom.core.api.PutOptions;
import io.peerloom.core.api.Value;
import io.peerloom.core.base.Promise;
import io.peerloom.core.id.PeerKind;
import io.peerloom.simulator.machine.World;
import io.peerloom.simulator.network.NetworkModel;
import io.peerloom.simulator.workload.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/** The cost of a get does not grow with the number of concurrent gets. */
@Label("Read load")
class ReadLoadTest {
  private static final int NODES = 5;
  private static final int VALUES = 60;
  private static final int SECONDS = 4;

  private int done;

  /** One peer reads so fast that all others limit its rate. */
  @Example
  void gettersBeyondTheLimitWaitAndCostIsLinear() {
    double alone = messagesOfAGet(1);
    assertThat(done).isPositive();
    double together = messagesOfAGet(16);
    assertThat(done).as("gets in " + SECONDS + " s").isGreaterThan(400 * SECONDS);
    assertThat(together).isLessThan(1.5 * alone);
  }

  /**
   * Far more bytes than a link accepts at once wait for their turn, as expected of a loop of calls.
   */
  @Example
  void largeValuesWrittenAndReadAtOnceAllCome() {
    World world = FormationPropertyTest.world(1, NetworkModel.LAN);
    world.add(PeerKind.NODE);
    world.add(PeerKind.NODE);
    world.add(PeerKind.BROWSER);
    world.add(PeerKind.BROWSER);
    world.run(20_000);
    List<Promise<?>> all = new ArrayList<>();
    Value large = Value.bytes(new byte[60_000]);
    PutOptions anybody = new PutOptions(PutOptions.Readers.PUBLIC, 3600, -1);
    for (int i = 0; i < 120; i++) {
      all.add(world.machines().get(3).peer().put("large" + i, large, anybody));
    }
    world.run(60_000);
    world.add(PeerKind.BROWSER);
    world.run(10_000);
    for (int i = 0; i < 120; i++) {
      all.add(world.machines().get(5).peer().get("large" + i, null).map(Objects::requireNonNull));
    }
    world.run(60_000);
    assertThat(all).allMatch(each -> each.isDone() && !each.isFailed());
  }

  private double messagesOfAGet(int inFlight) {
    World world = FormationPropertyTest.world(1, NetworkModel.LAN);
    for (int i = 0; i < NODES; i++) {
      world.add(PeerKind.NODE);
    }
    world.run(20_000);
    Ledger ledger = new Ledger(world);
    for (int i = 0; i < VALUES; i++) {
      ledger.put(world.machines().get(1 + i % NODES).peer(), "name" + i, "value");
      world.run(20);
    }
    world.run(5_000);
    Peer reader = world.machines().get(1).peer();
    done = 0;
    int before = world.messages();
    for (int i = 0; i < inFlight; i++) {
      getAgain(world, reader, i);
    }
    world.run(SECONDS * 1_000L);
    return (world.messages() - before) / (double) done;
  }

  private void getAgain(World world, Peer reader, int number) {
    reader
        .get("name" + number % VALUES, null)
        .then(
            found -> {
              assertThat(found).isNotNull();
              done++;
              world.after(0, () -> getAgain(world, reader, number + 1));
            },
            e -> assertThat(e).isNull());
  }
}
