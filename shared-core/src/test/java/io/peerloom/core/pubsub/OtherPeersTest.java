package io.peerloom.core.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Owner;
import io.peerloom.core.id.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/** Who is listed, by what members report. */
@Label("OtherPeers")
class OtherPeersTest {
  private static final NodeId FIRST = id(10_001);
  private static final NodeId SECOND = id(10_002);
  private static final NodeId PEER = id(1);
  private static final Owner OWNER = Owner.of(Bytes.wrap(new byte[] {1}));
  private static final long NOW = 1_700_000_000_000L;

  private final List<String> changes = new ArrayList<>();
  private final Set<NodeId> linked = new TreeSet<>();
  private final OtherPeers others =
      new OtherPeers(linked::contains, change -> changes.add(change.type()));

  private static NodeId id(int number) {
    byte[] id = new byte[NodeId.BYTES];
    id[0] = (byte) (number >> 8);
    id[1] = (byte) number;
    return new NodeId(id);
  }

  private void add(NodeId member, NodeId peer, TopicItem entry, Owner owner) {
    others.add(member, entry, OtherPeers.content(0, peer, new byte[] {0}), owner);
  }

  /** Fails if whoever a member that is no longer asked lists comes and goes at once. */
  @Example
  void whoIsLostIsBackOnceAnAskedMemberListsIt() {
    TopicItem entry = Items.item(1, 1, NOW);
    add(FIRST, PEER, entry, OWNER);
    others.lost(FIRST, entry.id());
    others.settle(List.of(FIRST));
    assertThat(changes).containsExactly("join", "leave");
    add(SECOND, PEER, entry, OWNER);
    others.settle(List.of(FIRST));
    assertThat(changes).as("nobody asks the second").hasSize(2);
    others.settle(List.of(FIRST, SECOND));
    assertThat(changes).containsExactly("join", "leave", "join");
    others.lost(SECOND, entry.id());
    linked.add(PEER);
    others.settle(List.of(FIRST, SECOND));
    assertThat(changes).as("linked to it").hasSize(3);
    linked.clear();
    others.settle(List.of(FIRST, SECOND));
    assertThat(changes).endsWith("leave");
    assertThat(others.present()).isEmpty();
  }

  @Example
  void aMemberDoesNotVouchForItself() {
    TopicItem entry = Items.item(1, 1, NOW);
    add(FIRST, FIRST, entry, OWNER);
    add(SECOND, FIRST, entry, OWNER);
    others.lost(SECOND, entry.id());
    others.settle(List.of(FIRST, SECOND));
    assertThat(changes).containsExactly("join", "leave");
  }

  /** Both links may have ended for a moment. */
  @Example
  void nobodyLeavesWhereNobodyIsAsked() {
    TopicItem entry = Items.item(1, 1, NOW);
    add(FIRST, SECOND, entry, OWNER);
    others.lost(FIRST, entry.id());
    others.settle(List.of());
    assertThat(changes).containsExactly("join");
    others.settle(List.of(FIRST));
    assertThat(changes).containsExactly("join", "leave");
  }

  @Example
  void oneWhoFillsTheListGivesWayToOthers() {
    for (int i = 0; i <= OtherPeers.MAX; i++) {
      add(FIRST, id(i), Items.item(i, 1, NOW), OWNER);
    }
    assertThat(others.present()).hasSize(OtherPeers.MAX);
    NodeId late = id(9_000);
    add(FIRST, late, Items.item(9_000, 1, NOW), Owner.of(Bytes.wrap(new byte[] {2})));
    assertThat(others.present())
        .hasSize(OtherPeers.MAX)
        .anyMatch(change -> change.id().equals(late));
    assertThat(changes).endsWith("leave", "join");
    others.expire(Long.MAX_VALUE);
    assertThat(others.present()).isEmpty();
  }
}
