package io.peerloom.core.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Owner;
import io.peerloom.core.crypto.ProvedPeer;
import io.peerloom.core.id.NodeId;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/**
 * {@link ReplayGuard}. Seen to fail with the oldest window evicted instead of the largest
 * identity's.
 */
class ReplayGuardTest {
  private static final long START = 1_000_000_000;

  private final ReplayGuard guard = new ReplayGuard();
  private long now = START;

  private static ProvedPeer peer(int number, int identity) {
    byte[] id = new byte[NodeId.BYTES];
    System.arraycopy(Bytes.bigEndian(number), 0, id, 0, 8);
    Owner owner =
        new Owner(List.of(Bytes.wrap(new byte[1]), Bytes.wrap(Bytes.bigEndian(identity))));
    return new ProvedPeer(new NodeId(id), new byte[65], new byte[32], null, owner);
  }

  private boolean isNew(ProvedPeer from, int trace, long sentAt) {
    return guard.isNew(from, Bytes.bigEndian(trace), sentAt, now, now - START);
  }

  @Property(tries = 50)
  void replaysAreRefusedAsLongAsTheirDatesAreValid(
      @ForAll @IntRange(max = 600) int seconds,
      @ForAll @IntRange(min = -300, max = 300) int ahead,
      @ForAll @IntRange(max = 400) int between) {
    ReplayGuard fresh = new ReplayGuard();
    long sentAt = START + ahead * 1000L;
    byte[] trace = Bytes.bigEndian(-1);
    assertThat(fresh.isNew(peer(1, 1), trace, sentAt, START, 0)).isTrue();
    for (int i = 0; i < between; i++) {
      long at = seconds * 1000L * i / between;
      fresh.isNew(peer(1, 1), Bytes.bigEndian(i), START + at, START + at, at);
    }
    long millis = seconds * 1000L;
    assertThat(fresh.isNew(peer(1, 1), trace, sentAt, START + millis, millis)).isFalse();
  }

  @Test
  void honestRequestsOvertakeEachOther() {
    ProvedPeer peer = peer(1, 1);
    assertThat(isNew(peer, 1, now - 500)).isTrue();
    assertThat(isNew(peer, 2, now - 3_000)).isTrue();
    now += 4_000;
    assertThat(isNew(peer, 3, now - 8_000)).isTrue();
  }

  /** A clock that ran four minutes ahead is set right. */
  @Test
  void clockSetBackIsNoReplay() {
    ProvedPeer peer = peer(1, 1);
    assertThat(isNew(peer, 1, now + 240_000)).isTrue();
    now += 30_000;
    assertThat(isNew(peer, 2, now)).isTrue();
    assertThat(isNew(peer, 1, START + 240_000)).isFalse();
  }

  @Test
  void floodEvictsNoWindowOfOthers() {
    assertThat(isNew(peer(0, 0), 1, now)).isTrue();
    for (int i = 1; i < 4 * Limits.MAX_ROUTED_SENDERS; i++) {
      isNew(peer(i, 1 + i % 3), i, now + 300_000);
    }
    assertThat(isNew(peer(0, 0), 1, now)).isFalse();
    assertThat(isNew(peer(-1, 7), 1, now)).isTrue();
  }
}
