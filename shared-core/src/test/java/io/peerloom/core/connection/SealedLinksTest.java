package io.peerloom.core.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Hkdf;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.support.Pipe;
import io.peerloom.core.support.PlatformHash;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.LinkMessage.Hello;
import io.peerloom.core.wire.LinkMessage.HelloAnswer;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageCodec;
import io.peerloom.core.wire.MessageType;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/**
 * Links between servers without TLS: somebody on the path can neither change what passes nor keep
 * the two from authenticating it. Seen to fail with the agreement left out of the transcript.
 */
@Label("Sealed links")
class SealedLinksTest {
  private static final String ADDRESS = "ws://node.example/node1";

  private final TwoEnds ends = new TwoEnds(1);
  private final Identity node = ends.network.member(PeerKind.NODE, ADDRESS);

  private record Seal(byte[] key, boolean dialler, long[] counts) implements FrameSeal {
    private byte[] tag(boolean byDialler, long number, byte[] message) {
      byte[] direction = {(byte) (byDialler ? 1 : 2)};
      byte[] mac =
          new Hkdf(new PlatformHash()).hmac(key, direction, Bytes.bigEndian((int) number), message);
      return Bytes.slice(mac, 0, 16);
    }

    @Override
    public Transport over(Transport transport) {
      return new Transport() {
        @Override
        public void send(Lane lane, byte[] message) {
          transport.send(lane, Bytes.concat(message, tag(dialler, counts[0]++, message)));
        }

        @Override
        public int bufferedBytes() {
          return transport.bufferedBytes();
        }

        @Override
        public void close(ErrorCode code, String reason) {
          transport.close(code, reason);
        }
      };
    }

    @Override
    public byte[] open(byte[] sealed) {
      byte[] message = Bytes.slice(sealed, 0, sealed.length - 16);
      byte[] tag = Bytes.slice(sealed, sealed.length - 16, sealed.length);
      if (!Bytes.equal(tag, tag(!dialler, counts[1]++, message))) {
        throw new PeerloomException(ErrorCode.INVALID_SIGNATURE, "altered");
      }
      return message;
    }
  }

  private static FrameSeal.Factory seals() {
    return (key, dialler) -> new Seal(key, dialler, new long[2]);
  }

  private ConnectionManagerFactory factory(Identity self, LinkOwner owner, boolean seals) {
    WebSocketPort port =
        new WebSocketPort() {
          @Override
          public Transport dial(String url, TransportEvents events) {
            ends.pipe.dialling.events = events;
            ends.env.after(0, events::opened);
            return ends.pipe.dialling;
          }

          @Override
          public FrameSeal.Factory seals() {
            return seals ? SealedLinksTest.seals() : null;
          }
        };
    return new ConnectionManagerFactory(
        ends.env, ends.authority, self, owner, port, null, List.of(ADDRESS));
  }

  private void connect(boolean diallerSeals, boolean acceptorSeals) {
    ends.acceptor =
        (ConnectionManager)
            factory(node, ends.acceptorOwner, acceptorSeals).accept(ends.pipe.accepting);
    ends.pipe.accepting.events = ends.acceptor;
    ends.dialler =
        (ConnectionManager) factory(TwoEnds.NODE, ends.diallerOwner, diallerSeals).dial(ADDRESS);
    ends.env.pass(1_000);
  }

  private boolean isOpen() {
    return ends.dialler.isOpen() && ends.acceptor.isOpen();
  }

  private boolean isAnswered() {
    Promise<Message> answer = ends.dialler.request(new LinkMessage.Done(), 2_000);
    ends.env.pass(3_000);
    return answer.isDone() && !answer.isFailed();
  }

  /** Changes what a request says on its way: any byte behind the frame's header. */
  private void alterLast(Pipe.End sender) {
    sender.meddler =
        (number, message) -> {
          message[message.length - 1] ^= 1;
          return message;
        };
  }

  @Example
  void requestsPassUnderTheSeal() {
    connect(true, true);
    assertThat(isOpen()).isTrue();
    assertThat(isAnswered()).isTrue();
    assertThat(ends.acceptor.requestDirect(MessageType.DIRECT, new byte[30_000], 2_000).isFailed())
        .isFalse();
    ends.env.pass(1_000);
    assertThat(ends.diallerOwner.direct).hasSize(1);
  }

  @Example
  void alteredFramesCloseTheLink() {
    connect(true, true);
    alterLast(ends.pipe.dialling);
    isAnswered();
    assertThat(ends.acceptorOwner.closed).containsExactly(ErrorCode.INVALID_SIGNATURE);
  }

  @Example
  void lostFramesCloseTheLink() {
    connect(true, true);
    ends.pipe.dialling.meddler = (number, message) -> null;
    isAnswered();
    ends.pipe.dialling.meddler = (number, message) -> message;
    isAnswered();
    assertThat(ends.acceptorOwner.closed).containsExactly(ErrorCode.INVALID_SIGNATURE);
  }

  /** The other end is open, and would take an unsealed goodbye for a forgery. */
  @Example
  void whoLeavesBeforeTheLastMessageOfTheHandshakeIsNoForger() {
    ends.pipe.accepting.meddler = (number, message) -> ends.acceptor.isOpen() ? null : message;
    connect(true, true);
    assertThat(ends.acceptor.isOpen()).isTrue();
    assertThat(ends.dialler.isOpen()).isFalse();
    ends.dialler.close(ErrorCode.CLOSED, "leaves");
    ends.env.pass(1_000);
    assertThat(ends.acceptorOwner.closed).hasSize(1).doesNotContain(ErrorCode.INVALID_SIGNATURE);
  }

  @Example
  void whereOneEndCannotBothDoWithout() {
    for (boolean dialler : new boolean[] {false, true}) {
      SealedLinksTest test = new SealedLinksTest();
      test.connect(dialler, !dialler);
      assertThat(test.isOpen()).isTrue();
      assertThat(test.isAnswered()).isTrue();
    }
  }

  @Example
  void nobodyOnThePathTalksThemOutOfIt() {
    ends.pipe.dialling.meddler =
        (number, message) -> {
          Message read = MessageCodec.decode(new Frames().take(message).get(0));
          return read instanceof Hello hello && hello.seal() != 0
              ? frame(
                  new Hello(
                      hello.minProtocol(),
                      hello.maxProtocol(),
                      hello.network(),
                      hello.ephemeralKey(),
                      hello.nonce(),
                      hello.origin(),
                      hello.known()))
              : message;
        };
    connect(true, true);
    assertThat(isOpen()).isFalse();

    SealedLinksTest answer = new SealedLinksTest();
    answer.ends.pipe.accepting.meddler =
        (number, message) -> {
          Message read = MessageCodec.decode(new Frames().take(message).get(0));
          return read instanceof HelloAnswer sent && sent.seal() != 0
              ? frame(
                  new HelloAnswer(
                      sent.protocol(),
                      sent.ephemeralKey(),
                      sent.nonce(),
                      sent.proof(),
                      sent.known()))
              : message;
        };
    answer.connect(true, true);
    assertThat(answer.isOpen()).isFalse();
  }

  private static byte[] frame(Message message) {
    return Frames.cut(Lane.CONTROL, MessageCodec.encode(message)).get(0);
  }
}
