package io.peerloom.core.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What a slow reader may cost, and that nobody waits behind a file. */
@Label("SendQueue")
class SendQueueTest {
  /** Remembers what was written. */
  private static final class Written implements Transport {
    final List<Lane> lanes = new ArrayList<>();
    final List<byte[]> writes = new ArrayList<>();

    @Override
    public void send(Lane lane, byte[] message) {
      lanes.add(lane);
      writes.add(message);
    }

    @Override
    public int bufferedBytes() {
      return 0;
    }

    @Override
    public void close(ErrorCode code, String reason) {}

    int bytes(Lane lane) {
      int bytes = 0;
      for (int i = 0; i < writes.size(); i++) {
        bytes += lanes.get(i) == lane ? writes.get(i).length : 0;
      }
      return bytes;
    }
  }

  private final SendQueue outbox = new SendQueue();
  private final Written written = new Written();

  @Example
  void framesOfOneTurnLeaveAsOneWrite() {
    for (int i = 0; i < 5; i++) {
      outbox.add(Lane.CONTROL, new byte[100], 0, true);
    }
    outbox.flush(written);
    assertThat(written.writes).hasSize(1);
    assertThat(new Frames().take(written.writes.get(0))).hasSize(5);
    outbox.flush(written);
    assertThat(written.writes).hasSize(1);
  }

  @Example
  void bulkStopsAtTheWindowAndControlDoesNot() {
    outbox.add(Lane.BULK, new byte[400 * 1024], 0, true);
    outbox.flush(written);
    assertThat(written.bytes(Lane.BULK))
        .isLessThanOrEqualTo(SendQueue.BULK_WINDOW_BYTES)
        .isGreaterThan(SendQueue.BULK_WINDOW_BYTES - 16 * 1024);
    int stopped = written.bytes(Lane.BULK);
    outbox.add(Lane.CONTROL, new byte[100], 0, true);
    outbox.flush(written);
    assertThat(written.bytes(Lane.CONTROL)).isEqualTo(100 + FrameHeader.BYTES);
    assertThat(written.bytes(Lane.BULK)).isEqualTo(stopped);
    outbox.credit(SendQueue.BULK_WINDOW_BYTES);
    outbox.flush(written);
    assertThat(written.bytes(Lane.BULK)).isGreaterThan(400 * 1024);
  }

  @Example
  void creditNobodyIsOwedDoesNotWidenTheWindow() {
    for (int i = 0; i < 100; i++) {
      outbox.credit(1 << 24);
    }
    outbox.add(Lane.BULK, new byte[500 * 1024], 0, true);
    outbox.flush(written);
    assertThat(written.bytes(Lane.BULK)).isLessThanOrEqualTo(SendQueue.BULK_WINDOW_BYTES);
  }

  /** Seen to fail without the reserve: the answer that a link is full was dropped, and credit. */
  @Example
  void aFullLinkHasRoomForShortAnswersOnly() {
    outbox.add(Lane.BULK, new byte[Limits.MAX_LINK_OUTPUT_BYTES - 1024], 1000, true);
    outbox.add(Lane.CONTROL, new byte[300], 1000, false);
    assertThatThrownBy(() -> outbox.add(Lane.CONTROL, new byte[300], 1000, true))
        .isInstanceOf(PeerloomException.class);
    assertThatThrownBy(() -> outbox.add(Lane.CONTROL, new byte[1024], 1000, false))
        .isInstanceOf(PeerloomException.class);
    outbox.add(Lane.CONTROL, new byte[300], 200 * 1024, false);
    assertThatThrownBy(
            () ->
                outbox.add(
                    Lane.CONTROL, new byte[300], Limits.LINK_OUTPUT_RESERVE_BYTES + 1024, false))
        .isInstanceOf(PeerloomException.class);
  }

  @Property(tries = 200)
  void whatWaitsIsBounded(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 1, max = 200_000) Integer> sizes,
      @ForAll @IntRange(max = 300_000) int buffered) {
    SendQueue outbox = new SendQueue();
    int accepted = 0;
    for (int size : sizes) {
      try {
        outbox.add(Lane.BULK, new byte[size], buffered, true);
        accepted += size;
      } catch (PeerloomException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.OVERLOADED);
        assertThat(accepted + buffered + size).isGreaterThan(Limits.MAX_LINK_OUTPUT_BYTES - 1024);
      }
      assertThat(accepted + buffered).isLessThanOrEqualTo(Limits.MAX_LINK_OUTPUT_BYTES);
    }
  }

  @Example
  void aRefusedMessageLeavesNoPartOfItselfBehind() {
    outbox.add(Lane.BULK, new byte[1000 * 1024], 0, true);
    assertThatThrownBy(() -> outbox.add(Lane.CONTROL, new byte[100 * 1024], 0, true))
        .isInstanceOf(PeerloomException.class);
    outbox.add(Lane.CONTROL, new byte[10], 0, true);
    outbox.flush(written);
    assertThat(written.bytes(Lane.CONTROL)).isEqualTo(10 + FrameHeader.BYTES);
  }
}
