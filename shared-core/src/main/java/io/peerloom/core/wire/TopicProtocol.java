package io.peerloom.core.wire;

import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.id.Key;
import java.util.List;

/** Topics: publishing to the group, subscribing, pushing, reconciling. */
public sealed interface TopicProtocol extends Message {
  /** The most bytes of one signed topic message. */
  int MAX_ITEM_BYTES = 34 * 1024;

  /** The most bytes of a signed lease. */
  int MAX_LEASE_BYTES = 1024;

  /** Items in one message; an answer also stays below {@link #MAX_ANSWER_BYTES}. */
  int MAX_ITEMS = 256;

  /** Pages in one digest. */
  int MAX_PAGES = 10_000;

  /** Bytes of items in one answer; what does not fit is asked for again. */
  int MAX_ANSWER_BYTES = 256 * 1024;

  /** The length of an item's id, the first bytes of its hash. */
  int ID_BYTES = 16;

  /** Append this signed message to the topic. Answered by {@link DataMessage.Stored}. */
  record Append(Key topic, byte[] item) implements TopicProtocol {
    @Override
    public int number() {
      return 40;
    }

    @Override
    public int fields() {
      return 2;
    }

    @Override
    public void write(CborWriter out) {
      out.bytes(topic.bytes()).bytes(item);
    }

    static Append read(CborReader in) {
      return new Append(new Key(in.bytesOf(Key.BYTES)), in.bytes(MAX_ITEM_BYTES));
    }
  }

  /** A signed lease: push to me until it ends. Answered by {@link Digest}. */
  record Subscribe(Key topic, byte[] lease) implements TopicProtocol {
    @Override
    public int number() {
      return 41;
    }

    @Override
    public int fields() {
      return 2;
    }

    @Override
    public void write(CborWriter out) {
      out.bytes(topic.bytes()).bytes(lease);
    }

    static Subscribe read(CborReader in) {
      return new Subscribe(new Key(in.bytesOf(Key.BYTES)), in.bytes(MAX_LEASE_BYTES));
    }
  }

  /** What do you hold of that topic? Answered by {@link Digest}. */
  record AskDigest(Key topic) implements TopicProtocol {
    @Override
    public int number() {
      return 42;
    }

    @Override
    public int fields() {
      return 1;
    }

    @Override
    public void write(CborWriter out) {
      out.bytes(topic.bytes());
    }

    static AskDigest read(CborReader in) {
      return new AskDigest(new Key(in.bytesOf(Key.BYTES)));
    }
  }

  /** A page of a collection: messages published within one span of time, and their digest. */
  record Page(long number, byte[] digest) {
    static Page read(CborReader in) {
      int count = in.array(2);
      Page page = new Page(in.ulong(), in.bytesOf(ID_BYTES));
      in.rest(count, 2);
      return page;
    }
  }

  /** The pages of a collection. Two collections with the same digest hold the same messages. */
  record Digest(List<Page> pages) implements TopicProtocol {
    @Override
    public int number() {
      return 43;
    }

    @Override
    public int fields() {
      return 1;
    }

    @Override
    public void write(CborWriter out) {
      out.array(pages.size());
      for (Page page : pages) {
        out.array(2).ulong(page.number()).bytes(page.digest());
      }
    }

    static Digest read(CborReader in) {
      return new Digest(in.list(MAX_PAGES, Page::read));
    }
  }

  /**
   * The messages of one page in the order of their ids, those after {@code after} only. Answered by
   * {@link Items}; when that was cut for its size, the next question goes on from its last.
   */
  record AskPage(Key topic, long page, byte[] after) implements TopicProtocol {
    @Override
    public int number() {
      return 44;
    }

    @Override
    public int fields() {
      return 3;
    }

    @Override
    public void write(CborWriter out) {
      out.bytes(topic.bytes()).ulong(page).bytes(after);
    }

    static AskPage read(CborReader in) {
      return new AskPage(new Key(in.bytesOf(Key.BYTES)), in.ulong(), in.bytesOf(ID_BYTES));
    }
  }

  /** Signed messages of a topic; {@code more} when the answer was cut. */
  record Items(List<byte[]> items, boolean more) implements TopicProtocol {
    @Override
    public int number() {
      return 45;
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

  /** New messages for a subscriber, at once (R17.1). */
  record Push(Key topic, List<byte[]> items) implements TopicProtocol {
    @Override
    public int number() {
      return 46;
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

  /** No more pushes, please. */
  record Unsubscribe(Key topic) implements TopicProtocol {
    @Override
    public int number() {
      return 47;
    }

    @Override
    public int fields() {
      return 1;
    }

    @Override
    public void write(CborWriter out) {
      out.bytes(topic.bytes());
    }

    static Unsubscribe read(CborReader in) {
      return new Unsubscribe(new Key(in.bytesOf(Key.BYTES)));
    }
  }

  /** Messages another member of the group lacks. Answered when they are durable there. */
  record Replicate(Key topic, List<byte[]> items) implements TopicProtocol {
    @Override
    public int number() {
      return 48;
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
}
