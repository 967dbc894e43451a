package io.peerloom.core.wire;

import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.id.Key;
import java.util.List;

/** Messages of topics: publishing to the group, subscribing, pushing, reconciling. */
public sealed interface TopicProtocol extends Message {
  /** The most bytes of one signed topic message. */
  int MAX_ITEM_BYTES = Limits.MAX_TOPIC_MESSAGE_BYTES + 2 * 1024;

  /** The most bytes of a signed lease. */
  int MAX_LEASE_BYTES = 1024;

  /** Messages of a topic in one message; an answer also stays below {@link #MAX_ANSWER_BYTES}. */
  int MAX_ITEMS = 256;

  /** Ids in one answer. */
  int MAX_IDS = 4096;

  /** Spans in one digest; a full collection has less than half as many. */
  int MAX_SPANS = 256;

  /** Bytes of messages in one answer; the asker asks again for the rest. */
  int MAX_ANSWER_BYTES = 256 * 1024;

  /** The length of a message's id, the first bytes of its hash. */
  int ID_BYTES = 16;

  /**
   * Appends signed messages to a topic, all or none. Answered by {@link DataMessage.Stored}; a
   * signed receipt is over the hash of the message, or over the hash of the hashes of several.
   *
   * @param plain whether a plain receipt is enough
   */
  record Append(Key topic, List<byte[]> items, boolean plain) implements TopicProtocol {
    private static final int FIELDS = 3;

    /** Asks for a plain receipt. */
    public Append(Key topic, List<byte[]> items) {
      this(topic, items, true);
    }

    @Override
    public int number() {
      return MessageType.APPEND;
    }

    @Override
    public int fields() {
      return plain ? FIELDS : FIELDS - 1;
    }

    @Override
    public void write(CborWriter out) {
      out.bytes(topic.bytes()).list(items);
      if (plain) {
        out.bool(true);
      }
    }

    static Append read(CborReader in, int fields) {
      return new Append(
          new Key(in.bytesOf(Key.BYTES)),
          in.list(MAX_ITEMS, i -> i.bytes(MAX_ITEM_BYTES)),
          fields >= FIELDS && in.onlyTrue());
    }
  }

  /**
   * Subscribes by a signed lease, until it ends. Answered by {@link Digest}.
   *
   * @param push whether this member is to push although the subscriber is assigned to another,
   *     which does not
   */
  record Subscribe(Key topic, byte[] lease, boolean push) implements TopicProtocol {
    /** Leaves it to the members who pushes. */
    public Subscribe(Key topic, byte[] lease) {
      this(topic, lease, false);
    }

    @Override
    public int number() {
      return MessageType.SUBSCRIBE;
    }

    @Override
    public int fields() {
      return 3;
    }

    @Override
    public void write(CborWriter out) {
      out.bytes(topic.bytes()).bytes(lease).bool(push);
    }

    static Subscribe read(CborReader in) {
      return new Subscribe(new Key(in.bytesOf(Key.BYTES)), in.bytes(MAX_LEASE_BYTES), in.bool());
    }
  }

  /** Asks for a digest of some spans of a topic. Answered by {@link Digest}. */
  record AskDigest(Key topic, SpanRange range) implements TopicProtocol {
    @Override
    public int number() {
      return MessageType.ASK_DIGEST;
    }

    @Override
    public int fields() {
      return 3;
    }

    @Override
    public void write(CborWriter out) {
      out.bytes(topic.bytes());
      range.write(out);
    }

    static AskDigest read(CborReader in) {
      return new AskDigest(new Key(in.bytesOf(Key.BYTES)), SpanRange.read(in));
    }
  }

  /** Consecutive spans, by number; a span is the 2^14 ms with one {@code publishedAt >> 14}. */
  record SpanRange(long from, long to) {
    /** The whole collection. */
    public static final SpanRange ALL = new SpanRange(0, Long.MAX_VALUE);

    /** Those of its spans that are in another range, too, with which it overlaps. */
    public SpanRange within(SpanRange other) {
      return new SpanRange(Math.max(from, other.from), Math.min(to, other.to));
    }

    private void write(CborWriter out) {
      out.ulong(from).ulong(to);
    }

    private static SpanRange read(CborReader in) {
      SpanRange range = new SpanRange(in.ulong(), in.ulong());
      if (range.from > range.to) {
        throw new PeerloomException(ErrorCode.INVALID_REQUEST, "malformed");
      }
      return range;
    }
  }

  /**
   * The digest of one span, or of a group of {@code 16^level} consecutive spans.
   *
   * @param level 0 to {@link #MAX_LEVEL}
   * @param number its first span, divided by {@code 16^level}
   */
  record SpanDigest(int level, long number, byte[] digest) {
    /** So many groups of one level make one of the next. */
    public static final int FANOUT = 16;

    /** The largest groups have 4096 spans. */
    public static final int MAX_LEVEL = 3;

    private static final int LEVEL_BITS = 4;

    /** The number of the group of a level that contains a span. */
    public static long numberOf(long span, int level) {
      return span >> LEVEL_BITS * level;
    }

    /** The spans of that group. */
    public static SpanRange range(int level, long number) {
      long from = number << LEVEL_BITS * level;
      return new SpanRange(from, from | (1L << LEVEL_BITS * level) - 1);
    }

    public SpanRange range() {
      return range(level, number);
    }

    private static SpanDigest read(CborReader in) {
      int count = in.array(3);
      SpanDigest digest = new SpanDigest(in.uint(MAX_LEVEL), in.ulong(), in.bytesOf(ID_BYTES));
      in.rest(count, 3);
      if (digest.number > numberOf(Long.MAX_VALUE, digest.level)) {
        throw new PeerloomException(ErrorCode.INVALID_REQUEST, "malformed");
      }
      return digest;
    }
  }

  /**
   * The digests of a collection's spans, oldest first, the older ones in groups. Collections with
   * equal digests hold the same messages.
   */
  record Digest(List<SpanDigest> spans) implements TopicProtocol {
    @Override
    public int number() {
      return MessageType.DIGEST;
    }

    @Override
    public int fields() {
      return 1;
    }

    @Override
    public void write(CborWriter out) {
      out.array(spans.size());
      for (SpanDigest span : spans) {
        out.array(3).uint(span.level()).ulong(span.number()).bytes(span.digest());
      }
    }

    static Digest read(CborReader in) {
      Digest digest = new Digest(in.list(MAX_SPANS, SpanDigest::read));
      long end = -1;
      for (SpanDigest span : digest.spans) {
        if (span.range().from() <= end) {
          throw new PeerloomException(ErrorCode.INVALID_REQUEST, "malformed");
        }
        end = span.range().to();
      }
      return digest;
    }
  }

  /**
   * Asks for the messages of some spans, ordered by span and id; of the first span only those after
   * {@code after}. Answered by {@link Items}; when that was cut, the next request continues after
   * its last.
   *
   * @param most bytes of messages in the answer; TOO_LARGE where the next message alone has more
   */
  record AskItems(Key topic, SpanRange range, byte[] after, int most) implements TopicProtocol {
    @Override
    public int number() {
      return MessageType.ASK_ITEMS;
    }

    @Override
    public int fields() {
      return 5;
    }

    @Override
    public void write(CborWriter out) {
      out.bytes(topic.bytes());
      range.write(out);
      out.bytes(after).uint(most);
    }

    static AskItems read(CborReader in) {
      return new AskItems(
          new Key(in.bytesOf(Key.BYTES)),
          SpanRange.read(in),
          in.bytesOf(ID_BYTES),
          in.uint(MAX_ANSWER_BYTES));
    }
  }

  /** Signed messages of a topic; {@code more} when the answer was cut. */
  record Items(List<byte[]> items, boolean more) implements TopicProtocol {
    @Override
    public int number() {
      return MessageType.ITEMS;
    }

    @Override
    public int fields() {
      return 2;
    }

    @Override
    public void write(CborWriter out) {
      out.array(items.size());
      for (byte[] item : items) {
        out.bytes(item);
      }
      out.bool(more);
    }

    static Items read(CborReader in) {
      return new Items(in.list(MAX_ITEMS, i -> i.bytes(MAX_ITEM_BYTES)), in.bool());
    }
  }

  /** Pushes new messages to a subscriber (R17.1). */
  record Push(Key topic, List<byte[]> items) implements TopicProtocol {
    @Override
    public int number() {
      return MessageType.PUSH;
    }

    @Override
    public int fields() {
      return 2;
    }

    @Override
    public void write(CborWriter out) {
      out.bytes(topic.bytes()).array(items.size());
      for (byte[] item : items) {
        out.bytes(item);
      }
    }

    static Push read(CborReader in) {
      return new Push(
          new Key(in.bytesOf(Key.BYTES)), in.list(MAX_ITEMS, i -> i.bytes(MAX_ITEM_BYTES)));
    }
  }

  /**
   * Ends a subscription.
   *
   * @param until wall-clock milliseconds: a lease issued later stays, so that a replay ends none
   */
  record Unsubscribe(Key topic, long until) implements TopicProtocol {
    @Override
    public int number() {
      return MessageType.UNSUBSCRIBE;
    }

    @Override
    public int fields() {
      return 2;
    }

    @Override
    public void write(CborWriter out) {
      out.bytes(topic.bytes()).ulong(until);
    }

    static Unsubscribe read(CborReader in) {
      return new Unsubscribe(new Key(in.bytesOf(Key.BYTES)), in.ulong());
    }
  }

  /** Messages that another member of the group lacks. Answered once they are durable there. */
  record Replicate(Key topic, List<byte[]> items) implements TopicProtocol {
    @Override
    public int number() {
      return MessageType.REPLICATE;
    }

    @Override
    public int fields() {
      return 2;
    }

    @Override
    public void write(CborWriter out) {
      out.bytes(topic.bytes()).array(items.size());
      for (byte[] item : items) {
        out.bytes(item);
      }
    }

    static Replicate read(CborReader in) {
      return new Replicate(
          new Key(in.bytesOf(Key.BYTES)), in.list(MAX_ITEMS, i -> i.bytes(MAX_ITEM_BYTES)));
    }
  }

  /**
   * Asks for the ids of the messages of one span, in order, those after {@code after}. Answered by
   * {@link Ids}; when that was cut, the next request continues after its last.
   *
   * @param most ids in the answer
   */
  record AskIds(Key topic, long span, byte[] after, int most) implements TopicProtocol {
    @Override
    public int number() {
      return MessageType.ASK_IDS;
    }

    @Override
    public int fields() {
      return 4;
    }

    @Override
    public void write(CborWriter out) {
      out.bytes(topic.bytes()).ulong(span).bytes(after).uint(most);
    }

    static AskIds read(CborReader in) {
      return new AskIds(
          new Key(in.bytesOf(Key.BYTES)), in.ulong(), in.bytesOf(ID_BYTES), in.uint(MAX_IDS));
    }
  }

  /** Ids of messages; {@code more} when the answer was cut. */
  record Ids(List<byte[]> ids, boolean more) implements TopicProtocol {
    @Override
    public int number() {
      return MessageType.IDS;
    }

    @Override
    public int fields() {
      return 2;
    }

    @Override
    public void write(CborWriter out) {
      out.list(ids).bool(more);
    }

    static Ids read(CborReader in) {
      return new Ids(in.list(MAX_IDS, i -> i.bytesOf(ID_BYTES)), in.bool());
    }
  }

  /**
   * Asks for some messages of one span by their ids. Answered by {@link Items} in the order of the
   * ids, without those not held; when that was cut, the next request begins after its last.
   *
   * @param most bytes of messages in the answer; TOO_LARGE where the next message alone has more
   */
  record AskChosen(Key topic, long span, List<byte[]> ids, int most) implements TopicProtocol {
    @Override
    public int number() {
      return MessageType.ASK_CHOSEN;
    }

    @Override
    public int fields() {
      return 4;
    }

    @Override
    public void write(CborWriter out) {
      out.bytes(topic.bytes()).ulong(span).list(ids).uint(most);
    }

    static AskChosen read(CborReader in) {
      return new AskChosen(
          new Key(in.bytesOf(Key.BYTES)),
          in.ulong(),
          in.list(MAX_ITEMS, i -> i.bytesOf(ID_BYTES)),
          in.uint(MAX_ANSWER_BYTES));
    }
  }
}
