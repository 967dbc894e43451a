package io.peerloom.core.wire;

import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.crypto.SignedEnvelope;
import io.peerloom.core.id.Key;
import java.util.List;

/** Records: storing them at holders, fetching them. */
public sealed interface DataMessage extends Message {
  /** Slots of one shared name (decision 13). */
  int MAX_SLOTS = 8;

  /** The most bytes of a receipt. */
  int MAX_RECEIPT_BYTES = 512;

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
}
