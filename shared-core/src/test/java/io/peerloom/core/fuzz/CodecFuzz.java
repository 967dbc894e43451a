package io.peerloom.core.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.base.Rng;
import io.peerloom.core.connection.Frames;
import io.peerloom.core.connection.Lane;
import io.peerloom.core.crypto.EnvelopeCompression;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.crypto.IdentityBundle;
import io.peerloom.core.crypto.Invitation;
import io.peerloom.core.crypto.InvitationLink;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.core.crypto.PeerCard;
import io.peerloom.core.crypto.Revocation;
import io.peerloom.core.crypto.Sha256;
import io.peerloom.core.crypto.SignedEnvelope;
import io.peerloom.core.data.DataRecord;
import io.peerloom.core.id.PeerKind;
import io.peerloom.core.support.CheapNetwork;
import io.peerloom.core.support.TestEnv;
import io.peerloom.core.wire.LinkMessage;
import io.peerloom.core.wire.Message;
import io.peerloom.core.wire.MessageCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes are a message, or are refused with a code. How to fuzz on: CONTRIBUTING.md. */
class CodecFuzz {
  private static final int MUTANTS = 3_000;
  private static final Hash HASH = new Sha256();
  private static final EnvelopeCompression COMPRESSION =
      new CheapNetwork(1).authority(new TestEnv(1)).compression();

  static Stream<byte[]> messages() {
    return WireSeeds.withMutants(WireSeeds.valid(new Rng(1)), MUTANTS);
  }

  static Stream<byte[]> frames() {
    List<byte[]> framed = new ArrayList<>();
    for (byte[] message : WireSeeds.valid(new Rng(2))) {
      framed.add(Frames.cut(Lane.CONTROL, message).get(0));
      framed.add(Frames.cut(Lane.BULK, message).get(0));
    }
    return WireSeeds.withMutants(framed, MUTANTS);
  }

  static Stream<byte[]> signed() {
    CheapNetwork network = new CheapNetwork(1);
    byte[] card = network.member(PeerKind.NODE, "wss://node.example").card();
    PeerCard read = PeerCard.decode(card);
    byte[] compressed = COMPRESSION.compress(card, card, List.of());
    return WireSeeds.withMutants(List.of(card, read.bundle(), read.token(), compressed), MUTANTS);
  }

  @MethodSource("messages")
  @FuzzTest(maxDuration = "10m")
  void aMessageIsReadOrRefused(byte[] bytes) {
    readsOrRefuses(bytes);
  }

  private static void readsOrRefuses(byte[] bytes) {
    Message message;
    try {
      message = MessageCodec.decode(bytes);
    } catch (PeerloomException e) {
      assertThat(e.code()).isIn(ErrorCode.INVALID_REQUEST, ErrorCode.TOO_LARGE);
      return;
    }
    if (!isUnknown(message)) {
      // What is passed on is never longer than it came, or it would exceed the next one's bounds.
      byte[] written = MessageCodec.encode(message);
      assertThat(written.length).isLessThanOrEqualTo(bytes.length);
      assertThat(MessageCodec.encode(MessageCodec.decode(written))).isEqualTo(written);
    }
  }

  private static boolean isUnknown(Message message) {
    return message instanceof LinkMessage.Unknown
        || message instanceof LinkMessage.Request request && isUnknown(request.body())
        || message instanceof LinkMessage.Response response && isUnknown(response.body());
  }

  @MethodSource("frames")
  @FuzzTest(maxDuration = "10m")
  void framesAreTakenApartOrRefused(byte[] bytes) {
    List<byte[]> messages;
    try {
      messages = new Frames().take(bytes);
    } catch (PeerloomException e) {
      assertThat(e.code()).isIn(ErrorCode.INVALID_REQUEST, ErrorCode.TOO_LARGE);
      return;
    }
    messages.forEach(CodecFuzz::readsOrRefuses);
  }

  @MethodSource("signed")
  @FuzzTest(maxDuration = "10m")
  void whatIsSignedIsReadOrRefused(byte[] bytes) {
    List<Runnable> readers = new ArrayList<>();
    readers.add(() -> PeerCard.decode(bytes));
    readers.add(() -> COMPRESSION.expand(bytes, PeerCard.MAX_BYTES));
    readers.add(() -> EnvelopeCompression.outline(bytes, PeerCard.MAX_BYTES));
    readers.add(() -> IdentityBundle.decode(bytes));
    readers.add(() -> MembershipToken.decode(bytes));
    readers.add(() -> DataRecord.decode(HASH, bytes));
    readers.add(() -> Invitation.decode(bytes));
    readers.add(() -> Revocation.decode(bytes));
    readers.add(() -> InvitationLink.decode(Bytes.utf8(bytes)));
    for (SignedEnvelope.Type type : SignedEnvelope.Type.values()) {
      readers.add(() -> SignedEnvelope.decode(type, bytes));
    }
    for (Runnable reader : readers) {
      try {
        reader.run();
      } catch (PeerloomException e) {
        assertThat(e.code()).isNotEqualTo(ErrorCode.INTERNAL);
      }
    }
  }
}
