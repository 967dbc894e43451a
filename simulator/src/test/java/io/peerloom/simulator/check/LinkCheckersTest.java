package io.peerloom.simulator.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.Probe;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.PlatformModel;
import io.peerloom.simulator.machine.World;
import io.peerloom.simulator.machine.WorldSettings;
import io.peerloom.simulator.network.NetworkModel;
import io.peerloom.simulator.network.Pipe;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;

/** Each checker of links accepts a network at rest, and finds what is wrong with it. */
class LinkCheckersTest {
  private final World world =
      new World(WorldSettings.of(1, NetworkModel.LAN).with(PlatformModel.QUICK));
  private final List<Machine> nodes = new ArrayList<>();

  private void settle(int count) {
    for (int i = 0; i < count; i++) {
      nodes.add(world.add(PeerKind.NODE));
    }
    world.run(120_000);
  }

  @Example
  void networkAtRestHasNoViolation() {
    settle(4);
    assertThat(LinkCheckers.violations(world)).isEmpty();
    assertThat(EveryPairLinked.violations(world)).isEmpty();
    assertThat(TablesConverge.violations(world)).isEmpty();
    assertThat(BoundedQueues.violations(world)).isEmpty();
  }

  /**
   * Found 13 times in {@code simultaneous-dials}, seed 2, where {@code LinkTable} accepted every
   * connection of a peer that was already linked and left the previous one open.
   */
  @Example
  void secondConnectionOfAPairIsSeen() {
    settle(3);
    Pipe.between(world.network(), nodes.get(0).host(), nodes.get(1).host(), false);
    world.run(15_000);
    assertThat(OneLinkPerPair.violations(world)).isEmpty();
    world.run(10_000);
    assertThat(OneLinkPerPair.violations(world))
        .containsExactly(
            "machines "
                + nodes.get(0).number()
                + " and "
                + nodes.get(1).number()
                + " have 2 connections");
  }

  @Example
  void linkThatOneEndHoldsAloneIsSeen() {
    settle(3);
    nodes.get(0).vanish();
    assertThat(LinksAgree.violations(world)).isNotEmpty();
    world.run(80_000);
    assertThat(LinksAgree.violations(world)).isEmpty();
  }

  @Example
  void peersWithoutLinksAreSeen() {
    settle(4);
    for (int i = 0; i < nodes.size(); i++) {
      nodes.get(i).partition(i + 1);
      nodes.get(i).loseLinks();
    }
    world.run(1_000);
    assertThat(EveryPairLinked.violations(world)).hasSize(12);
    nodes.forEach(node -> node.partition(0));
    assertThat(EnoughLinks.violations(world))
        .hasSize(nodes.size() + 1)
        .anyMatch(each -> each.contains("has 0 links of 3"));
  }

  @Example
  void linkThatTheTableMissesIsSeen() {
    settle(3);
    Probe probe = new Probe(nodes.get(0).peer());
    NodeId other = new Probe(nodes.get(1).peer()).id();
    probe.forget(other);
    assertThat(TablesConverge.violations(world))
        .contains(probe.id() + " has a link to " + other + " its table misses");
  }

  @Example
  void bytesThatPileUpAreSeen() {
    settle(2);
    Pipe pipe = nodes.get(0).host().pipes().get(0);
    for (Machine machine : world.machines()) {
      machine.partition(machine.number() + 1);
    }
    for (int i = 0; i < 20; i++) {
      pipe.send(Lane.BULK, new byte[64 * 1024]);
    }
    assertThat(BoundedQueues.violations(world)).hasSize(1);
  }
}
