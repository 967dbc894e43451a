package io.peerloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.api.LinkInfo;
import io.peerloom.core.id.PeerKind;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.Traits;
import io.peerloom.simulator.machine.World;
import io.peerloom.simulator.network.NatKind;
import io.peerloom.simulator.network.NetworkModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Which peers a browser peer can reach from behind each kind of NAT (R1.5). */
class NatPropertyTest {
  /** Which pairs got a data channel through real NATs, stated independently of the model. */
  private static final Map<NatKind, Set<NatKind>> REACHABLE =
      Map.of(
          NatKind.OPEN, Set.of(NatKind.OPEN, NatKind.CONE, NatKind.SYMMETRIC),
          NatKind.CONE, Set.of(NatKind.OPEN, NatKind.CONE),
          NatKind.SYMMETRIC, Set.of(NatKind.OPEN),
          NatKind.UDP_BLOCKED, Set.of());

  /**
   * Where they do not, a node relays. Fails if the model lets another pair connect, and if a peer
   * makes no offer.
   */
  @Property(tries = 100)
  @Label(
      "Feature: dht-connection-recovery, Property 4: NAT Traversal Coordination: bootstrap for"
          + " WebSocket, STUN for WebRTC")
  void browserPeersLinkDirectlyWhereTheirNatsAllow(
      @ForAll int seed,
      @ForAll @IntRange(min = 1, max = 4) int nodes,
      @ForAll @Size(min = 1, max = 5) List<NatKind> nats) {
    World world = FormationPropertyTest.world(seed, NetworkModel.INTERNET);
    for (int i = 0; i < nodes; i++) {
      world.add(PeerKind.NODE);
    }
    List<Machine> pages = new ArrayList<>();
    for (NatKind nat : nats) {
      pages.add(world.add(Traits.of(PeerKind.BROWSER).with(nat)));
    }
    world.run(60_000);
    for (Machine page : pages) {
      assertThat(page.peer().links())
          .filteredOn(link -> link.kind().equals("node"))
          .hasSize(nodes)
          .allMatch(link -> link.transport().equals("websocket"));
      for (Machine other : pages) {
        if (page != other) {
          boolean reachable = REACHABLE.get(page.traits().nat()).contains(other.traits().nat());
          Optional<LinkInfo> link =
              page.peer().links().stream()
                  .filter(each -> each.id().equals(other.peer().id()))
                  .findFirst();
          assertThat(link.map(LinkInfo::transport))
              .as("%s to %s", page.traits().nat(), other.traits().nat())
              .isEqualTo(Optional.of(reachable ? "webrtc" : "relay"));
        }
      }
    }
  }
}
