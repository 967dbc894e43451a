package io.peerloom.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Limits;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.wire.HolderSet;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The state of a slot")
class SlotStateTest {
  private static final long UNTIL = 120_000;
  private static final long LIFE = Limits.MAX_TTL_SECONDS * 1000L;

  private final HolderSet holders =
      new HolderSet(2, 3, List.of(new NodeId(new byte[NodeId.BYTES])), List.of());
  private final SlotState promised = SlotState.EMPTY.promised(2, 9, UNTIL);

  @Test
  void promisesOutliveWhatTheyKeepOut() {
    SlotState later = promised.ofNone(UNTIL + LIFE - 1);

    assertThat(later.mayPromise(2, 8)).isFalse();
    assertThat(later.mayAccept(2, 8)).isFalse();
    assertThat(later.mayPromise(2, 10)).isTrue();
    assertThat(promised.ofNone(UNTIL + LIFE).mayPromise(2, 8)).isTrue();
  }

  @Test
  void copiesPassAfterTwoMinutes() {
    assertThat(promised.mayAcceptOutsideBallot(2, 8, UNTIL - 1)).isFalse();
    assertThat(promised.mayAcceptOutsideBallot(2, 8, UNTIL)).isTrue();
  }

  @Test
  void holdersBelowThePromiseCountLeast() {
    SlotState copied = promised.accepted(2, 3, 0, holders);

    assertThat(copied.holders().namesSame(holders)).isTrue();
    assertThat(copied.holders().isNewerThan(HolderSet.NONE)).isFalse();
  }
}
