package io.peerloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.api.LinkInfo;
import io.peerloom.core.id.PeerKind;
import io.peerloom.simulator.check.EnoughLinks;
import io.peerloom.simulator.check.LinkCheckers;
import io.peerloom.simulator.cli.PlatformSha256;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.PlatformModel;
import io.peerloom.simulator.machine.World;
import io.peerloom.simulator.machine.WorldListener;
import io.peerloom.simulator.machine.WorldSettings;
import io.peerloom.simulator.network.NetworkModel;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * A network of browser peers that newcomers can join only through a bootstrap server: they can dial
 * neither a bridge nor each other, so offer and answer travel with the admission (DESIGN 15, R9.4).
 */
class PagesOnlyTest {
  @Property(tries = 100)
  void newcomersWithoutABridgeGetThreeLinksIn30Seconds(
      @ForAll int seed,
      @ForAll @IntRange(min = 3, max = 6) int first,
      @ForAll @IntRange(min = 1, max = 10) int later) {
    World world = FormationPropertyTest.network(seed, 0, first);
    world.run(20_000);
    shutBridges(world);
    for (int i = 0; i < later; i++) {
      world.add(PeerKind.BROWSER);
    }
    world.run(30_000);
    List<String> violations = new ArrayList<>();
    violations.addAll(LinkCheckers.violations(world));
    assertThat(violations).isEmpty();
    for (Machine newcomer : world.machines().subList(1 + first, 1 + first + later)) {
      assertThat(newcomer.peer().links()).extracting(LinkInfo::kind).containsOnly("browser");
    }
  }

  @Property(tries = 100)
  void offersThatAreLostAreMadeAgain(@ForAll int seed) {
    World world =
        new World(
            WorldSettings.of(seed, NetworkModel.INTERNET)
                .with(PlatformModel.SLOW)
                .with(new PlatformSha256())
                .withChaos(50));
    world.addListener(
        new WorldListener() {
          @Override
          public void joinFailed(Machine machine) {
            machine.kill();
            world.after(5_000, machine::start);
          }
        });
    for (int i = 0; i < 5; i++) {
      world.add(PeerKind.BROWSER);
    }
    world.run(30_000);
    shutBridges(world);
    for (int i = 0; i < 5; i++) {
      world.add(PeerKind.BROWSER);
    }
    world.run(120_000);
    List<String> violations = new ArrayList<>();
    violations.addAll(EnoughLinks.violations(world));
    assertThat(violations).isEmpty();
  }

  private static void shutBridges(World world) {
    for (Machine machine : world.machines()) {
      if (machine.kind() == PeerKind.BRIDGE) {
        machine.serversOnly();
      }
    }
  }
}
