package io.peerloom.core.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.peerloom.core.LoneAssembly;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.PeerCard;
import io.peerloom.core.crypto.SignedEnvelope;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageCodec;
import io.peerloom.core.wire.RoutingMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A member signs whatever it likes and has it routed to a server: every floor behind the overlay
 * answers it, or refuses it with a code. Half of the inputs are the envelope itself.
 */
class RoutedFuzz {
  private static final int MUTANTS = 1_000;
  private static final int MAX_INNER_BYTES = 2_500;
  private static final String ADDRESS = "wss://server.example";
  private static final Identity SERVER = LoneAssembly.NETWORK.member(PeerKind.NODE, ADDRESS);
  private static final Identity NEIGHBOUR = LoneAssembly.NETWORK.member(PeerKind.NODE);
  private static final Identity SIGNER = LoneAssembly.NETWORK.member(PeerKind.BROWSER);

  /** One server for all inputs; what it keeps of one is bounded like everything. */
  private static final LoneAssembly HOUSE = LoneAssembly.of(1, SERVER);

  private static final LoneAssembly.Visitor LINK = HOUSE.visit(NEIGHBOUR, ADDRESS);

  static {
    HOUSE.env.pass(1_000);
  }

  static Stream<byte[]> inputs() {
    List<byte[]> seeds = new ArrayList<>();
    for (byte[] message : WireSeeds.valid(new Rng(4))) {
      seeds.add(Bytes.concat(new byte[] {0}, message));
    }
    byte[] known = MessageCodec.encode(new LinkMessage.Done());
    seeds.add(Bytes.concat(new byte[] {1}, signed(new byte[8], known)));
    return WireSeeds.withMutants(seeds, MUTANTS);
  }

  private static byte[] signed(byte[] trace, byte[] message) {
    return LoneAssembly.NETWORK.routed(
        SIGNER, SIGNER.card(), SERVER.id(), trace, HOUSE.env.wallMillis(), message);
  }

  @MethodSource("inputs")
  @FuzzTest(maxDuration = "10m")
  void whatIsRoutedIsAnsweredOrRefused(byte[] input) {
    if (input.length == 0 || input.length > MAX_INNER_BYTES) {
      return;
    }
    byte[] trace = LoneAssembly.NETWORK.crypto.randomBytes(RoutingMessage.TRACE_BYTES);
    byte[] rest = Bytes.slice(input, 1, input.length);
    byte[] envelope = (input[0] & 1) == 0 ? signed(trace, rest) : rest;
    RoutingMessage.Route route = new RoutingMessage.Route(SERVER.id(), trace, 3, envelope);
    Promise<Message> answer = LINK.link.request(route, 10_000);
    HOUSE.env.pass(4_000);
    assertThat(answer.isDone()).isTrue();
    ErrorCode code =
        answer.isFailed()
            ? answer.failure().code()
            : codeIn((RoutingMessage.Routed) answer.value());
    assertThat(code).isNotIn(ErrorCode.INTERNAL, ErrorCode.TIMEOUT, ErrorCode.CLOSED);
    assertThat(LINK.link.isOpen()).isTrue();
  }

  /** The code of a routed failure, or null where the answer is one. */
  private static ErrorCode codeIn(RoutingMessage.Routed answer) {
    byte[] whole =
        HOUSE.authority.compression().expand(answer.envelope(), RoutingMessage.MAX_ROUTED_BYTES);
    SignedEnvelope envelope = SignedEnvelope.decode(SignedEnvelope.Type.ROUTED, whole);
    CborReader in = new CborReader(envelope.body());
    in.array(5);
    in.bytesOf(PeerCard.P256_BYTES);
    in.ulong();
    Message message = MessageCodec.decode(in.bytes(RoutingMessage.MAX_ROUTED_BYTES));
    return message instanceof LinkMessage.Failure failure ? failure.code() : null;
  }
}
