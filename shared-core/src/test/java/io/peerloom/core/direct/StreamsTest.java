package io.peerloom.core.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.ProvedPeer;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/** What streams promise, and what they refuse. */
@Label("Streams")
class StreamsTest extends StreamEnds {
  @Example
  void bothWaysEndByThemselves() {
    ByteStream here = open();
    ByteStream there = accepted();
    assertThat(there.peer()).isEqualTo(left.id);
    here.write(pattern(100));
    Promise<Void> ended = here.end();
    assertThat(readAll(there)).isEqualTo(pattern(100));
    assertThat(ended.isDone() && !ended.isFailed()).isTrue();
    there.write(pattern(70_000));
    there.end();
    assertThat(readAll(here)).isEqualTo(pattern(70_000));
    env.pass(1_000);
    assertThat(left.streams.size() + right.streams.size()).isZero();
  }

  /** As with a length of its own in front. */
  @Example
  void placesAreFreeOnceAllIsReadThoughNobodyReadsTheEnd() {
    ByteStream here = open();
    here.write(pattern(100));
    here.end();
    ByteStream there = accepted();
    there.end();
    env.pass(1_000);
    assertThat(left.streams.size()).isZero();
    assertThat(right.streams.size()).isEqualTo(1);
    assertThat(there.read().value()).isEqualTo(pattern(100));
    assertThat(right.streams.size()).isZero();
    assertThat(there.read().value()).isNull();
  }

  @Example
  void peerUnknownForAMomentKeepsIdleStreams() {
    ByteStream here = open();
    env.pass(60_000);
    reachable = false;
    connection.end(false);
    env.pass(2_000);
    reachable = true;
    env.pass(2_000);
    here.write(pattern(100));
    here.end();
    assertThat(readAll(accepted())).isEqualTo(pattern(100));
  }

  @Example
  void endThatFailsTellsTheOther() {
    ByteStream here = open();
    Promise<byte[]> waiting = accepted().read();
    frozen = true;
    here.write(pattern(10));
    env.pass(DirectSender.ANSWER_MILLIS + 10);
    frozen = false;
    assertThat(codeOf(waiting)).isEqualTo(ErrorCode.CLOSED);
  }

  @Example
  void writerWaitsForTheReader() {
    ByteStream here = open();
    Promise<Void> written = here.write(pattern(1_000_000));
    env.pass(60_000);
    assertThat(written.isDone()).isFalse();
    assertThat(accepted().unreadBytes()).isEqualTo(ByteStream.WINDOW_BYTES);
    here.end();
    assertThat(readAll(accepted())).isEqualTo(pattern(1_000_000));
    assertThat(written.isDone()).isTrue();
  }

  @Example
  void shortWritesTakeLittleMoreMemoryThanTheirBytes() {
    ByteStream here = open();
    for (int i = 0; i < 20_000; i++) {
      Promise<Void> written = here.write(new byte[] {(byte) i});
      while (!written.isDone()) {
        env.pass(2);
      }
    }
    env.pass(1_000);
    assertThat(accepted().unreadBytes()).isEqualTo(20_000);
    assertThat(accepted().unreadParts()).isLessThanOrEqualTo(20);
  }

  @Example
  void shortWritesWaitForAnswers() {
    ByteStream here = open();
    int written = 0;
    while (here.write(new byte[1]).isDone()) {
      written++;
    }
    assertThat(written).isEqualTo(64);
  }

  @Example
  void abortIsToldToTheReader() {
    ByteStream here = open();
    here.write(pattern(100));
    here.abort();
    env.pass(1_000);
    assertThat(codeOf(accepted().read())).isEqualTo(ErrorCode.CLOSED);
    assertThat(codeOf(here.write(pattern(1)))).isEqualTo(ErrorCode.CLOSED);
    accepted().write(pattern(50));
    accepted().end();
    assertThat(readAll(here)).as("the other way goes on").isEqualTo(pattern(50));
    env.pass(1_000);
    assertThat(left.streams.size() + right.streams.size()).isZero();
  }

  @Example
  void cancelIsToldToTheWriter() {
    ByteStream here = open();
    Promise<Void> written = here.write(pattern(1_000_000));
    env.pass(1_000);
    accepted().cancel();
    assertThat(codeOf(written)).isEqualTo(ErrorCode.CLOSED);
    assertThat(codeOf(here.end())).isEqualTo(ErrorCode.CLOSED);
  }

  @Example
  void nobodyTakesIt() {
    right.takes = false;
    assertThat(codeOf(left.streams.open(right.id))).isEqualTo(ErrorCode.UNSUPPORTED);
    assertThat(left.streams.size() + right.streams.size()).isZero();
  }

  @Example
  void oneAtATime() {
    ByteStream here = open();
    here.read();
    assertThat(codeOf(here.read())).isEqualTo(ErrorCode.INVALID_REQUEST);
    here.write(pattern(1_000_000));
    assertThat(codeOf(here.write(pattern(1)))).isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Example
  void readerLearnsThatThePeerIsGone() {
    ByteStream here = open();
    Promise<byte[]> waiting = accepted().read();
    reachable = false;
    connection.end(false);
    assertThat(codeOf(waiting)).isEqualTo(ErrorCode.UNREACHABLE);
    assertThat(codeOf(here.write(pattern(1)))).isEqualTo(ErrorCode.UNREACHABLE);
    assertThat(left.streams.size() + right.streams.size()).isZero();
  }

  @Example
  void goodbyeEndsItAtOnce() {
    ByteStream here = open();
    Promise<byte[]> waiting = here.read();
    connection.end(true);
    assertThat(waiting.failure().code()).isEqualTo(ErrorCode.CLOSED);
  }

  @Example
  void restartedPeerHasNoneOfItsStreams() {
    ByteStream here = open();
    Promise<byte[]> waiting = here.read();
    right.boot = new byte[] {2};
    right.start();
    connection.end(false);
    assertThat(codeOf(waiting)).isEqualTo(ErrorCode.CLOSED);
    assertThat(open()).isNotNull();
  }

  @Example
  void restartedOpenerLeavesNoStreamBehind() {
    open();
    left.boot = new byte[] {2};
    left.start();
    connection = new Connection();
    open();
    assertThat(right.streams.size()).isEqualTo(1);
    assertThat(codeOf(right.taken.get(0).read())).isEqualTo(ErrorCode.CLOSED);
  }

  @Example
  void frozenPeerIsTimeout() {
    ByteStream here = open();
    frozen = true;
    here.write(pattern(10));
    Promise<byte[]> waiting = here.read();
    env.pass(DirectSender.ANSWER_MILLIS);
    assertThat(codeOf(waiting)).isEqualTo(ErrorCode.TIMEOUT);
  }

  @Example
  void leavingFailsAll() {
    ByteStream here = open();
    left.streams.close();
    assertThat(codeOf(here.read())).isEqualTo(ErrorCode.CLOSED);
    assertThat(codeOf(left.streams.open(right.id))).isEqualTo(ErrorCode.CLOSED);
  }

  @Example
  void peerTakesSoManyStreamsOfAnotherAndNoMore() {
    for (int i = 0; i < Limits.MAX_STREAMS_OF_ONE; i++) {
      open();
    }
    ErrorCode here = codeOf(left.streams.open(right.id));
    assertThat(here).isEqualTo(ErrorCode.OVERLOADED);
    assertRefused(left.proved(), frame(128, 99, 0, 0), ErrorCode.OVERLOADED);
  }

  /** However many ids and identities: there is room for one more identity that has none. */
  @Example
  void noFewIdentitiesTakeAllPlaces() {
    int all = 0;
    for (int identity = 0; identity < 10; identity++) {
      for (int i = 0; i < 32; i++) {
        ProvedPeer from =
            proved(id(256 + 32 * identity + i), new byte[1], new byte[] {(byte) identity});
        try {
          right.streams.receive(from, frame(128, i, 0, 0));
          all++;
        } catch (PeerloomException full) {
          assertThat(full.code()).isEqualTo(ErrorCode.OVERLOADED);
        }
      }
    }
    assertThat(all).isLessThan(Limits.MAX_STREAMS);
    right.streams.receive(proved(id(77), new byte[1], new byte[] {99}), frame(128, 1, 0, 0));
  }

  private static byte[] frame(int kind, int number, int value, int size) {
    return Bytes.concat(
        new byte[] {(byte) kind}, Bytes.ofInt(number), Bytes.ofInt(value), new byte[size]);
  }

  private void assertRefused(ProvedPeer from, byte[] frame, ErrorCode code) {
    assertThatThrownBy(() -> right.streams.receive(from, frame))
        .isInstanceOfSatisfying(PeerloomException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  /** What a writer, or a reader, that keeps no rule could send. */
  @Example
  void framesThatCannotBeEndTheStream() {
    byte[][] broken = {
      frame(128 + Streams.DATA, 1, 1, 10),
      frame(128 + Streams.DATA, 1, 0, 0),
      frame(128 + Streams.DATA, 1, 0, ByteStream.MAX_FRAME_BYTES + 1),
      frame(128 + Streams.END, 1, 1, 0),
      frame(128 + Streams.CREDIT, 1, 0, 0),
      frame(128 + Streams.CREDIT, 1, -1, 0),
      frame(128 + Streams.CREDIT, 1, ByteStream.WINDOW_BYTES + 1, 0),
      frame(128 + 6, 1, 0, 0),
    };
    for (byte[] each : broken) {
      StreamsTest fresh = new StreamsTest();
      fresh.open();
      fresh.assertRefused(fresh.left.proved(), each, ErrorCode.INVALID_REQUEST);
      assertThat(fresh.codeOf(fresh.accepted().read())).isEqualTo(ErrorCode.INVALID_REQUEST);
    }
  }

  @Example
  void framesWithoutStreamAreRefused() {
    open();
    assertRefused(left.proved(), new byte[8], ErrorCode.INVALID_REQUEST);
    assertRefused(left.proved(), frame(128 + Streams.DATA, 2, 0, 1), ErrorCode.CLOSED);
    assertRefused(left.proved(), frame(Streams.DATA, 1, 0, 1), ErrorCode.CLOSED);
    ProvedPeer another = proved(id(3), left.boot, new byte[1]);
    assertRefused(another, frame(128 + Streams.DATA, 1, 0, 1), ErrorCode.CLOSED);
    ProvedPeer restarted = proved(left.id, new byte[] {9}, new byte[1]);
    assertRefused(restarted, frame(128 + Streams.DATA, 1, 0, 1), ErrorCode.CLOSED);
  }
}
