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

  /** Records in one answer to {@link Fetch}: the live ones, and as many that have expired. */
  int MAX_RECORDS = 2 * MAX_SLOTS;

  /** The most bytes of a receipt. */
  int MAX_RECEIPT_BYTES = 512;

  /** Records offered in one message: it fits into a routed envelope. */
  int MAX_OFFERED = 32;

  int SLOT_BYTES = Key.BYTES + 8;
  int DIGEST_BYTES = 16;

  /**
   * Keep this record.
   *
   * @param ballot the ballot that it goes under, 0 for a plain put
   * @param holders with a ballot, what is recorded with it; with a plain put, what a holder records
   *     that knows of none
   * @param digest with a plain put, in the place of holders: the digest of those, for a holder that
   *     knows of none and would record the same; another refuses
   */
  record Store(byte[] record, long ballot, HolderSet holders, byte[] digest)
      implements DataMessage {
    @Override
    public int number() {
      return MessageType.STORE;
    }

    @Override
    public int fields() {
      return 4;
    }

    @Override
    public void write(CborWriter out) {
      out.bytes(record).ulong(ballot);
      holders.write(out);
      out.bytes(digest);
    }

    static Store read(CborReader in) {
      return new Store(
          in.bytes(SignedEnvelope.MAX_BYTES),
          in.ulong(),
          HolderSet.read(in),
          in.bytes(HolderSet.DIGEST_BYTES));
    }
  }

  /** It is durable: a signed receipt. */
  record Stored(byte[] receipt) implements DataMessage {
    @Override
    public int number() {
      return MessageType.STORED;
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
      return MessageType.FETCH;
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

  /**
   * The newest records of a key, one a publisher; those that have expired and still count as newer
   * than others' older ones among them.
   */
  record Records(List<byte[]> records) implements DataMessage {
    @Override
    public int number() {
      return MessageType.RECORDS;
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
      return new Records(in.list(MAX_RECORDS, each -> each.bytes(SignedEnvelope.MAX_BYTES)));
    }
  }

  /**
   * A record that somebody holds.
   *
   * @param slot its key and the first 8 bytes of its publisher's hash
   * @param ballot the ballot it was accepted under, 0 for a plain put
   * @param digest the first 16 bytes of its hash
   */
  record Held(byte[] slot, long sequence, long ballot, byte[] digest) {
    void write(CborWriter out) {
      out.array(4).bytes(slot).ulong(sequence).ulong(ballot).bytes(digest);
    }

    static Held read(CborReader in) {
      int count = in.array(4);
      Held held =
          new Held(in.bytesOf(SLOT_BYTES), in.ulong(), in.ulong(), in.bytesOf(DIGEST_BYTES));
      in.rest(count, 4);
      return held;
    }
  }

  /** These should be with you, too: fetch what you lack. */
  record Offer(List<Held> held) implements DataMessage {
    @Override
    public int number() {
      return MessageType.OFFER;
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
      return MessageType.PULL;
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

  /**
   * A record as one holder gives it to another.
   *
   * @param keptUntil until when it is kept though it has expired, because an older one that lives
   *     longer is about; wall-clock milliseconds, 0 for not
   */
  record Copy(byte[] record, long ballot, HolderSet holders, long keptUntil) {
    void write(CborWriter out) {
      out.array(4).bytes(record).ulong(ballot);
      holders.write(out);
      out.ulong(keptUntil);
    }

    static Copy read(CborReader in) {
      int count = in.array(4);
      Copy copy =
          new Copy(in.bytes(SignedEnvelope.MAX_BYTES), in.ulong(), HolderSet.read(in), in.ulong());
      in.rest(count, 4);
      return copy;
    }
  }

  /** What is held in the slots of a {@link Pull}. */
  record Copies(List<Copy> copies) implements DataMessage {
    @Override
    public int number() {
      return MessageType.COPIES;
    }

    @Override
    public int fields() {
      return 1;
    }

    @Override
    public void write(CborWriter out) {
      out.array(copies.size());
      copies.forEach(each -> each.write(out));
    }

    static Copies read(CborReader in) {
      return new Copies(in.list(MAX_SLOTS, Copy::read));
    }
  }

  /**
   * What do you have in that slot? With a ballot: and promise to accept nothing under a lower one.
   *
   * @param sequence the sequence to be written; without a ballot 1 to be answered with the recorded
   *     holders, 0 for their digest
   */
  record Prepare(byte[] slot, long sequence, long ballot) implements DataMessage {
    @Override
    public int number() {
      return MessageType.PREPARE;
    }

    @Override
    public int fields() {
      return 3;
    }

    @Override
    public void write(CborWriter out) {
      out.bytes(slot).ulong(sequence).ulong(ballot);
    }

    static Prepare read(CborReader in) {
      return new Prepare(in.bytesOf(SLOT_BYTES), in.ulong(), in.ulong());
    }
  }

  /**
   * What somebody has in a slot.
   *
   * @param sequence of the record, expired or not; 0 for none
   * @param ballot the ballot it was accepted under, 0 for a plain put
   * @param promisedSequence with {@code promisedBallot} the highest that was promised
   * @param expiresAt with a ballot, when the record expires, or has; wall-clock milliseconds
   * @param record with a ballot, the record, where it is not older than the sequence asked for;
   *     else empty
   * @param isRecorded whether holders are recorded
   * @param digest without a ballot, of the recorded holders, or else of those it would record
   */
  record Prepared(
      long sequence,
      long ballot,
      long promisedSequence,
      long promisedBallot,
      long expiresAt,
      HolderSet holders,
      byte[] record,
      boolean isRecorded,
      byte[] digest)
      implements DataMessage {
    @Override
    public int number() {
      return MessageType.PREPARED;
    }

    @Override
    public int fields() {
      return 9;
    }

    @Override
    public void write(CborWriter out) {
      out.ulong(sequence).ulong(ballot).ulong(promisedSequence).ulong(promisedBallot);
      out.ulong(expiresAt);
      holders.write(out);
      out.bytes(record).bool(isRecorded).bytes(digest);
    }

    static Prepared read(CborReader in) {
      return new Prepared(
          in.ulong(),
          in.ulong(),
          in.ulong(),
          in.ulong(),
          in.ulong(),
          HolderSet.read(in),
          in.bytes(SignedEnvelope.MAX_BYTES),
          in.bool(),
          in.bytes(HolderSet.DIGEST_BYTES));
    }
  }
}
