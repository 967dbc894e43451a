package io.peerloom.core.wire;

import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.crypto.SignedEnvelope;
import io.peerloom.core.id.Key;
import java.util.List;

/** Records: storing them at holders, fetching them, keeping the copies even. */
public sealed interface DataMessage extends Message {
  /** Slots of one shared name (decision 13). */
  int MAX_SLOTS = 8;

  /** The most bytes of a receipt. */
  int MAX_RECEIPT_BYTES = 512;

  /** Records offered in one message: it fits into a routed envelope. */
  int MAX_OFFERED = 32;

  int SLOT_BYTES = Key.BYTES + 8;
  int DIGEST_BYTES = 16;

  /** Keep this record. */
  record Store(byte[] record) implements DataMessage {
    @Override
    public int number() {
      return 30;
    }

    @Override
    public int fields() {
      return 1;
    }

    @Override
    public void write(CborWriter out) {
      out.bytes(record);
    }

    static Store read(CborReader in) {
      return new Store(in.bytes(SignedEnvelope.MAX_BYTES));
    }
  }

  /** It is durable: a signed receipt. */
  record Stored(byte[] receipt) implements DataMessage {
    @Override
    public int number() {
      return 31;
    }

    @Override
    public int fields() {
      return 1;
    }

    @Override
    public void write(CborWriter out) {
      out.bytes(receipt);
    }

    static Stored read(CborReader in) {
      return new Stored(in.bytes(MAX_RECEIPT_BYTES));
    }
  }

  /** Which records do you hold under that key? */
  record Fetch(Key key) implements DataMessage {
    @Override
    public int number() {
      return 32;
    }

    @Override
    public int fields() {
      return 1;
    }

    @Override
    public void write(CborWriter out) {
      out.bytes(key.bytes());
    }

    static Fetch read(CborReader in) {
      return new Fetch(new Key(in.bytesOf(Key.BYTES)));
    }
  }

  /** The newest records of a key, one a publisher. */
  record Records(List<byte[]> records) implements DataMessage {
    @Override
    public int number() {
      return 33;
    }

    @Override
    public int fields() {
      return 1;
    }

    @Override
    public void write(CborWriter out) {
      out.array(records.size());
      for (byte[] record : records) {
        out.bytes(record);
      }
    }

    static Records read(CborReader in) {
      return new Records(in.list(MAX_SLOTS, each -> each.bytes(SignedEnvelope.MAX_BYTES)));
    }
  }

  /**
   * A record that somebody holds.
   *
   * @param slot its key and the first 8 bytes of its publisher's hash
   * @param digest the first 16 bytes of its hash
   */
  record Held(byte[] slot, long sequence, byte[] digest) {
    void write(CborWriter out) {
      out.array(3).bytes(slot).ulong(sequence).bytes(digest);
    }

    static Held read(CborReader in) {
      int count = in.array(3);
      Held held = new Held(in.bytesOf(SLOT_BYTES), in.ulong(), in.bytesOf(DIGEST_BYTES));
      in.rest(count, 3);
      return held;
    }
  }

  /** These should be with you, too: fetch what you lack. */
  record Offer(List<Held> held) implements DataMessage {
    @Override
    public int number() {
      return 34;
    }

    @Override
    public int fields() {
      return 1;
    }

    @Override
    public void write(CborWriter out) {
      out.array(held.size());
      held.forEach(each -> each.write(out));
    }

    static Offer read(CborReader in) {
      return new Offer(in.list(MAX_OFFERED, Held::read));
    }
  }

  /** Give me what you hold in these slots. */
  record Pull(List<byte[]> slots) implements DataMessage {
    @Override
    public int number() {
      return 35;
    }

    @Override
    public int fields() {
      return 1;
    }

    @Override
    public void write(CborWriter out) {
      out.array(slots.size());
      slots.forEach(out::bytes);
    }

    static Pull read(CborReader in) {
      return new Pull(in.list(MAX_SLOTS, each -> each.bytesOf(SLOT_BYTES)));
    }
  }
}
