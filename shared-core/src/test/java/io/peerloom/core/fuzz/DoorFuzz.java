package io.peerloom.core.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.peerloom.core.LoneAssembly;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Rng;
import io.peerloom.core.connection.Frames;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.SignedEnvelope;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.wire.JoinMessage;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageCodec;
import io.peerloom.core.wire.RoutingMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whoever comes to a bridge's door, of whom nothing is known, says whatever it likes: it is
 * admitted or refused with a code, once, and no link comes of it.
 */
class DoorFuzz {
  private static final int MUTANTS = 1_000;
  private static final int MAX_INNER_BYTES = 2_500;
  private static final int ANSWERED_MILLIS = 15_000;
  private static final Identity BRIDGE = LoneAssembly.NETWORK.bridge("wss://bridge.example");
  private static final Identity VISITOR = LoneAssembly.NETWORK.member(PeerKind.BROWSER);
  private static final Identity PAGE = LoneAssembly.NETWORK.member(PeerKind.BROWSER);

  /** One bridge for all inputs; what it keeps of one is bounded like everything. */
  private static final LoneAssembly HOUSE = LoneAssembly.of(1, BRIDGE);

  /** What of a visit is the input; the rest is as it should be. */
  private enum Part {
    ALL,
    REQUEST,
    OFFER,
    WHAT_IS_OFFERED
  }

  static Stream<byte[]> inputs() {
    List<byte[]> seeds = new ArrayList<>();
    byte[] trace = new byte[RoutingMessage.TRACE_BYTES];
    byte[] message =
        MessageCodec.encode(
            new RoutingMessage.Signal(RoutingMessage.Signal.COMPLETE_OFFER, new byte[8], "v=0"));
    seeds.add(input(Part.ALL, framed(new JoinMessage.Join(request(rest()), null))));
    seeds.add(input(Part.REQUEST, rest()));
    seeds.add(input(Part.OFFER, offer(trace, message)));
    seeds.add(input(Part.WHAT_IS_OFFERED, message));
    for (byte[] other : WireSeeds.valid(new Rng(5))) {
      seeds.add(input(Part.ALL, Bytes.concat(Frames.cut(Lane.CONTROL, other).get(0))));
      seeds.add(input(Part.WHAT_IS_OFFERED, other));
    }
    return WireSeeds.withMutants(seeds, MUTANTS);
  }

  private static byte[] input(Part part, byte[] bytes) {
    return Bytes.concat(new byte[] {(byte) part.ordinal()}, bytes);
  }

  /** What a right request says after its array's head and key. */
  private static byte[] rest() {
    CborWriter rest = new CborWriter();
    rest.bytes(LoneAssembly.NETWORK.id).bytes(new byte[16]).uint(PeerKind.BROWSER.number());
    return rest.toBytes();
  }

  private static byte[] request(byte[] rest) {
    CborWriter body = new CborWriter();
    body.array(4).bytes(VISITOR.keys().identityPublicKey());
    byte[] whole = Bytes.concat(body.toBytes(), rest);
    return SignedEnvelope.sign(
            SignedEnvelope.Type.JOIN, LoneAssembly.NETWORK.id, whole, VISITOR.keys())
        .value()
        .encoded();
  }

  private static byte[] offer(byte[] trace, byte[] message) {
    long now = HOUSE.env.wallMillis();
    return LoneAssembly.NETWORK.routed(VISITOR, VISITOR.card(), PAGE.id(), trace, now, message);
  }

  private static byte[] framed(Message message) {
    List<byte[]> frames = Frames.cut(Lane.CONTROL, MessageCodec.encode(message));
    return Bytes.concat(frames.toArray(new byte[0][]));
  }

  @MethodSource("inputs")
  @FuzzTest(maxDuration = "10m")
  void whoeverComesIsAdmittedOrRefused(byte[] input) {
    if (input.length == 0 || input.length > MAX_INNER_BYTES) {
      return;
    }
    Part part = Part.values()[(input[0] & 0xff) % Part.values().length];
    byte[] rest = Bytes.slice(input, 1, input.length);
    byte[] trace = LoneAssembly.NETWORK.crypto.randomBytes(RoutingMessage.TRACE_BYTES);
    List<byte[]> answers =
        HOUSE.knock(
            switch (part) {
              case ALL -> rest;
              case REQUEST -> framed(new JoinMessage.Join(request(rest), null));
              case OFFER -> framed(visit(trace, rest));
              case WHAT_IS_OFFERED -> framed(visit(trace, offer(trace, rest)));
            });
    HOUSE.env.pass(ANSWERED_MILLIS);
    assertThat(HOUSE.links()).isZero();
    assertThat(answers).hasSizeLessThanOrEqualTo(2);
    for (byte[] answer : answers) {
      for (byte[] message : new Frames().take(answer)) {
        if (MessageCodec.decode(message) instanceof LinkMessage.Failure failure) {
          assertThat(failure.code()).isNotIn(ErrorCode.INTERNAL, ErrorCode.TIMEOUT);
        }
      }
    }
    // Who says the wrong thing first is told so; who says that it dials a link is dealt with there.
    assertThat(part == Part.ALL || answers.size() == 1).isTrue();
  }

  private static JoinMessage.Join visit(byte[] trace, byte[] envelope) {
    RoutingMessage.Route route =
        new RoutingMessage.Route(PAGE.id(), trace, RoutingMessage.MAX_HOPS, envelope);
    return new JoinMessage.Join(request(rest()), route);
  }
}
