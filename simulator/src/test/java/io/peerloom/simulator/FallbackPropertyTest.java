package io.peerloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.Peer;
import io.peerloom.core.id.PeerKind;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.World;
import io.peerloom.simulator.network.NetworkModel;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A peer whose contacts are all gone finds others only through a bootstrap server (R7.1). */
class FallbackPropertyTest {
  @Property(tries = 100)
  @Label("Feature: dht-connection-recovery, Property 16: Bootstrap Fallback")
  void peerThatLostAllContactsFindsOthersByBootstrap(
      @ForAll int seed,
      @ForAll @IntRange(min = 1, max = 4) int before,
      @ForAll @IntRange(min = 1, max = 4) int after,
      @ForAll boolean page,
      @ForAll @IntRange(min = 5_000, max = 60_000) int alone) {
    World world = FormationPropertyTest.world(seed, NetworkModel.INTERNET);
    Machine survivor = world.add(page ? PeerKind.BROWSER : PeerKind.NODE);
    List<Machine> lost = new ArrayList<>();
    for (int i = 0; i < before; i++) {
      lost.add(world.add(PeerKind.NODE));
    }
    world.run(20_000);
    String id = survivor.peer().id();
    lost.forEach(Machine::kill);
    if (!page) {
      // A node keeps its link to the bridge, which would return it to all newcomers.
      world.machines().get(0).kill();
    }
    world.run(alone);
    assertThat(others(survivor.peer())).isEmpty();

    if (!page) {
      world.machines().get(0).start();
    }
    List<Machine> strangers = new ArrayList<>();
    for (int i = 0; i < after; i++) {
      strangers.add(world.add(PeerKind.NODE));
    }
    world.run(60_000);
    assertThat(survivor.peer().id()).as("the same peer as before").isEqualTo(id);
    assertThat(others(survivor.peer()))
        .containsExactlyInAnyOrderElementsOf(
            strangers.stream().map(machine -> machine.peer().id()).toList());
  }

  private static List<String> others(Peer peer) {
    return peer.links().stream()
        .filter(link -> !link.kind().equals("bridge"))
        .map(link -> link.id())
        .toList();
  }
}
