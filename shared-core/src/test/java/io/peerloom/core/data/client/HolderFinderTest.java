package io.peerloom.core.data.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/** Whether those that are named as holders can be the closest there are. */
@Label("HolderFinder")
class HolderFinderTest {
  private static final Key KEY = new Key(new byte[Key.BYTES]);
  private static final int SIZE = 1_000;

  /** Of {@link #SIZE} peers at equal distances from each other, those from one rank on. */
  private static List<NodeId> from(int rank, int count) {
    List<NodeId> ids = new ArrayList<>();
    for (int i = rank; i < rank + count; i++) {
      byte[] id = new byte[NodeId.BYTES];
      byte[] share = Bytes.bigEndian((long) ((i + 1.0) / SIZE * 0x1p62) << 2);
      System.arraycopy(share, 0, id, 0, share.length);
      ids.add(new NodeId(id));
    }
    return ids;
  }

  @Example
  void nearCandidatesAreNearWhereSomeWereMissed() {
    assertThat(HolderFinder.areNear(KEY, from(0, 24), SIZE)).isTrue();
    assertThat(HolderFinder.areNear(KEY, from(0, 24), 3 * SIZE)).isTrue();
    assertThat(HolderFinder.areNear(KEY, from(3, 24), SIZE)).isTrue();
    assertThat(HolderFinder.areNear(KEY, from(0, 3), SIZE)).isTrue();
  }

  @Example
  void thoseBehindManyOthersAreNot() {
    assertThat(HolderFinder.areNear(KEY, from(10, 24), SIZE)).isFalse();
    List<NodeId> oneOfThem = from(0, 1);
    oneOfThem.addAll(from(12, 20));
    assertThat(HolderFinder.areNear(KEY, oneOfThem, SIZE)).isFalse();
    assertThat(HolderFinder.areNear(KEY, from(0, 1), SIZE)).isTrue();
    assertThat(HolderFinder.areNear(KEY, List.of(), SIZE)).isFalse();
  }

  /** Seen among liars: those closest lied, and returned accomplices far behind them. */
  @Example
  void closestThatConcealWhoComesAfterThemAreNotAllThereAre() {
    List<NodeId> liars = from(0, 5);
    liars.addAll(from(25, 19));
    assertThat(HolderFinder.areNear(KEY, liars, SIZE)).isFalse();
    assertThat(HolderFinder.areNear(KEY, from(0, 5), SIZE)).isTrue();
  }

  @Example
  void whoIsAloneIsNear() {
    assertThat(HolderFinder.areNear(KEY, from(SIZE - 1, 1), 1)).isTrue();
    assertThat(HolderFinder.areNear(KEY, List.of(), 1)).isTrue();
  }
}
