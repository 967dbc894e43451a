package io.peerloom.core.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Rng;
import io.peerloom.core.wire.MessageCodec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever the two lanes do to each other, each delivers its messages whole and in order. */
@Label("Frames")
class FramesTest {
  @Property(tries = 200)
  void messagesComeOutWholeInTheOrderOfTheirLane(
      @ForAll @Size(max = 8) List<@IntRange(min = 1, max = 60_000) Integer> control,
      @ForAll @Size(max = 8) List<@IntRange(min = 1, max = 60_000) Integer> bulk,
      @ForAll int seed) {
    Rng rng = new Rng(seed);
    List<byte[]> sentControl = messages(control, rng);
    List<byte[]> sentBulk = messages(bulk, rng);
    ArrayDeque<byte[]> controlFrames = frames(Lane.CONTROL, sentControl);
    ArrayDeque<byte[]> bulkFrames = frames(Lane.BULK, sentBulk);
    List<byte[]> arrived = new ArrayList<>();
    Frames frames = new Frames();
    while (!controlFrames.isEmpty() || !bulkFrames.isEmpty()) {
      List<byte[]> batch = new ArrayList<>();
      for (int i = rng.nextInt(5); i >= 0; i--) {
        ArrayDeque<byte[]> lane = rng.chance(500) ? controlFrames : bulkFrames;
        if (!lane.isEmpty()) {
          batch.add(lane.poll());
        }
      }
      if (!batch.isEmpty()) {
        arrived.addAll(frames.take(Bytes.concat(batch.toArray(new byte[0][]))));
      }
    }
    assertThat(arrived).hasSize(sentControl.size() + sentBulk.size());
    assertThat(ofLane(arrived, 0)).isEqualTo(wrapped(sentControl));
    assertThat(ofLane(arrived, 1)).isEqualTo(wrapped(sentBulk));
  }

  /** The first byte of each message says its lane, so that the two can be told apart at the end. */
  private static List<Bytes> ofLane(List<byte[]> messages, int lane) {
    return wrapped(messages.stream().filter(message -> message[0] == lane).toList());
  }

  private static List<Bytes> wrapped(List<byte[]> messages) {
    return messages.stream().map(Bytes::wrap).toList();
  }

  private static ArrayDeque<byte[]> frames(Lane lane, List<byte[]> messages) {
    ArrayDeque<byte[]> frames = new ArrayDeque<>();
    for (byte[] message : messages) {
      message[0] = (byte) (lane == Lane.BULK ? 1 : 0);
      frames.addAll(Frames.cut(lane, message));
    }
    return frames;
  }

  private static List<byte[]> messages(List<Integer> sizes, Rng rng) {
    List<byte[]> messages = new ArrayList<>();
    for (int size : sizes) {
      byte[] message = new byte[size];
      rng.nextBytes(message);
      messages.add(message);
    }
    return messages;
  }

  @Example
  void nothingIsNoMessage() {
    assertThatThrownBy(() -> new Frames().take(new byte[0]))
        .isInstanceOfSatisfying(
            PeerloomException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
  }

  @Property
  void anyBytesAreTakenOrRefusedWithACode(@ForAll List<@Size(max = 60) byte[]> writes) {
    Frames frames = new Frames();
    try {
      for (byte[] write : writes) {
        frames.take(write);
      }
    } catch (PeerloomException e) {
      assertThat(e.code()).isIn(ErrorCode.INVALID_REQUEST, ErrorCode.TOO_LARGE);
    }
  }

  @Example
  void hostileFramesAreRefused() {
    assertRefused(ErrorCode.INVALID_REQUEST, "00");
    assertRefused(ErrorCode.INVALID_REQUEST, "0000");
    assertRefused(ErrorCode.INVALID_REQUEST, "000000");
    assertRefused(ErrorCode.INVALID_REQUEST, "000002aa");
    assertRefused(ErrorCode.INVALID_REQUEST, "040001aa");
    assertRefused(ErrorCode.INVALID_REQUEST, "800001aa");
    assertRefused(ErrorCode.INVALID_REQUEST, "000001aa00");
    assertRefused(ErrorCode.INVALID_REQUEST, "003ffe" + "00".repeat(0x3ffe));
    assertThat(new Frames().take(Bytes.fromHex("003ffd" + "00".repeat(0x3ffd)))).hasSize(1);
  }

  private static void assertRefused(ErrorCode code, String hex) {
    assertThatThrownBy(() -> new Frames().take(Bytes.fromHex(hex)))
        .isInstanceOfSatisfying(PeerloomException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Example
  void aMessageOfTheGreatestSizePassesAndOneByteMoreDoesNot() {
    byte[] greatest = new byte[MessageCodec.MAX_MESSAGE_BYTES];
    for (Lane lane : Lane.values()) {
      assertThat(takeAll(new Frames(), Frames.cut(lane, greatest))).hasSize(1);
      List<byte[]> tooMuch = Frames.cut(lane, new byte[greatest.length + 1]);
      assertThatThrownBy(() -> takeAll(new Frames(), tooMuch))
          .isInstanceOfSatisfying(
              PeerloomException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE));
    }
  }

  @Example
  void aMessageInFramesOfOneByteIsBoundedToo() {
    Frames frames = new Frames();
    byte[] write = new byte[4 * 8 * 1024];
    for (int at = 0; at < write.length; at += 4) {
      write[at] = 2;
      write[at + 2] = 1;
    }
    for (int taken = 8 * 1024; taken < MessageCodec.MAX_MESSAGE_BYTES; taken += 8 * 1024) {
      assertThat(frames.take(write)).isEmpty();
    }
    assertThat(frames.take(Bytes.slice(write, 0, write.length - 4))).isEmpty();
    byte[] last = {0, 0, 1, 9};
    assertThat(frames.take(last).get(0)).hasSize(MessageCodec.MAX_MESSAGE_BYTES).endsWith(9);
    assertThat(frames.take(last).get(0)).containsExactly(9);
  }

  @Example
  void bulkBytesAreCountedForCreditOnce() {
    Frames frames = new Frames();
    takeAll(frames, Frames.cut(Lane.BULK, new byte[20_000]));
    takeAll(frames, Frames.cut(Lane.CONTROL, new byte[20_000]));
    assertThat(frames.takenBulkBytes()).isEqualTo(20_000 + 2 * FrameHeader.BYTES);
    assertThat(frames.takenBulkBytes()).isZero();
  }

  private static List<byte[]> takeAll(Frames frames, List<byte[]> cut) {
    List<byte[]> complete = new ArrayList<>();
    for (byte[] frame : cut) {
      complete.addAll(frames.take(frame));
    }
    return complete;
  }
}
