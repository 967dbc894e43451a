package io.peerloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.id.PeerKind;
import io.peerloom.simulator.check.EnoughLinks;
import io.peerloom.simulator.check.LinksAgree;
import io.peerloom.simulator.check.OneLinkPerPair;
import io.peerloom.simulator.cli.PlatformSha256;
import io.peerloom.simulator.machine.World;
import io.peerloom.simulator.machine.WorldSettings;
import io.peerloom.simulator.network.NetworkModel;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Networks form whatever the order of starts, on a network as slow and lossy as the Internet. */
class FormationPropertyTest {
  /** Fails if a peer stops at two links, or tries again only after 60 s. */
  @Property(tries = 100)
  @Label(
      "Feature: dht-connection-recovery, Property 1: Startup Connection Success: ≥ 3 links within"
          + " 30 s")
  void everybodyHasThreeLinksWithinThirtySeconds(
      @ForAll int seed,
      @ForAll @IntRange(min = 1, max = 8) int nodes,
      @ForAll @IntRange(min = 0, max = 8) int pages) {
    World world = network(seed, nodes, pages);
    world.run(30_000);
    assertThat(EnoughLinks.violations(world)).isEmpty();
  }

  /**
   * Fails if {@code LinkTable} accepts every connection of a peer that is already linked and leaves
   * the previous one open.
   */
  @Property(tries = 100)
  @Label(
      "Feature: dht-connection-recovery, Property 20: Perfect Negotiation Conflict Resolution, both"
          + " transports")
  void simultaneousDialsEndWithOneLinkForEachPair(
      @ForAll int seed,
      @ForAll @IntRange(min = 2, max = 6) int nodes,
      @ForAll @IntRange(min = 2, max = 6) int pages) {
    World world = network(seed, nodes, pages);
    world.run(40_000);
    assertThat(OneLinkPerPair.violations(world)).isEmpty();
    assertThat(LinksAgree.violations(world)).isEmpty();
  }

  /** A world without peers yet, with the platform's fast hash. */
  static World world(int seed, NetworkModel model) {
    return new World(WorldSettings.of(seed, model).with(new PlatformSha256()));
  }

  static World network(int seed, int nodes, int pages) {
    World world = world(seed, NetworkModel.INTERNET);
    for (int i = 0; i < nodes; i++) {
      world.add(PeerKind.NODE);
    }
    for (int i = 0; i < pages; i++) {
      world.add(PeerKind.BROWSER);
    }
    return world;
  }
}
