package io.peerloom.core.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.Owner;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.EphemeralKey;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.LinkMessage.Hello;
import io.peerloom.core.wire.MessageCodec;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * What somebody who has not proved to be a member can make an accepting peer keep and compute. Seen
 * to fail while frames of strangers had no bound of their own, and while each step of a handshake
 * was computed as it arrived.
 */
@Label("Strangers")
class StrangersTest {
  private static byte[] unfinished(Lane lane, int bytes) {
    byte[] frame = new byte[FrameHeader.BYTES + bytes];
    FrameHeader.write(frame, lane, true, bytes);
    return frame;
  }

  @Property(tries = 20)
  void unfinishedFragmentsEndAtTheBound(@ForAll @IntRange(min = 1, max = 4_000) int bytes) {
    TwoEnds ends = new TwoEnds(1);
    ends.accept();
    int sent = 0;
    while (!ends.acceptor.isClosed()) {
      ends.acceptor.received(Lane.CONTROL, unfinished(Lane.CONTROL, bytes));
      sent += FrameHeader.BYTES + bytes;
      ends.env.pass(0);
    }
    assertThat(sent).isBetween(Limits.MAX_STRANGER_BYTES, Limits.MAX_STRANGER_BYTES + 3 + bytes);
    ends.env.pass(1);
    assertThat(ends.acceptorOwner.closed).containsExactly(ErrorCode.TOO_LARGE);
  }

  @Example
  void bulkLaneIsForPeers() {
    for (Lane transportLane : Lane.values()) {
      TwoEnds ends = new TwoEnds(1);
      ends.accept();
      ends.acceptor.received(transportLane, unfinished(Lane.BULK, 1));
      ends.env.pass(1);
      assertThat(ends.acceptorOwner.closed).containsExactly(ErrorCode.INVALID_REQUEST);
    }
  }

  @Example
  void silenceEndsAtTheDeadline() {
    TwoEnds ends = new TwoEnds(1);
    ends.accept();
    ends.env.pass(Link.OPEN_TIMEOUT_MILLIS + 1);
    assertThat(ends.acceptorOwner.closed).containsExactly(ErrorCode.TIMEOUT);
  }

  @Example
  void anotherNetworkCostsNoComputation() {
    TwoEnds ends = new TwoEnds(1);
    HandshakeQueue queue = new HandshakeQueue(ends.env);
    ends.accept();
    EphemeralKey key = TwoEnds.CRYPTO.generateEphemeral().value();
    Hello hello =
        new Hello(1, 1, new byte[32], key.publicKey(), new byte[16], TwoEnds.ADDRESS, List.of());
    ends.acceptor.received(
        Lane.CONTROL, Frames.cut(Lane.CONTROL, MessageCodec.encode(hello)).get(0));
    ends.env.pass(1);
    assertThat(ends.acceptorOwner.closed).containsExactly(ErrorCode.WRONG_NETWORK);
    assertThat(queue.run(owner(1, 1), () -> Promise.of(1)).value()).isEqualTo(1);
  }

  private static Owner owner(int network, int host) {
    return new Owner(
        List.of(Bytes.wrap(new byte[] {(byte) network}), Bytes.wrap(new byte[] {(byte) host})));
  }

  @Example
  void stepsOfAFloodAreSpaced() {
    TestEnv env = new TestEnv(1);
    HandshakeQueue queue = new HandshakeQueue(env);
    int[] done = new int[1];
    for (int second = 0; second < 10; second++) {
      for (int i = 0; i < 5_000; i++) {
        queue.run(
            owner(1, 1),
            () -> {
              done[0]++;
              return Promise.of(null);
            });
      }
      env.pass(1_000);
    }
    assertThat(done[0])
        .isLessThanOrEqualTo(
            Limits.HANDSHAKE_STEPS_BURST + 10 * Limits.HANDSHAKE_STEPS_PER_SECOND + 1)
        .isGreaterThan(1_000);
  }

  /** Three peers of one process, each of which is flooded, carry out no more than its pace. */
  @Example
  void peersOfAProcessShareItsPace() {
    TestEnv env = new TestEnv(1);
    long[] next = new long[1];
    HandshakePace pace =
        () -> {
          next[0] = Math.max(next[0] + 10, env.monotonicMillis());
          return (int) (next[0] - env.monotonicMillis());
        };
    int[] done = new int[3];
    for (int peer = 0; peer < done.length; peer++) {
      HandshakeQueue queue = new HandshakeQueue(env, pace);
      int which = peer;
      for (int i = 0; i < Limits.MAX_WAITING_HANDSHAKES; i++) {
        queue.run(
            owner(1, 1),
            () -> {
              done[which]++;
              return Promise.of(null);
            });
      }
    }
    env.pass(2_000);
    for (int each : done) {
      assertThat(each).isBetween(60, 70);
    }
  }

  /** A flood of one range gives way to everybody else, whose steps are all carried out. */
  @Example
  void stepsOfOthersGoOnDuringAFlood() {
    TestEnv env = new TestEnv(1);
    HandshakeQueue queue = new HandshakeQueue(env);
    List<Promise<Integer>> honest = new ArrayList<>();
    for (int millis = 0; millis < 2_000; millis += 10) {
      for (int i = 0; i < 50; i++) {
        queue.run(owner(1, i % 7), () -> Promise.of(0));
      }
      if (millis % 100 == 0) {
        honest.add(queue.run(owner(2, millis / 100), () -> Promise.of(1)));
      }
      env.pass(10);
    }
    env.pass(1_000);
    assertThat(honest).hasSize(20).allMatch(step -> step.isDone() && !step.isFailed());
  }

  @Example
  void aMemberMayUseBothLanes() {
    TwoEnds ends = new TwoEnds(1).connect().settle();
    assertThat(ends.acceptor.isOpen()).isTrue();
    ends.acceptor.received(Lane.CONTROL, unfinished(Lane.BULK, 10_000));
    ends.acceptor.received(Lane.CONTROL, unfinished(Lane.CONTROL, 10_000));
    assertThat(ends.acceptor.isOpen()).isTrue();
    assertThat(ends.dialler.request(new LinkMessage.Done(), 1_000).isFailed()).isFalse();
  }

  /** Whoever pings without end, and reads nothing, gets few answers and no line of log for each. */
  @Example
  void pingsOfAMemberAreBounded() {
    TwoEnds ends = new TwoEnds(1).connect().settle();
    int before = ends.pipe.accepting.sent.size();
    for (int second = 0; second < 10; second++) {
      for (int i = 0; i < 1_000; i++) {
        ends.acceptor.received(
            Lane.CONTROL,
            Frames.cut(Lane.CONTROL, MessageCodec.encode(new LinkMessage.Ping(i))).get(0));
      }
      ends.env.pass(1_000);
    }
    assertThat(ends.pipe.accepting.sent.size() - before)
        .isLessThan(Limits.LINK_NOTICES_BURST + 10 * Limits.LINK_NOTICES_PER_SECOND + 5);
    assertThat(ends.acceptor.isOpen()).isTrue();
  }
}
