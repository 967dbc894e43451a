package io.peerloom.core.direct;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever frames of streams a linked peer sends, they are taken or refused with a code, and no
 * stream holds more than its window.
 */
public class StreamsFuzz {
  private static final class Ends extends StreamEnds {}

  /** Conversations: frames, each after its length; one of no bytes is a read of the other end. */
  public static List<byte[]> seeds() {
    byte[] text = Bytes.utf8("some text");
    byte[] open = frame(Streams.OPEN, true, 1, 0, Streams.NOTHING);
    byte[] data = frame(Streams.DATA, true, 1, 0, text);
    byte[] more = frame(Streams.DATA, true, 1, text.length, new byte[100]);
    byte[] end = frame(Streams.END, true, 1, text.length, Streams.NOTHING);
    byte[] read = {0};
    return List.of(
        Bytes.concat(open, data, more, read),
        Bytes.concat(open, data, read, end, read),
        Bytes.concat(open, frame(Streams.CREDIT, true, 1, 1 << 20, Streams.NOTHING), data),
        Bytes.concat(open, read, frame(Streams.RESET, true, 1, 0, Streams.NOTHING)),
        Bytes.concat(open, frame(Streams.STOP, true, 1, 0, Streams.NOTHING), open, data),
        Bytes.concat(
            frame(Streams.DATA, false, 1, 0, text),
            frame(Streams.CREDIT, false, 1, 1 << 20, Streams.NOTHING),
            frame(Streams.END, false, 1, text.length, Streams.NOTHING)));
  }

  private static byte[] frame(int kind, boolean fromOpener, int number, int value, byte[] bytes) {
    byte[] head = {(byte) (9 + bytes.length), (byte) (kind + (fromOpener ? 128 : 0))};
    return Bytes.concat(head, Bytes.ofInt(number), Bytes.ofInt(value), bytes);
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "10m")
  public void framesAreTakenOrRefused(byte[] input) {
    Ends ends = new Ends();
    ends.right.streams.open(ends.left.id);
    ends.env.pass(100);
    int at = 0;
    while (at < input.length) {
      int end = Math.min(input.length, at + 1 + (input[at] & 0xff));
      byte[] frame = Bytes.slice(input, at + 1, end);
      at = end;
      try {
        if (frame.length > 0) {
          ends.right.streams.receive(ends.left.proved(), frame);
        } else if (!ends.right.taken.isEmpty()) {
          ends.accepted().read();
        }
      } catch (PeerloomException refused) {
        assertThat(refused.code()).isNotEqualTo(ErrorCode.INTERNAL);
      }
      ends.env.pass(50);
      for (ByteStream stream : ends.right.taken) {
        assertThat(stream.unreadBytes()).isBetween(0, ByteStream.WINDOW_BYTES);
      }
      assertThat(ends.right.streams.size()).isLessThanOrEqualTo(1 + Limits.MAX_STREAMS);
    }
  }
}
