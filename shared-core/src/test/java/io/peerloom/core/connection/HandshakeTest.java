package io.peerloom.core.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.crypto.Authority;
import io.peerloom.core.crypto.Identity;
import io.peerloom.core.crypto.IdentityKeys;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.support.CheapNetwork;
import io.peerloom.core.support.DeferredCrypto;
import io.peerloom.core.support.Pipe;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.support.TestNetwork;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageCodec;
import io.peerloom.core.wire.MessageType;
import io.peerloom.core.wire.RoutingMessage;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A link opens between two members who mean each other, and in no other case. */
@Label("Handshake")
class HandshakeTest {
  @Example
  void bothSidesOpenAndKnowEachOther() {
    TwoEnds ends = new TwoEnds(1).connect().settle();
    assertThat(ends.diallerOwner.opened).containsExactly(ends.dialler);
    assertThat(ends.acceptorOwner.opened).containsExactly(ends.acceptor);
    assertThat(ends.dialler.peerId()).isEqualTo(TwoEnds.NODE.id());
    assertThat(ends.acceptor.peerId()).isEqualTo(TwoEnds.BROWSER.id());
    assertThat(ends.acceptor.peer().kind()).isEqualTo(PeerKind.BROWSER);
    assertThat(ends.dialler.rttMillis()).isEqualTo(2.0 * Pipe.LATENCY_MILLIS);
  }

  @Property(tries = 40)
  void itOpensHoweverLateTheCryptographyAnswers(@ForAll int seed) {
    TwoEnds ends = new TwoEnds(seed, env -> new DeferredCrypto(TwoEnds.CRYPTO, env));
    ends.connect().settle();
    assertThat(ends.dialler.isOpen()).isTrue();
    assertThat(ends.acceptor.isOpen()).isTrue();
  }

  /** One flipped bit, in any of the four messages. */
  @Property(tries = 150)
  void aChangedMessageOpensNothing(
      @ForAll boolean fromDialler,
      @ForAll @IntRange(max = 1) int number,
      @ForAll @IntRange int position,
      @ForAll @IntRange(max = 7) int bit) {
    TwoEnds ends = new TwoEnds(1);
    Pipe.Meddler flip =
        (count, message) -> {
          // The first bit says the lane, which makes no other message of it.
          int at = position % firstFrame(message);
          if (count == number && !(at == 0 && bit == 0)) {
            message[at] ^= (byte) (1 << bit);
          } else if (count == number) {
            return null;
          }
          return message;
        };
    (fromDialler ? ends.pipe.dialling : ends.pipe.accepting).meddler = flip;
    assertClosed(ends.connect().settle());
  }

  @Property(tries = 60)
  void aTruncatedMessageOpensNothing(
      @ForAll boolean fromDialler,
      @ForAll @IntRange(max = 1) int number,
      @ForAll @IntRange int cut) {
    TwoEnds ends = new TwoEnds(1);
    (fromDialler ? ends.pipe.dialling : ends.pipe.accepting).meddler =
        (count, message) ->
            count == number ? Bytes.slice(message, 0, cut % firstFrame(message)) : message;
    assertClosed(ends.connect().settle());
  }

  /** How many bytes the first frame has; others may have left in the same write. */
  private static int firstFrame(byte[] write) {
    return FrameHeader.BYTES + FrameHeader.payloadBytes(write, 0);
  }

  @Example
  void aLostMessageEndsTheAttemptInTime() {
    for (int number = 0; number < 2; number++) {
      int lost = number;
      TwoEnds ends = new TwoEnds(1);
      ends.pipe.dialling.meddler = (count, message) -> count == lost ? null : message;
      ends.connect().env.pass(ConnectionManager.OPEN_TIMEOUT_MILLIS + 100);
      assertThat(ends.diallerOwner.closed).containsExactly(ErrorCode.TIMEOUT);
      assertThat(ends.acceptorOwner.closed).containsExactly(ErrorCode.TIMEOUT);
    }
  }

  @Example
  void anotherNetworkIsRefused() {
    TestNetwork other = new TestNetwork(2);
    TwoEnds ends = new TwoEnds(1);
    ends.accept();
    Authority strange = new Authority(other.crypto, other.hash, ends.env, other.id);
    ends.dial(other.member(PeerKind.BROWSER), strange, TwoEnds.ADDRESS);
    assertClosed(ends.settle(), ErrorCode.WRONG_NETWORK);
  }

  @Example
  void anAddressTheServerDoesNotKnowIsRefused() {
    TwoEnds ends = new TwoEnds(1);
    ends.accept();
    ends.dial(TwoEnds.BROWSER, ends.authority, "wss://elsewhere.example/node1");
    assertClosed(ends.settle(), ErrorCode.WRONG_ORIGIN);
  }

  @Example
  void theOwnersRefusalIsToldToBoth() {
    for (boolean byDialler : new boolean[] {true, false}) {
      TwoEnds ends = new TwoEnds(1);
      (byDialler ? ends.diallerOwner : ends.acceptorOwner).refusal = ErrorCode.LINK_LIMIT;
      assertClosed(ends.connect().settle(), ErrorCode.LINK_LIMIT);
    }
  }

  @Example
  void aReplayedConversationOpensNothing() {
    TwoEnds recorded = new TwoEnds(1).connect().settle();
    TwoEnds ends = new TwoEnds(2);
    ends.accept();
    for (byte[] message : recorded.pipe.dialling.sent) {
      ends.pipe.dialling.send(Lane.CONTROL, message);
      ends.env.pass(100);
    }
    assertRefused(ends.settle(), ErrorCode.INVALID_SIGNATURE);
  }

  /** The acceptor's own proof, sent back to it. */
  @Example
  void aReflectedProofOpensNothing() {
    TwoEnds ends = new TwoEnds(1);
    ends.accept();
    ends.pipe.dialling.events = new IgnoredEvents();
    Handshake raw = new Handshake(ends.authority, TwoEnds.BROWSER, new byte[0], null);
    send(ends, raw.begin(TwoEnds.ADDRESS).value());
    ends.env.pass(100);
    LinkMessage.HelloAnswer answer =
        (LinkMessage.HelloAnswer)
            MessageCodec.decode(new Frames().take(ends.pipe.accepting.sent.get(0)).get(0));
    send(ends, new LinkMessage.HelloProof(answer.proof()));
    assertRefused(ends.settle(), ErrorCode.INVALID_SIGNATURE);
  }

  @Example
  void aProofBoundToAnotherChannelOpensNothing() {
    TwoEnds ends = new TwoEnds(1);
    Handshake dialler = new Handshake(ends.authority, TwoEnds.BROWSER, new byte[] {1}, null);
    Handshake acceptor = new Handshake(ends.authority, TwoEnds.NODE, new byte[] {2}, null);
    LinkMessage.Hello hello = dialler.begin("").value();
    acceptor.examine(hello, MessageCodec.encode(hello));
    LinkMessage.HelloAnswer answer = acceptor.answer(hello).value();
    assertThat(dialler.check(answer).map(peer -> peer.id()).failure().code())
        .isEqualTo(ErrorCode.INVALID_SIGNATURE);
  }

  /** A busy server verifies many cards between its answer and the proof. */
  @Property(tries = 2)
  void whatWasNamedIsReadThoughItIsForgottenSince(@ForAll boolean byDialler) {
    CheapNetwork cheap = new CheapNetwork(1);
    TestEnv env = new TestEnv(1);
    Identity page = cheap.member(PeerKind.BROWSER);
    Identity node = cheap.member(PeerKind.NODE, TwoEnds.ADDRESS);
    Authority pages = cheap.authority(env);
    Authority nodes = cheap.authority(env);
    assertThat(pages.prove(node.card()).isFailed() || nodes.prove(page.card()).isFailed())
        .isFalse();
    Handshake dialler = new Handshake(pages, page, new byte[0], node.id());
    Handshake acceptor = new Handshake(nodes, node, new byte[0], page.id());
    LinkMessage.Hello hello = dialler.begin("").value();
    acceptor.examine(hello, MessageCodec.encode(hello));
    LinkMessage.HelloAnswer answer = acceptor.answer(hello).value();
    for (int i = 0; i < 100; i++) {
      Authority busy = byDialler ? pages : nodes;
      assertThat(busy.prove(cheap.member(PeerKind.BROWSER).card()).isFailed()).isFalse();
    }
    assertThat(dialler.check(answer).value().id()).isEqualTo(node.id());
    LinkMessage.HelloProof proof = dialler.finish(answer).value();
    assertThat(acceptor.check(acceptor.examine(proof)).value().id()).isEqualTo(page.id());
  }

  @Example
  void theCardOfAnotherOpensNothing() {
    TwoEnds ends = new TwoEnds(1);
    IdentityKeys victim = ends.network.crypto.newIdentity();
    Turncoat keys = new Turncoat(victim);
    Identity thief = ends.network.member(keys, PeerKind.BROWSER);
    keys.current = ends.network.crypto.newIdentity();
    ends.accept();
    ends.dial(thief, ends.authority, TwoEnds.ADDRESS);
    assertClosed(ends.settle(), ErrorCode.INVALID_SIGNATURE);
  }

  @Example
  void anExpiredOrForgedTokenOpensNothing() {
    TwoEnds ends = new TwoEnds(1);
    TestNetwork network = ends.network;
    IdentityKeys keys = network.crypto.newIdentity();
    byte[] chain = network.bridgeToken.envelope().encoded();
    MembershipToken brief = network.token(network.bridge, chain, keys, false, 0, 1_000);
    Identity expired =
        Identity.of(
                network.authority, keys, brief.envelope().encoded(), 0, PeerKind.BROWSER, List.of())
            .value();
    ends.accept();
    ends.env.pass(1_000);
    ends.dial(expired, ends.authority, TwoEnds.ADDRESS);
    assertClosed(ends.settle(), ErrorCode.INVALID_TOKEN);
  }

  @Property(tries = 200)
  void anyFirstBytesCloseTheConnection(@ForAll @Size(min = 1, max = 400) byte[] bytes) {
    TwoEnds ends = new TwoEnds(1);
    ends.accept();
    ends.pipe.dialling.send(Lane.CONTROL, bytes);
    ends.settle();
    assertThat(ends.acceptorOwner.closed).hasSize(1);
    assertThat(ends.acceptorOwner.opened).isEmpty();
  }

  @Example
  void aMessageOutOfTurnClosesTheConnection() {
    for (Message message : outOfTurn()) {
      TwoEnds accepting = new TwoEnds(1);
      accepting.accept();
      send(accepting, message);
      assertRefused(accepting.settle(), ErrorCode.INVALID_REQUEST);
      TwoEnds dialling = new TwoEnds(1);
      dialling.pipe.accepting.events = new IgnoredEvents();
      dialling.dial(TwoEnds.BROWSER, dialling.authority, TwoEnds.ADDRESS);
      dialling.env.pass(1);
      dialling.pipe.accepting.send(
          Lane.CONTROL, Frames.cut(Lane.CONTROL, MessageCodec.encode(message)).get(0));
      dialling.settle();
      assertThat(dialling.diallerOwner.closed)
          .as(message.toString())
          .containsExactly(ErrorCode.INVALID_REQUEST);
    }
  }

  private static List<Message> outOfTurn() {
    return List.of(
        new LinkMessage.HelloProof(new byte[100]),
        new LinkMessage.Ready(),
        new LinkMessage.Ping(1),
        new LinkMessage.Pong(1, 0, 0, false),
        new LinkMessage.Presence(true),
        new LinkMessage.Credit(1),
        new LinkMessage.Request(1, 1_000, new LinkMessage.Done()),
        new LinkMessage.Response(1, new LinkMessage.Done()),
        new LinkMessage.Direct(MessageType.DIRECT, new byte[12], new byte[32]),
        new RoutingMessage.FindNode(new byte[32], new byte[8], 6));
  }

  @Example
  void aSecondHelloClosesTheConnection() {
    TwoEnds ends = new TwoEnds(1);
    ends.accept();
    Handshake raw = new Handshake(ends.authority, TwoEnds.BROWSER, new byte[0], null);
    Message hello = raw.begin(TwoEnds.ADDRESS).value();
    send(ends, hello);
    send(ends, hello);
    assertRefused(ends.settle(), ErrorCode.INVALID_REQUEST);
  }

  @Example
  void bytesBeforeTheTransportIsOpenCloseTheConnection() {
    TwoEnds ends = new TwoEnds(1);
    ends.dial(TwoEnds.BROWSER, ends.authority, TwoEnds.ADDRESS);
    byte[] early = MessageCodec.encode(new LinkMessage.Ready());
    ends.dialler.received(Lane.CONTROL, Frames.cut(Lane.CONTROL, early).get(0));
    assertThat(ends.diallerOwner.closed).containsExactly(ErrorCode.INVALID_REQUEST);
  }

  @Example
  void aProtocolOfTheFutureIsRefused() {
    TwoEnds ends = new TwoEnds(1);
    ends.accept();
    send(
        ends,
        new LinkMessage.Hello(
            2, 9, ends.network.id, new byte[65], new byte[16], TwoEnds.ADDRESS, List.of()));
    assertRefused(ends.settle(), ErrorCode.UNSUPPORTED);
  }

  private static void send(TwoEnds ends, Message message) {
    byte[] encoded = MessageCodec.encode(message);
    ends.pipe.dialling.send(Lane.CONTROL, Frames.cut(Lane.CONTROL, encoded).get(0));
  }

  /** The dialling side never opened, both are closed, and each owner heard of it once. */
  private static void assertClosed(TwoEnds ends) {
    assertThat(ends.diallerOwner.opened).isEmpty();
    assertThat(ends.dialler.isClosed()).isTrue();
    assertThat(ends.acceptor.isClosed()).isTrue();
    assertThat(ends.diallerOwner.closed).hasSize(1).doesNotContain(ErrorCode.INTERNAL);
    assertThat(ends.acceptorOwner.closed).hasSize(1).doesNotContain(ErrorCode.INTERNAL);
  }

  private static void assertClosed(TwoEnds ends, ErrorCode code) {
    assertClosed(ends);
    assertThat(ends.acceptorOwner.opened).isEmpty();
    assertThat(ends.diallerOwner.closed).containsExactly(code);
    assertThat(ends.acceptorOwner.closed).containsExactly(code);
  }

  /** A lone accepting side, against something that is no peer. */
  private static void assertRefused(TwoEnds ends, ErrorCode code) {
    assertThat(ends.acceptorOwner.opened).isEmpty();
    assertThat(ends.acceptorOwner.closed).containsExactly(code);
  }

  /** Keys that are another's while a card is made, and one's own afterwards. */
  private static final class Turncoat implements IdentityKeys {
    IdentityKeys current;

    Turncoat(IdentityKeys first) {
      current = first;
    }

    @Override
    public byte[] identityPublicKey() {
      return current.identityPublicKey();
    }

    @Override
    public byte[] topicPublicKey() {
      return current.topicPublicKey();
    }

    @Override
    public Promise<byte[]> signIdentity(byte[] message) {
      return current.signIdentity(message);
    }

    @Override
    public Promise<byte[]> signTopic(byte[] message) {
      return current.signTopic(message);
    }

    @Override
    public Promise<byte[]> agree(byte[] otherPublicKey) {
      return current.agree(otherPublicKey);
    }
  }
}
