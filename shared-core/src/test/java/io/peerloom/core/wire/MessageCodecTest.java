package io.peerloom.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.id.Key;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.id.PeerKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Every message comes back as it went, and no bytes whatever do harm. */
@Label("MessageCodec")
class MessageCodecTest {
  @Property
  void whatIsEncodedDecodesToTheSame(@ForAll("messages") Message message) {
    byte[] encoded = MessageCodec.encode(message);
    Message decoded = MessageCodec.decode(encoded);
    assertThat(decoded.getClass()).isEqualTo(message.getClass());
    assertThat(MessageCodec.encode(decoded)).isEqualTo(encoded);
  }

  @Example
  void everyKindOfMessageIsGeneratedAndRead() {
    Set<String> generated = new TreeSet<>();
    for (Arbitrary<Message> kind : Messages.plain()) {
      Message sample = MessageCodec.decode(MessageCodec.encode(kind.sample()));
      generated.add(sample.getClass().getName());
    }
    generated.add(LinkMessage.Request.class.getName());
    generated.add(LinkMessage.Response.class.getName());
    generated.add(LinkMessage.Unknown.class.getName());
    assertThat(generated).isEqualTo(kinds(Message.class, new TreeSet<>()));
  }

  private static Set<String> kinds(Class<?> type, Set<String> found) {
    if (type.isSealed()) {
      for (Class<?> each : type.getPermittedSubclasses()) {
        kinds(each, found);
      }
    } else {
      found.add(type.getName());
    }
    return found;
  }

  @Property(tries = 2_000)
  void randomBytesGiveAMessageOrACode(@ForAll @Size(max = 300) byte[] bytes) {
    decodeAnything(bytes);
  }

  /** Random bytes rarely get past the first; these at least begin like a message. */
  @Property(tries = 2_000)
  void randomFieldsGiveAMessageOrACode(
      @ForAll @IntRange(max = 12) int count,
      @ForAll @IntRange(max = 60) int number,
      @ForAll @Size(max = 200) byte[] fields) {
    byte[] head = new CborWriter().array(count).uint(number).toBytes();
    decodeAnything(Bytes.concat(head, fields));
  }

  @Property
  void everyTruncationIsRefused(@ForAll("messages") Message message) {
    byte[] encoded = MessageCodec.encode(message);
    int step = 1 + encoded.length / 64;
    for (int length = 0; length < encoded.length; length += step) {
      byte[] part = Bytes.slice(encoded, 0, length);
      assertThatThrownBy(() -> MessageCodec.decode(part)).isInstanceOf(PeerloomException.class);
    }
  }

  @Property(tries = 1_000)
  void aFlippedBitGivesAMessageOrACode(
      @ForAll("messages") Message message, @ForAll @Size(min = 1, max = 4) List<Integer> flips) {
    byte[] encoded = MessageCodec.encode(message);
    for (int flip : flips) {
      int bit = Math.floorMod(flip, encoded.length * 8);
      encoded[bit / 8] ^= (byte) (1 << bit % 8);
    }
    decodeAnything(encoded);
  }

  @Property
  void moreBytesAfterTheMessageAreRefused(
      @ForAll("messages") Message message, @ForAll @Size(min = 1, max = 9) byte[] more) {
    byte[] encoded = Bytes.concat(MessageCodec.encode(message), more);
    assertCode(ErrorCode.INVALID_REQUEST, encoded);
  }

  @Property
  void fieldsOfANewerProtocolArePassedOver(
      @ForAll("messages") Message message, @ForAll @IntRange(max = 9) int number) {
    CborWriter out = new CborWriter();
    out.array(message.fields() + 4).uint(message.number());
    message.write(out);
    out.uint(number).text("new").array(2).bytes(new byte[number]).bool(true);
    assertThat(MessageCodec.encode(MessageCodec.decode(out.toBytes())))
        .isEqualTo(MessageCodec.encode(message));
  }

  @Property
  void aMissingFieldIsRefused(@ForAll("messages") Message message) {
    if (message.fields() > 0) {
      CborWriter out = new CborWriter();
      out.array(message.fields()).uint(message.number());
      message.write(out);
      assertCode(ErrorCode.INVALID_REQUEST, out.toBytes());
    }
  }

  @Example
  void anUnknownNumberIsNoFailure() {
    byte[] encoded = new CborWriter().array(3).uint(4711).text("some").array(1).uint(1).toBytes();
    assertThat(MessageCodec.decode(encoded)).isEqualTo(new LinkMessage.Unknown(4711));
  }

  @Example
  void anErrorCodeOfANewerProtocolIsUnknown() {
    byte[] encoded = new CborWriter().array(4).uint(12).uint(999).text("why").uint(5).toBytes();
    assertThat(MessageCodec.decode(encoded))
        .isEqualTo(new LinkMessage.Failure(ErrorCode.UNKNOWN_ERROR, "why", 5));
  }

  /** Else a collection could be made to compare the same spans again and again, or none at all. */
  @Example
  void pagesAndSpansAreInOrderAndWithinAllTime() {
    Key topic = new Key(new byte[Key.BYTES]);
    byte[] digest = new byte[TopicProtocol.ID_BYTES];
    long last = TopicProtocol.SpanDigest.numberOf(Long.MAX_VALUE, 3);
    List<Message> refused =
        List.of(
            new TopicProtocol.AskDigest(topic, new TopicProtocol.SpanRange(2, 1)),
            new TopicProtocol.AskItems(topic, new TopicProtocol.SpanRange(9, 0), digest, 1),
            digest(new TopicProtocol.SpanDigest(3, last + 1, digest)),
            digest(
                new TopicProtocol.SpanDigest(0, 2, digest),
                new TopicProtocol.SpanDigest(0, 1, digest)),
            digest(
                new TopicProtocol.SpanDigest(1, 2, digest),
                new TopicProtocol.SpanDigest(1, 2, digest)),
            digest(
                new TopicProtocol.SpanDigest(1, 0, digest),
                new TopicProtocol.SpanDigest(0, 15, digest)));
    refused.forEach(m -> assertCode(ErrorCode.INVALID_REQUEST, MessageCodec.encode(m)));
    Message most =
        digest(
            new TopicProtocol.SpanDigest(1, 0, digest),
            new TopicProtocol.SpanDigest(3, last, digest));
    assertThat(MessageCodec.decode(MessageCodec.encode(most)))
        .isInstanceOf(TopicProtocol.Digest.class);
  }

  private static Message digest(TopicProtocol.SpanDigest... digests) {
    return new TopicProtocol.Digest(List.of(digests));
  }

  /** Builds before the front door carried offers write one field less. */
  @Property
  void offersAndTheirAnswersMayBeMissing(@ForAll @Size(max = 300) byte[] bytes) {
    byte[] join = new CborWriter().array(2).uint(50).bytes(bytes).toBytes();
    assertThat(((JoinMessage.Join) MessageCodec.decode(join)).offer()).isNull();
    byte[] referred =
        MessageCodec.encode(new JoinMessage.Join(new byte[] {1}, null, new byte[] {2}));
    JoinMessage.Join read = (JoinMessage.Join) MessageCodec.decode(referred);
    assertThat(read.offer()).isNull();
    assertThat(read.referral()).containsExactly(2);
    assertThat(MessageCodec.encode(MessageCodec.decode(join))).isEqualTo(join);
    ContactInfo bridge =
        new ContactInfo(new NodeId(new byte[32]), PeerKind.BRIDGE, true, List.of());
    byte[] admission =
        MessageCodec.encode(
            new JoinMessage.Admission(
                new byte[65], bytes, bytes, 1, bridge, List.of(), null, null));
    assertThat(admission[0]).isEqualTo((byte) 0x87);
    assertThat(((JoinMessage.Admission) MessageCodec.decode(admission)).answer()).isNull();
    IceServers stun = new IceServers(List.of("stun:h"), "", "", 0);
    JoinMessage.Admission naming =
        (JoinMessage.Admission)
            MessageCodec.decode(
                MessageCodec.encode(
                    new JoinMessage.Admission(
                        new byte[65], bytes, bytes, 1, bridge, List.of(), null, stun)));
    assertThat(naming.answer()).isNull();
    assertThat(naming.iceServers()).isEqualTo(stun);
  }

  @Example
  void messagesWithinMessagesAreBounded() {
    assertCode(ErrorCode.INVALID_REQUEST, nested(3));
    assertCode(ErrorCode.INVALID_REQUEST, nested(50_000));
    assertThat(MessageCodec.decode(nested(2))).isInstanceOf(LinkMessage.Response.class);
  }

  private static byte[] nested(int depth) {
    List<byte[]> parts = new ArrayList<>();
    for (int i = 0; i < depth; i++) {
      parts.add(new CborWriter().array(3).uint(11).uint(1).toBytes());
    }
    parts.add(MessageCodec.encode(new LinkMessage.Done()));
    return Bytes.concat(parts.toArray(new byte[0][]));
  }

  /** A build before plain receipts leaves that field out, and nothing says that none is wanted. */
  @Example
  void aFieldThatMayBeLeftOutHasOneValue() {
    DataMessage.Store signed =
        new DataMessage.Store(new byte[1], 0, HolderSet.NONE, new byte[0], false);
    byte[] encoded = MessageCodec.encode(signed);
    assertThat(((DataMessage.Store) MessageCodec.decode(encoded)).plain()).isFalse();
    encoded[0]++;
    byte[] asked = Bytes.concat(encoded, new byte[] {(byte) 0xf5});
    assertThat(((DataMessage.Store) MessageCodec.decode(asked)).plain()).isTrue();
    assertCode(ErrorCode.INVALID_REQUEST, Bytes.concat(encoded, new byte[] {(byte) 0xf4}));
    TopicProtocol.Append append =
        new TopicProtocol.Append(new Key(new byte[Key.BYTES]), List.of(new byte[1]), false);
    byte[] old = MessageCodec.encode(append);
    assertThat(((TopicProtocol.Append) MessageCodec.decode(old)).plain()).isFalse();
  }

  @Example
  void aMessageOverTheBoundIsRefused() {
    assertCode(ErrorCode.TOO_LARGE, new byte[MessageCodec.MAX_MESSAGE_BYTES + 1]);
  }

  /** A field that exceeds its own bound, though the message does not. */
  @Example
  void aFieldOverItsBoundIsRefused() {
    assertCode(
        ErrorCode.INVALID_REQUEST, MessageCodec.encode(new DataMessage.Stored(new byte[513])));
    assertCode(
        ErrorCode.INVALID_REQUEST,
        MessageCodec.encode(new RoutingMessage.Signal(1, new byte[8], "x".repeat(2501))));
    assertCode(ErrorCode.INVALID_REQUEST, MessageCodec.encode(new LinkMessage.Credit(1 << 25)));
    assertCode(
        ErrorCode.INVALID_REQUEST,
        MessageCodec.encode(new LinkMessage.Request(1, 60_001, new LinkMessage.Done())));
  }

  @Provide
  Arbitrary<Message> messages() {
    return Messages.any();
  }

  /** What is read at all can be written again; what cannot be read is a code, nothing else. */
  private static void decodeAnything(byte[] bytes) {
    Message message;
    try {
      message = MessageCodec.decode(bytes);
    } catch (PeerloomException e) {
      assertThat(Set.of(ErrorCode.INVALID_REQUEST, ErrorCode.TOO_LARGE)).contains(e.code());
      return;
    }
    if (!holdsUnknown(message)) {
      assertThat(MessageCodec.encode(message)).isNotEmpty();
    }
  }

  private static boolean holdsUnknown(Message message) {
    Collection<Message> inner =
        message instanceof LinkMessage.Request request
            ? List.of(request.body())
            : message instanceof LinkMessage.Response response
                ? List.of(response.body())
                : List.of();
    return message instanceof LinkMessage.Unknown
        || inner.stream().anyMatch(MessageCodecTest::holdsUnknown);
  }

  private static void assertCode(ErrorCode code, byte[] encoded) {
    assertThatThrownBy(() -> MessageCodec.decode(encoded))
        .isInstanceOfSatisfying(PeerloomException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
