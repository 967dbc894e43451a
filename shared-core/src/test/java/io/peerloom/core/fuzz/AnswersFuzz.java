package io.peerloom.core.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.peerloom.core.LoneAssembly;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.support.MemoryStore;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A member answers a server's requests with whatever it likes: a put, a get, a publication and a
 * subscription of the server end all the same, with a result or a code.
 */
class AnswersFuzz {
  private static final int MUTANTS = 500;
  private static final int MAX_INPUT_BYTES = 8_192;

  /** Longer than any call may take. */
  private static final int ENDED_MILLIS = 180_000;

  private static final String ADDRESS = "wss://server.example";
  private static final String NAME = "name";
  private static final byte[] VALUE = {1, 2, 3};
  private static final Identity SERVER = LoneAssembly.NETWORK.member(PeerKind.NODE, ADDRESS);
  private static final Identity LIAR = LoneAssembly.NETWORK.member(PeerKind.NODE);

  /** What the server is doing; the first byte of an input says it. */
  private enum Call {
    PUT,
    GET,
    PUBLISH,
    SUBSCRIBE
  }

  static Stream<byte[]> inputs() {
    List<byte[]> seeds = new ArrayList<>();
    for (Call call : Call.values()) {
      seeds.add(input(call, recorded(call)));
      seeds.add(input(call, WireSeeds.valid(new Rng(6))));
    }
    return WireSeeds.withMutants(seeds, MUTANTS);
  }

  /** What an honest member answers: an empty one, to another server. */
  private static List<byte[]> recorded(Call call) {
    LoneAssembly server = LoneAssembly.of(1, SERVER);
    LoneAssembly.Visitor visitor = server.visit(LIAR, ADDRESS);
    LoneAssembly honest = LoneAssembly.of(2, LIAR);
    LoneAssembly.Visitor asking = honest.visit(SERVER, ADDRESS);
    List<byte[]> answers = new ArrayList<>();
    visitor.service =
        request -> {
          Promise<Message> answer = asking.link.request(request, 10_000);
          honest.env.pass(1_000);
          answer.then(message -> answers.add(MessageCodec.encode(message)), e -> {});
          return answer;
        };
    honest.env.pass(1_000);
    server.env.pass(1_000);
    begin(server, call);
    server.env.pass(ENDED_MILLIS);
    return answers;
  }

  private static Promise<?> begin(LoneAssembly server, Call call) {
    return switch (call) {
      case PUT -> server.put(NAME, VALUE);
      case GET -> server.get(NAME);
      case PUBLISH -> server.publish(NAME, VALUE);
      case SUBSCRIBE -> server.subscribe(NAME);
    };
  }

  /** The call, then each answer after its length. */
  private static byte[] input(Call call, List<byte[]> answers) {
    byte[] input = {(byte) call.ordinal()};
    for (byte[] answer : answers) {
      byte[] length = {(byte) (answer.length >> 8), (byte) answer.length};
      input = Bytes.concat(input, length, answer);
    }
    return input;
  }

  private static List<Message> answers(byte[] input) {
    List<Message> answers = new ArrayList<>();
    int at = 1;
    while (at + 2 <= input.length) {
      int length = (input[at] & 0xff) << 8 | input[at + 1] & 0xff;
      int end = Math.min(input.length, at + 2 + length);
      try {
        answers.add(MessageCodec.decode(Bytes.slice(input, at + 2, end)));
      } catch (PeerloomException e) {
        answers.add(new LinkMessage.Done());
      }
      at = end;
    }
    return answers;
  }

  @MethodSource("inputs")
  @FuzzTest(maxDuration = "10m")
  void callsEndWhateverIsAnswered(byte[] input) {
    if (input.length == 0 || input.length > MAX_INPUT_BYTES) {
      return;
    }
    List<Message> answers = answers(input);
    LoneAssembly server = LoneAssembly.isolated(new MemoryStore(), 1, SERVER);
    LoneAssembly.Visitor liar = server.visit(LIAR, ADDRESS);
    int[] asked = {0};
    liar.service =
        request ->
            Promise.of(
                answers.isEmpty()
                    ? new LinkMessage.Done()
                    : answers.get(asked[0]++ % answers.size()));
    server.env.pass(1_000);
    Call call = Call.values()[(input[0] & 0xff) % Call.values().length];
    Promise<?> ended = begin(server, call);
    server.env.pass(ENDED_MILLIS);
    assertThat(ended.isDone()).isTrue();
    if (ended.isFailed()) {
      assertThat(ended.failure().code()).isNotEqualTo(ErrorCode.INTERNAL);
    }
    server.stop();
  }
}
