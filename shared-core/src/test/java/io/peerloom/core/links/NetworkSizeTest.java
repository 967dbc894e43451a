package io.peerloom.core.links;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Rng;
import io.peerloom.core.connection.Link;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.support.TestLink;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** {@link NetworkSize}: one identity with many ids does not make a network look large. */
class NetworkSizeTest {
  private static NodeId id(Rng rng) {
    byte[] id = new byte[NodeId.BYTES];
    for (int i = 0; i < id.length; i++) {
      id[i] = (byte) rng.nextInt(256);
    }
    return new NodeId(id);
  }

  @Property(tries = 50)
  void growsWithTheNetwork(@ForAll int seed, @ForAll @IntRange(min = 2, max = 12) int doublings) {
    Rng rng = new Rng(seed);
    NodeId self = id(rng);
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < 1 << doublings; i++) {
      links.add(new TestLink(id(rng), i));
    }
    assertThat(NetworkSize.of(self, links)).isBetween(1 << (doublings - 2), 1 << (doublings + 5));
  }

  @Property(tries = 50)
  void idsOfOneIdentityAreOnePart(@ForAll int seed) {
    Rng rng = new Rng(seed);
    NodeId self = id(rng);
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      links.add(new TestLink(id(rng), i));
    }
    int before = NetworkSize.of(self, links);
    for (int i = 0; i < 256; i++) {
      links.add(new TestLink(id(rng), 100));
    }
    assertThat(NetworkSize.of(self, links)).isLessThanOrEqualTo(2 * before);
  }
}
