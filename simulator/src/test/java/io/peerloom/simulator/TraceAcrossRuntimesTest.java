package io.peerloom.simulator;

import static org.junit.Assert.assertEquals;

import io.peerloom.core.id.PeerKind;
import io.peerloom.simulator.machine.World;
import io.peerloom.simulator.network.NetworkModel;
import io.peerloom.simulator.workload.Ledger;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.teavm.junit.TeaVMTestRunner;

/**
 * One seed gives one run, byte for byte, on the JVM and in compiled JavaScript: sixteen peers form
 * a network with latency and loss, publish, lose a node and get it back.
 *
 * <p>The hashes were taken from the JVM. They change whenever the protocol or a decision changes;
 * take the new ones from the failure of this test on the JVM, and both runtimes must agree again.
 */
@RunWith(TeaVMTestRunner.class)
public class TraceAcrossRuntimesTest {
  @Test
  public void seedSevenOnTheInternet() {
    assertEquals("7b48c2d9f9207a81", run(7, NetworkModel.INTERNET));
  }

  @Test
  public void seedTwelveOnTheLan() {
    assertEquals("0e0a1e23029f4dc0", run(12, NetworkModel.LAN));
  }

  private static String run(int seed, NetworkModel model) {
    World world = new World(seed, model, line -> {});
    for (int i = 0; i < 16; i++) {
      world.add(i % 3 == 0 ? PeerKind.NODE : PeerKind.BROWSER);
    }
    world.run(8_000);
    Ledger ledger = new Ledger(world);
    for (int i = 1; i <= 16; i++) {
      ledger.publish(world.machines().get(i).peer(), "news", "from " + i);
      ledger.put(world.machines().get(i).peer(), "name" + i, "value " + i);
    }
    world.machines().get(1).kill();
    world.run(4_000);
    world.machines().get(1).start();
    world.run(8_000);
    return world.traceHash();
  }
}
