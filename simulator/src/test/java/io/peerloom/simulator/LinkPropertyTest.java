package io.peerloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.Peer;
import io.peerloom.core.api.LinkInfo;
import io.peerloom.core.base.Rng;
import io.peerloom.core.id.PeerKind;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.World;
import io.peerloom.simulator.network.NetworkModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Which links exist, over which transport, and how long they outlive the other end. */
class LinkPropertyTest {
  /** A world of peers that start one after the other. */
  private static World staggered(int seed, int nodes, int pages) {
    World world = FormationPropertyTest.world(seed, NetworkModel.INTERNET);
    Rng rng = new Rng(seed);
    for (int i = 0; i < nodes + pages; i++) {
      world.add(i < nodes ? PeerKind.NODE : PeerKind.BROWSER);
      world.run(rng.nextInt(4_000));
    }
    return world;
  }

  private static List<Machine> peers(World world) {
    List<Machine> peers = new ArrayList<>(world.machines());
    peers.remove(0);
    return peers;
  }

  /** Fails if a peer stops at two links. */
  @Property(tries = 100)
  @Label("Feature: dht-connection-recovery, Property 19: Minimum Connectivity: ≥ 3 direct")
  void discoveryGivesThreeLinksThoughSomeLeave(
      @ForAll int seed,
      @ForAll @IntRange(min = 3, max = 5) int nodes,
      @ForAll @IntRange(min = 2, max = 4) int pages) {
    World world = staggered(seed, nodes, pages);
    world.run(5_000);
    Machine gone = peers(world).get(Math.floorMod(seed, nodes + pages));
    gone.kill();
    world.run(30_000);
    for (Machine machine : peers(world)) {
      if (machine != gone) {
        assertThat(machine.peer()).as("machine %d", machine.number()).isNotNull();
        assertThat(machine.peer().links())
            .as("direct links of machine %d, a %s", machine.number(), machine.kind())
            .filteredOn(link -> !link.kind().equals("bridge"))
            .filteredOn(
                link -> link.transport().equals("websocket") || link.transport().equals("webrtc"))
            .hasSizeGreaterThanOrEqualTo(3);
      }
    }
  }

  /**
   * R9.6. Nobody can dial a browser peer, so the browser peer dials every node. Fails if a browser
   * peer sends a node an offer for WebRTC instead. Does not need invitations: the browser peers
   * want these links themselves.
   */
  @Property(tries = 100)
  @Label("Feature: dht-connection-recovery, Property 21: Browser–Node Connection Direction")
  void pagesDialServersAndSpeakWebRtcAmongThemselves(
      @ForAll int seed,
      @ForAll @IntRange(min = 1, max = 4) int nodes,
      @ForAll @IntRange(min = 1, max = 4) int pages,
      @ForAll boolean pagesFirst) {
    World world = FormationPropertyTest.world(seed, NetworkModel.INTERNET);
    for (int i = 0; i < nodes + pages; i++) {
      boolean first = i < (pagesFirst ? pages : nodes);
      world.add(first == pagesFirst ? PeerKind.BROWSER : PeerKind.NODE);
    }
    world.run(40_000);
    Map<String, Peer> byId = new LinkedHashMap<>();
    for (Machine machine : world.machines()) {
      byId.put(machine.peer().id(), machine.peer());
    }
    int acrossKinds = 0;
    for (Peer peer : byId.values()) {
      for (LinkInfo link : peer.links()) {
        boolean bothPages = peer.kind().equals("browser") && link.kind().equals("browser");
        assertThat(link.transport()).isEqualTo(bothPages ? "webrtc" : "websocket");
        assertThat(byId.get(link.id()).kind()).isEqualTo(link.kind());
        acrossKinds += peer.kind().equals("node") && link.kind().equals("browser") ? 1 : 0;
      }
    }
    assertThat(acrossKinds)
        .as("every browser peer is linked to every node")
        .isEqualTo(nodes * pages);
  }

  /**
   * A data channel does not report that the process at its other end was killed; its heartbeat
   * does, a minute later (R4.2).
   */
  @Property(tries = 100)
  @Label("Feature: dht-connection-recovery, Property 11: Timely Disconnection Cleanup: ≤ 5 s")
  void whoeverLeavesOrFallsIsInNobodysListsFiveSecondsLater(
      @ForAll int seed,
      @ForAll @IntRange(min = 2, max = 4) int nodes,
      @ForAll @IntRange(min = 1, max = 4) int pages,
      @ForAll boolean goodbye) {
    World world = staggered(seed, nodes, pages);
    world.run(20_000);
    Machine leaving = peers(world).get(Math.floorMod(seed, nodes + pages));
    String id = leaving.peer().id();
    if (goodbye) {
      leaving.peer().leave();
      assertThat(leaving.peer().links()).isEmpty();
    } else {
      leaving.kill();
    }
    world.run(5_000);
    assertThat(linkedTo(world, leaving, id))
        .filteredOn(transport -> goodbye || transport.equals("websocket"))
        .isEmpty();
    world.run(70_000);
    assertThat(linkedTo(world, leaving, id)).isEmpty();
  }

  /** The transports of the links that others have to that peer. */
  private static List<String> linkedTo(World world, Machine gone, String id) {
    List<String> transports = new ArrayList<>();
    for (Machine machine : world.machines()) {
      for (LinkInfo link : machine == gone ? List.<LinkInfo>of() : machine.peer().links()) {
        if (link.id().equals(id)) {
          transports.add(link.transport());
        }
      }
    }
    return transports;
  }
}
