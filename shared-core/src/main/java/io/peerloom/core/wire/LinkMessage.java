package io.peerloom.core.wire;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.crypto.EnvelopeCompression;
import io.peerloom.core.crypto.PeerCard;
import io.peerloom.core.crypto.SignedEnvelope;
import java.util.List;

/** Messages between the two ends of one connection: handshake, liveness, requests and answers. */
public sealed interface LinkMessage extends Message {
  /** Bytes of an error's explanation. */
  int MAX_REASON_BYTES = 256;

  /** The most bytes of a handshake proof. */
  int MAX_PROOF_BYTES = PeerCard.MAX_BYTES + 512;

  private static String cut(String reason) {
    String most = reason.substring(0, Math.min(reason.length(), MAX_REASON_BYTES));
    return Bytes.utf8(most).length <= MAX_REASON_BYTES
        ? most
        : most.substring(0, MAX_REASON_BYTES / 4);
  }

  /**
   * The dialling side's first message: which protocols it speaks, and its half of the key
   * agreement.
   *
   * @param origin the dialled address, empty on WebRTC
   * @param known ids of dictionaries the other may compress with, see {@link EnvelopeCompression}
   * @param seal how the dialler would have the link's frames authenticated, 0 for not at all
   */
  record Hello(
      int minProtocol,
      int maxProtocol,
      byte[] network,
      byte[] ephemeralKey,
      byte[] nonce,
      String origin,
      List<byte[]> known,
      int seal)
      implements LinkMessage {
    /** One of a link whose frames are not authenticated. */
    public Hello(
        int minProtocol,
        int maxProtocol,
        byte[] network,
        byte[] ephemeralKey,
        byte[] nonce,
        String origin,
        List<byte[]> known) {
      this(minProtocol, maxProtocol, network, ephemeralKey, nonce, origin, known, 0);
    }

    @Override
    public int number() {
      return MessageType.HELLO;
    }

    @Override
    public int fields() {
      return 8;
    }

    @Override
    public void write(CborWriter out) {
      out.uint(minProtocol).uint(maxProtocol).bytes(network).bytes(ephemeralKey).bytes(nonce);
      out.text(origin);
      out.list(known).uint(seal);
    }

    static Hello read(CborReader in) {
      return new Hello(
          in.uint(65535),
          in.uint(65535),
          in.bytesOf(32),
          in.bytesOf(PeerCard.P256_BYTES),
          in.bytesOf(16),
          in.text(PeerCard.MAX_ADDRESS_BYTES),
          EnvelopeCompression.readIds(in),
          in.uint(65535));
    }
  }

  /**
   * The accepting side's half of the key agreement, and its proof.
   *
   * @param seal how the link's frames are authenticated, as the dialler asked, or 0
   */
  record HelloAnswer(
      int protocol, byte[] ephemeralKey, byte[] nonce, byte[] proof, List<byte[]> known, int seal)
      implements LinkMessage {
    /** One of a link whose frames are not authenticated. */
    public HelloAnswer(
        int protocol, byte[] ephemeralKey, byte[] nonce, byte[] proof, List<byte[]> known) {
      this(protocol, ephemeralKey, nonce, proof, known, 0);
    }

    @Override
    public int number() {
      return MessageType.HELLO_ANSWER;
    }

    @Override
    public int fields() {
      return 6;
    }

    @Override
    public void write(CborWriter out) {
      out.uint(protocol).bytes(ephemeralKey).bytes(nonce).bytes(proof).list(known);
      out.uint(seal);
    }

    static HelloAnswer read(CborReader in) {
      return new HelloAnswer(
          in.uint(65535),
          in.bytesOf(PeerCard.P256_BYTES),
          in.bytesOf(16),
          in.bytes(MAX_PROOF_BYTES),
          EnvelopeCompression.readIds(in),
          in.uint(65535));
    }
  }

  /** The dialling side's proof. */
  record HelloProof(byte[] proof) implements LinkMessage {
    @Override
    public int number() {
      return MessageType.HELLO_PROOF;
    }

    @Override
    public int fields() {
      return 1;
    }

    @Override
    public void write(CborWriter out) {
      out.bytes(proof);
    }

    static HelloProof read(CborReader in) {
      return new HelloProof(in.bytes(MAX_PROOF_BYTES));
    }
  }

  /** The accepting side has opened the link. */
  record Ready() implements LinkMessage {
    @Override
    public int number() {
      return MessageType.READY;
    }

    @Override
    public int fields() {
      return 0;
    }

    @Override
    public void write(CborWriter out) {}
  }

  /**
   * The last message of a connection: why its sender ends it. With GOING_AWAY the sender will end
   * it within seconds, and the receiver should do so first, once it has other links.
   */
  record Goodbye(ErrorCode code, String reason) implements LinkMessage {
    /** One whose reason may be null, and is cut to {@link #MAX_REASON_BYTES}. */
    public static Goodbye of(ErrorCode code, String reason) {
      return new Goodbye(code, cut(reason == null ? "" : reason));
    }

    @Override
    public int number() {
      return MessageType.GOODBYE;
    }

    @Override
    public int fields() {
      return 2;
    }

    @Override
    public void write(CborWriter out) {
      out.uint(code.number()).text(reason);
    }

    static Goodbye read(CborReader in) {
      return new Goodbye(ErrorCode.of(in.uint(65535)), in.text(MAX_REASON_BYTES));
    }
  }

  /** Asks for a sign of life, and for the other side's time. */
  record Ping(int nonce) implements LinkMessage {
    @Override
    public int number() {
      return MessageType.PING;
    }

    @Override
    public int fields() {
      return 1;
    }

    @Override
    public void write(CborWriter out) {
      out.uint(nonce);
    }

    static Ping read(CborReader in) {
      return new Ping(in.uint(Integer.MAX_VALUE));
    }
  }

  /**
   * The answer to a {@link Ping}; with nonce 0 a sign of life that nobody asked for.
   *
   * @param wallMillis the network's time as the answering peer has it
   * @param machineMillis the clock of its machine
   * @param settled whether its time has agreed with others' for a while
   */
  record Pong(int nonce, long wallMillis, long machineMillis, boolean settled)
      implements LinkMessage {
    @Override
    public int number() {
      return MessageType.PONG;
    }

    @Override
    public int fields() {
      return 4;
    }

    @Override
    public void write(CborWriter out) {
      out.uint(nonce).ulong(wallMillis).ulong(machineMillis).bool(settled);
    }

    static Pong read(CborReader in) {
      return new Pong(in.uint(Integer.MAX_VALUE), in.ulong(), in.ulong(), in.bool());
    }
  }

  /** The sender became visible or hidden, or moved to other addresses (R4.5). */
  record Presence(boolean active) implements LinkMessage {
    @Override
    public int number() {
      return MessageType.PRESENCE;
    }

    @Override
    public int fields() {
      return 1;
    }

    @Override
    public void write(CborWriter out) {
      out.bool(active);
    }

    static Presence read(CborReader in) {
      return new Presence(in.bool());
    }
  }

  /** Room for that many more bytes in the bulk lane. */
  record Credit(int bytes) implements LinkMessage {
    @Override
    public int number() {
      return MessageType.CREDIT;
    }

    @Override
    public int fields() {
      return 1;
    }

    @Override
    public void write(CborWriter out) {
      out.uint(bytes);
    }

    static Credit read(CborReader in) {
      return new Credit(in.uint(1 << 24));
    }
  }

  /** Asks for an answer to {@code body} within {@code deadlineMillis} from its receipt. */
  record Request(int id, int deadlineMillis, Message body) implements LinkMessage {
    /** The longest deadline. */
    public static final int MAX_DEADLINE_MILLIS = 60_000;

    @Override
    public int number() {
      return MessageType.REQUEST;
    }

    @Override
    public int fields() {
      return 3;
    }

    @Override
    public void write(CborWriter out) {
      out.uint(id).uint(deadlineMillis);
      MessageCodec.write(out, body);
    }

    static Request read(CborReader in, int depth) {
      return new Request(
          in.uint(Integer.MAX_VALUE), in.uint(MAX_DEADLINE_MILLIS), MessageCodec.read(in, depth));
    }
  }

  /** The answer to the request of that id. */
  record Response(int id, Message body) implements LinkMessage {
    @Override
    public int number() {
      return MessageType.RESPONSE;
    }

    @Override
    public int fields() {
      return 2;
    }

    @Override
    public void write(CborWriter out) {
      out.uint(id);
      MessageCodec.write(out, body);
    }

    static Response read(CborReader in, int depth) {
      return new Response(in.uint(Integer.MAX_VALUE), MessageCodec.read(in, depth));
    }
  }

  /**
   * An answer that is an error code (R12.1); {@code retryAfterMillis} is 0 where it says nothing.
   */
  record Failure(ErrorCode code, String reason, int retryAfterMillis) implements LinkMessage {
    /** A failure as the other side learns it, its reason cut to {@link #MAX_REASON_BYTES}. */
    public static Failure of(PeerloomException e) {
      String reason = String.valueOf(e.getMessage());
      return new Failure(e.code(), cut(reason), e.retryAfterMillis());
    }

    /** An answer that is none; throws what a failure says. */
    public static Message successful(Message answer) {
      if (answer instanceof Failure failure) {
        throw failure.asException();
      }
      return answer;
    }

    /** The same for who asked. */
    public PeerloomException asException() {
      return new PeerloomException(code, reason, retryAfterMillis);
    }

    @Override
    public int number() {
      return MessageType.FAILURE;
    }

    @Override
    public int fields() {
      return 3;
    }

    @Override
    public void write(CborWriter out) {
      out.uint(code.number()).text(reason).uint(retryAfterMillis);
    }

    static Failure read(CborReader in) {
      return new Failure(
          ErrorCode.of(in.uint(65535)), in.text(MAX_REASON_BYTES), in.uint(Integer.MAX_VALUE));
    }
  }

  /** The answer to a request that was carried out and has no result. */
  record Done() implements LinkMessage {
    @Override
    public int number() {
      return MessageType.DONE;
    }

    @Override
    public int fields() {
      return 0;
    }

    @Override
    public void write(CborWriter out) {}
  }

  /**
   * Bytes from one application to another, encrypted under the link's secret.
   *
   * @param number DIRECT for a message, STREAM for a frame of a stream
   */
  record Direct(int number, byte[] nonce, byte[] sealed) implements LinkMessage {
    @Override
    public int fields() {
      return 2;
    }

    @Override
    public void write(CborWriter out) {
      out.bytes(nonce).bytes(sealed);
    }

    static Direct read(int number, CborReader in) {
      return new Direct(number, in.bytesOf(12), in.bytes(SignedEnvelope.MAX_BYTES));
    }
  }

  /** A message of a newer build; a request with it is answered UNSUPPORTED. Never written. */
  record Unknown(int number) implements LinkMessage {
    @Override
    public int fields() {
      return 0;
    }

    @Override
    public void write(CborWriter out) {
      throw new IllegalStateException("unknown message " + number);
    }
  }
}
