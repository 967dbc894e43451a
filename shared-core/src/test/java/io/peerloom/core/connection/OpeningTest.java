package io.peerloom.core.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.crypto.EphemeralKey;
import io.peerloom.core.crypto.Hkdf;
import io.peerloom.core.crypto.PeerCard;
import io.peerloom.core.crypto.SignedEnvelope;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.LinkMessage.Hello;
import io.peerloom.core.wire.LinkMessage.HelloAnswer;
import io.peerloom.core.wire.MessageCodec;
import io.peerloom.core.wire.MessageType;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/** What other builds and other networks do while a link opens, short of breaking the rules. */
@Label("Opening a link")
class OpeningTest {
  /** A newer build's hello has a field more; both ends must have hashed the same bytes. */
  @Example
  void theTranscriptHoldsTheHelloAsItCame() {
    TwoEnds ends = new TwoEnds(1);
    ends.accept();
    EphemeralKey own = TwoEnds.CRYPTO.generateEphemeral().value();
    Hello known =
        new Hello(1, 9, ends.network.id, own.publicKey(), new byte[16], TwoEnds.ADDRESS, List.of());
    byte[] encoded = MessageCodec.encode(known);
    byte[] newer = Bytes.concat(encoded, new byte[] {0x18, 42});
    newer[0]++;
    ends.pipe.dialling.send(Lane.CONTROL, Frames.cut(Lane.CONTROL, newer).get(0));
    ends.env.pass(100);

    byte[] answered = new Frames().take(ends.pipe.accepting.sent.get(0)).get(0);
    HelloAnswer answer = (HelloAnswer) MessageCodec.decode(answered);
    assertThat(proves(ends, own, answer, transcript(ends, newer, answer))).isTrue();
    assertThat(proves(ends, own, answer, transcript(ends, encoded, answer))).isFalse();
  }

  /** As docs/PROTOCOL.md has it, section 4. */
  private static byte[] transcript(TwoEnds ends, byte[] hello, HelloAnswer answer) {
    return ends.network.hash.sha256(
        Bytes.utf8("peerloom-handshake-v1"),
        ends.network.hash.sha256(hello),
        new byte[] {0, 1},
        answer.ephemeralKey(),
        answer.nonce());
  }

  private static boolean proves(
      TwoEnds ends, EphemeralKey own, HelloAnswer answer, byte[] transcript) {
    byte[] whole = ends.authority.compression().expand(answer.proof(), LinkMessage.MAX_PROOF_BYTES);
    SignedEnvelope envelope = SignedEnvelope.decode(SignedEnvelope.Type.PROOF, whole);
    CborReader in = new CborReader(envelope.body());
    in.array(3);
    byte[] key = in.bytesOf(PeerCard.P256_BYTES);
    byte[] role = {(byte) in.uint(255)};
    byte[] card = in.bytes(PeerCard.MAX_BYTES);
    Hkdf hkdf = new Hkdf(ends.network.hash);
    byte[] secret = hkdf.extract(transcript, own.agree(answer.ephemeralKey()).value());
    byte[] macKey = hkdf.expand(secret, Bytes.utf8("mac"), 32);
    byte[] unsent = Bytes.concat(transcript, hkdf.hmac(macKey, role, transcript, card));
    return !ends.authority.verify(envelope, unsent, key).isFailed();
  }

  /** Two data channels keep no order between them: the Ready is still on its way. */
  private static List<byte[]> openedAndHeldBack(TwoEnds ends) {
    List<byte[]> held = new ArrayList<>();
    ends.pipe.accepting.meddler =
        (number, message) -> {
          boolean bulk = (message[0] & 1) == 1;
          if (number == 0 || bulk) {
            return message;
          }
          held.add(message);
          return null;
        };
    ends.connect().env.pass(1_000);
    assertThat(ends.acceptor.isOpen()).isTrue();
    assertThat(ends.dialler.isOpen()).isFalse();
    return held;
  }

  @Example
  void bulkThatOvertakesTheReadyIsKept() {
    TwoEnds ends = new TwoEnds(1);
    List<byte[]> held = openedAndHeldBack(ends);
    ends.acceptor.requestDirect(MessageType.DIRECT, Bytes.utf8("one"), 10_000);
    ends.acceptor.requestDirect(MessageType.DIRECT, Bytes.utf8("two"), 10_000);
    ends.env.pass(100);
    assertThat(ends.diallerOwner.direct).isEmpty();
    assertThat(ends.dialler.isClosed()).isFalse();
    held.forEach(message -> ends.dialler.received(Lane.CONTROL, message));
    ends.env.pass(100);
    assertThat(ends.dialler.isOpen()).isTrue();
    assertThat(ends.diallerOwner.direct)
        .containsExactly(Bytes.wrap(Bytes.utf8("one")), Bytes.wrap(Bytes.utf8("two")));
  }

  /** Whoever never says Ready gets no memory for what it sends instead. */
  @Example
  void bulkWithoutEndBeforeTheReadyClosesTheConnection() {
    TwoEnds ends = new TwoEnds(1);
    openedAndHeldBack(ends);
    byte[] frame =
        Frames.cut(
                Lane.BULK,
                MessageCodec.encode(
                    new LinkMessage.Direct(MessageType.DIRECT, new byte[12], new byte[32])))
            .get(0);
    int sent = 0;
    while (!ends.dialler.isClosed() && sent < 100) {
      ends.dialler.received(Lane.BULK, frame);
      sent++;
    }
    assertThat(sent).isLessThan(100);
    assertThat(ends.diallerOwner.closed).containsExactly(ErrorCode.INVALID_REQUEST);
  }
}
