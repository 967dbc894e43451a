package io.peerloom.core.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageCodec;
import io.peerloom.core.wire.MessageType;
import io.peerloom.core.wire.RoutingMessage;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/**
 * Two releases in one network, as docs/PROTOCOL.md promises it under Versions: they open links to
 * each other under the newest protocol both speak, and a newer one may say more than the older
 * knows. Seen to fail with the acceptor's newest protocol chosen instead of the common one, with
 * fields after the known ones refused, and with an unknown notice that closes the link.
 */
@Label("Rolling upgrade")
class RollingUpgradeTest {
  private static final int UNKNOWN = 63;

  /** Both ends of a connection, each of the build that a test says. */
  private static final class Builds {
    final TwoEnds ends = new TwoEnds(1);
    final Build dialler;
    final Build acceptor;

    Builds(int oldest, int newest, int acceptorsOldest, int acceptorsNewest) {
      acceptor = new Build(ends, false, acceptorsOldest, acceptorsNewest);
      dialler = new Build(ends, true, oldest, newest);
      ends.pipe.accepting.events = acceptor;
      ends.pipe.dialling.events = dialler;
      acceptor.attach(ends.pipe.accepting);
      dialler.attach(ends.pipe.dialling);
    }

    Builds open() {
      acceptor.opened();
      dialler.opened();
      ends.settle();
      return this;
    }

    /** What the acceptor chose; 0 where it chose none. */
    int chosen() {
      for (byte[] sent : ends.pipe.accepting.sent) {
        for (byte[] each : new Frames().take(sent)) {
          if (MessageCodec.decode(each) instanceof LinkMessage.HelloAnswer answer) {
            return answer.protocol();
          }
        }
      }
      return 0;
    }

    void assertUsable() {
      assertThat(dialler.isOpen() && acceptor.isOpen()).isTrue();
      for (Build asking : List.of(dialler, acceptor)) {
        Promise<Message> answer = asking.request(new RoutingMessage.AskLinks(), 3_000);
        Promise<Message> direct =
            asking.requestDirect(MessageType.DIRECT, Bytes.utf8("hello"), 3_000);
        ends.env.pass(1_000);
        assertThat(answer.value()).isInstanceOf(LinkMessage.Done.class);
        assertThat(direct.value()).isInstanceOf(LinkMessage.Done.class);
      }
      assertThat(ends.diallerOwner.direct).hasSize(1);
      assertThat(ends.acceptorOwner.direct).hasSize(1);
    }
  }

  private static final class Build extends ConnectionManager {
    private final boolean dials;
    private final int oldest;
    private final int newest;

    Build(TwoEnds ends, boolean dials, int oldest, int newest) {
      super(
          ends.env,
          ends.authority,
          dials ? TwoEnds.BROWSER : TwoEnds.NODE,
          dials ? ends.diallerOwner : ends.acceptorOwner,
          dials,
          OPEN_TIMEOUT_MILLIS);
      this.dials = dials;
      this.oldest = oldest;
      this.newest = newest;
    }

    @Override
    Handshake newHandshake() {
      Handshake handshake = super.newHandshake();
      handshake.oldest = oldest;
      handshake.newest = newest;
      return handshake;
    }

    @Override
    public TransportKind transport() {
      return TransportKind.WEBSOCKET;
    }

    @Override
    public NodeId expected() {
      return null;
    }

    @Override
    byte[] binding() {
      return new byte[0];
    }

    @Override
    public String origin() {
      return dials ? TwoEnds.ADDRESS : "";
    }

    @Override
    boolean knowsOrigin(String dialled) {
      return dialled.equals(TwoEnds.ADDRESS);
    }
  }

  @Example
  void aLinkUsesTheNewestCommonProtocol() {
    int[][] builds = {{1, 2, 1, 1, 1}, {1, 1, 1, 2, 1}, {1, 2, 1, 2, 2}, {2, 3, 1, 2, 2}};
    for (int[] each : builds) {
      Builds both = new Builds(each[0], each[1], each[2], each[3]).open();
      assertThat(both.chosen()).isEqualTo(each[4]);
      both.assertUsable();
    }
  }

  @Example
  void buildsWithoutACommonProtocolRefuse() {
    int[][] builds = {{2, 2, 1, 1}, {1, 1, 2, 2}, {3, 4, 1, 2}};
    for (int[] each : builds) {
      Builds both = new Builds(each[0], each[1], each[2], each[3]).open();
      assertThat(both.chosen()).isZero();
      assertThat(both.ends.diallerOwner.closed).containsExactly(ErrorCode.UNSUPPORTED);
      assertThat(both.ends.acceptorOwner.closed).containsExactly(ErrorCode.UNSUPPORTED);
    }
  }

  /** Everything the newer one says has a field more, but for the Hello, which is hashed. */
  @Example
  void fieldsOfTheNewerBuildArePassedOver() {
    for (boolean newerDials : new boolean[] {true, false}) {
      Builds both = new Builds(1, newerDials ? 2 : 1, 1, newerDials ? 1 : 2);
      List<byte[]> changed = new ArrayList<>();
      (newerDials ? both.ends.pipe.dialling : both.ends.pipe.accepting).meddler =
          (number, write) -> {
            if (number == 0 && newerDials) {
              return write;
            }
            changed.add(write);
            return withOneFieldMore(write);
          };
      both.open().assertUsable();
      assertThat(changed).hasSizeGreaterThan(3);
    }
  }

  private static byte[] withOneFieldMore(byte[] write) {
    List<byte[]> frames = new ArrayList<>();
    Lane lane = FrameHeader.lane(write, 0);
    for (byte[] message : new Frames().take(write)) {
      byte[] longer = Bytes.concat(message, new CborWriter().text("new").toBytes());
      longer[0]++;
      frames.addAll(Frames.cut(lane, longer));
    }
    return Bytes.concat(frames.toArray(new byte[0][]));
  }

  @Example
  void messagesOfTheNewerBuildAreSurvived() {
    Builds both = new Builds(1, 2, 1, 1).open();
    CborWriter request = new CborWriter().array(4).uint(10).uint(4_711).uint(3_000);
    sendRaw(both, request.array(2).uint(UNKNOWN).text("question").toBytes());
    sendRaw(both, new CborWriter().array(2).uint(UNKNOWN).text("notice").toBytes());
    both.ends.env.pass(1_000);
    List<byte[]> sent = both.ends.pipe.accepting.sent;
    LinkMessage.Response last =
        (LinkMessage.Response)
            MessageCodec.decode(new Frames().take(sent.get(sent.size() - 1)).get(0));
    assertThat(last.id()).isEqualTo(4_711);
    assertThat(((LinkMessage.Failure) last.body()).code()).isEqualTo(ErrorCode.UNSUPPORTED);
    both.assertUsable();
  }

  private static void sendRaw(Builds both, byte[] message) {
    both.ends.pipe.dialling.send(Lane.CONTROL, Frames.cut(Lane.CONTROL, message).get(0));
  }
}
