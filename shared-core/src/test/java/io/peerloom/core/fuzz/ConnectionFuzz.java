package io.peerloom.core.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.base.Rng;
import io.peerloom.core.connection.ConnectionManagerFactory;
import io.peerloom.core.connection.Frames;
import io.peerloom.core.connection.IncomingLink;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.connection.Link;
import io.peerloom.core.connection.LinkEnd;
import io.peerloom.core.connection.WebSocketPort;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.support.CheapNetwork;
import io.peerloom.core.support.Pipe;
import io.peerloom.core.support.QuietOwner;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a stranger says while a link opens opens none; whatever a member says on an open link is
 * taken or ends it, with a code.
 */
class ConnectionFuzz {
  private static final int MUTANTS = 1_000;
  private static final String ADDRESS = "wss://node.example";
  private static final CheapNetwork NETWORK = new CheapNetwork(1);
  private static final Identity PAGE = NETWORK.member(PeerKind.BROWSER);
  private static final Identity NODE = NETWORK.member(PeerKind.NODE, ADDRESS);

  /** Whom the bytes go to; the first byte of an input says which. */
  private enum Victim {
    ACCEPTOR,
    DIALLER,
    OPEN_LINK
  }

  private static final class Owner extends QuietOwner {
    final List<ErrorCode> closed = new ArrayList<>();
    boolean opened;

    @Override
    public void opened(Link link) {
      opened = true;
    }

    @Override
    public void closed(Link link, LinkEnd end) {
      closed.add(end.code());
    }

    @Override
    public Promise<Message> serve(Link link, Message request, int deadlineMillis) {
      return Promise.of(new LinkMessage.Done());
    }
  }

  private static final class Ends {
    final TestEnv env = new TestEnv(1);
    final Pipe pipe = new Pipe(env);
    final Owner owner = new Owner();
    Link dialler;
    IncomingLink acceptor;

    void dial() {
      WebSocketPort port =
          (url, events) -> {
            pipe.dialling.events = events;
            env.after(0, events::opened);
            return pipe.dialling;
          };
      dialler =
          new ConnectionManagerFactory(
                  env, NETWORK.authority(env), PAGE, owner, port, null, List.of())
              .dial(ADDRESS);
    }

    void accept() {
      acceptor =
          new ConnectionManagerFactory(
                  env, NETWORK.authority(env), NODE, owner, null, null, List.of(ADDRESS))
              .accept(pipe.accepting);
      pipe.accepting.events = acceptor;
    }
  }

  static Stream<byte[]> conversations() {
    Ends recorded = new Ends();
    recorded.accept();
    recorded.dial();
    recorded.env.pass(1_000);
    List<byte[]> seeds = new ArrayList<>();
    seeds.add(input(Victim.ACCEPTOR, recorded.pipe.dialling.sent));
    seeds.add(input(Victim.DIALLER, recorded.pipe.accepting.sent));
    for (byte[] message : WireSeeds.valid(new Rng(3))) {
      List<byte[]> framed = Frames.cut(Lane.CONTROL, message);
      for (Victim victim : Victim.values()) {
        seeds.add(input(victim, framed));
      }
    }
    return WireSeeds.withMutants(seeds, MUTANTS);
  }

  /** Who, then each message after its length. */
  private static byte[] input(Victim victim, List<byte[]> messages) {
    byte[] input = {(byte) victim.ordinal()};
    for (byte[] message : messages) {
      byte[] length = {(byte) (message.length >> 8), (byte) message.length};
      input = Bytes.concat(input, length, message);
    }
    return input;
  }

  @MethodSource("conversations")
  @FuzzTest(maxDuration = "10m")
  void nothingThatIsSaidDoesHarm(byte[] input) {
    if (input.length == 0) {
      return;
    }
    Victim victim = Victim.values()[(input[0] & 0xff) % Victim.values().length];
    Ends ends = new Ends();
    if (victim != Victim.DIALLER) {
      ends.accept();
    }
    if (victim != Victim.ACCEPTOR) {
      ends.dial();
    }
    ends.env.pass(100);
    Pipe.End speaking = victim == Victim.DIALLER ? ends.pipe.accepting : ends.pipe.dialling;
    int at = 1;
    while (at + 2 <= input.length) {
      int length = (input[at] & 0xff) << 8 | input[at + 1] & 0xff;
      int end = Math.min(input.length, at + 2 + length);
      boolean bulk = end > at + 2 && (input[at + 2] & 1) == 1;
      speaking.send(bulk ? Lane.BULK : Lane.CONTROL, Bytes.slice(input, at + 2, end));
      ends.env.pass(20);
      at = end;
    }
    ends.env.pass(30_000);
    Link link = victim == Victim.DIALLER ? ends.dialler : ends.acceptor;
    assertThat(ends.owner.closed).doesNotContain(ErrorCode.INTERNAL);
    assertThat(ends.owner.opened).isEqualTo(victim == Victim.OPEN_LINK);
    assertThat(link.isOpen() || !ends.owner.closed.isEmpty()).isTrue();
  }
}
