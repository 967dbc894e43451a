package io.peerloom.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Rng;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.routing.RoutingTable;
import io.peerloom.core.support.CheapNetwork;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.wire.ContactInfo;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Who of those linked is a holder of a record. */
@Label("RecordService")
class RecordServiceTest {
  private static final CheapNetwork NETWORK = new CheapNetwork(1);
  private static final Identity BRIDGE = NETWORK.bridge("ws://bridge");

  private static ContactInfo page(Rng rng) {
    byte[] id = new byte[NodeId.BYTES];
    rng.nextBytes(id);
    return new ContactInfo(new NodeId(id), PeerKind.BROWSER, true, List.of());
  }

  /** Pages with few links are linked to some that are far from the key, and hold old copies. */
  @Property(tries = 100)
  void linkedPeersBehindEightCloserOnesAreNoHolders(
      @ForAll int seed, @ForAll @IntRange(min = 1, max = 18) int known) {
    TestEnv env = new TestEnv(seed);
    Rng rng = new Rng(seed);
    RoutingTable table = new RoutingTable(BRIDGE.id(), rng);
    RecordService holder = new RecordService(env, NETWORK.authority(env), BRIDGE, null, table);
    Key key = new Key(page(rng).id().bytes());
    List<ContactInfo> all = new ArrayList<>();
    for (int i = 0; i < known; i++) {
      all.add(page(rng));
      table.heardOf(all.get(i), 0);
    }
    all.sort((a, b) -> key.compareDistance(a.id(), b.id()));
    List<NodeId> linked = new ArrayList<>();
    for (int i = 0; i < known; i += 3) {
      table.linked(all.get(i), 0);
      linked.add(all.get(i).id());
    }
    List<NodeId> holders = linked.subList(0, Math.min(3, linked.size()));
    assertThat(holder.neighbourhood().nearestKnown(key)).isEqualTo(holders);
    // Those that cannot be reached take nobody's place.
    all.forEach(contact -> table.failed(contact.id(), 0));
    assertThat(holder.neighbourhood().nearestKnown(key)).isEqualTo(linked);
  }
}
