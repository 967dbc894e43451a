package io.peerloom.core.wire;

import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.Limits;
import io.peerloom.core.crypto.SignedEnvelope;
import io.peerloom.core.id.Key;
import java.util.List;

/** Messages that store records at their holders, fetch them, and keep replicas equal. */
public sealed interface DataMessage extends Message {

  /** Slots in one Pull, and records in its answer. */
  int MAX_PULLED = 8;

  /** Records in one answer to {@link Fetch}: the live ones, and as many that have expired. */
  int MAX_RECORDS = 2 * Limits.MAX_PUBLIC_PUBLISHERS;

  /** The most bytes of a receipt. */
  int MAX_RECEIPT_BYTES = 512;

  /** Records offered in one message: it fits into a routed envelope. */
  int MAX_OFFERED = 32;

  int SLOT_BYTES = Key.BYTES + 8;
  int DIGEST_BYTES = 16;

  /**
   * Stores a record. Answered by {@link Stored}.
   *
   * @param ballot the ballot it is accepted under, 0 for a plain put
   * @param holders with a ballot, the holder set recorded with it; with a plain put, the one that a
   *     holder without a recorded set records
   * @param digest with a plain put, instead of the holders: their digest, for a holder without a
   *     recorded set that would record the same; any other refuses
   * @param plain whether a plain receipt is enough; see {@link Stored}
   */
  record Store(byte[] record, long ballot, HolderSet holders, byte[] digest, boolean plain)
      implements DataMessage {
    private static final int FIELDS = 5;

    /** Asks for a plain receipt. */
    public Store(byte[] record, long ballot, HolderSet holders, byte[] digest) {
      this(record, ballot, holders, digest, true);
    }

    @Override
    public int number() {
      return MessageType.STORE;
    }

    @Override
    public int fields() {
      return plain ? FIELDS : FIELDS - 1;
    }

    @Override
    public void write(CborWriter out) {
      out.bytes(record).ulong(ballot);
      holders.write(out);
      out.bytes(digest);
      if (plain) {
        out.bool(true);
      }
    }

    static Store read(CborReader in, int fields) {
      return new Store(
          in.bytes(SignedEnvelope.MAX_BYTES),
          in.ulong(),
          HolderSet.read(in),
          in.bytes(HolderSet.DIGEST_BYTES),
          fields >= FIELDS && in.onlyTrue());
    }
  }

  /**
   * What was to be stored is durable.
   *
   * @param receipt a signed receipt, or, where a plain one was asked for, only the failure domain:
   *     its link, or the signature of a routed answer, says whose it is
   */
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

  /**
   * Asks for the records of a key. Answered by {@link Records}.
   *
   * @param publisher the first 8 bytes of the hash of the only publisher wanted; empty for all
   */
  record Fetch(Key key, byte[] publisher) implements DataMessage {
    /** Asks for the records of all publishers. */
    public Fetch(Key key) {
      this(key, new byte[0]);
    }

    @Override
    public int number() {
      return MessageType.FETCH;
    }

    @Override
    public int fields() {
      return 2;
    }

    @Override
    public void write(CborWriter out) {
      out.bytes(key.bytes()).bytes(publisher);
    }

    static Fetch read(CborReader in) {
      return new Fetch(new Key(in.bytesOf(Key.BYTES)), in.bytes(SLOT_BYTES - Key.BYTES));
    }
  }

  /**
   * The newest records of a key, one for each publisher; among them expired ones that still count
   * as newer than older ones elsewhere.
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
   * The version of a record that a holder has.
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

  /** Offers records to another holder, which pulls those it lacks. */
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

  /** Asks for the records in these slots. Answered by {@link Copies}. */
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
      return new Pull(in.list(MAX_PULLED, each -> each.bytesOf(SLOT_BYTES)));
    }
  }

  /**
   * A replica of a record, from one holder to another.
   *
   * @param supersedesUntil until when it is kept though it has expired, because an older version
   *     elsewhere lives longer; wall-clock milliseconds, 0 for not at all
   */
  record Copy(byte[] record, long ballot, HolderSet holders, long supersedesUntil) {
    void write(CborWriter out) {
      out.array(4).bytes(record).ulong(ballot);
      holders.write(out);
      out.ulong(supersedesUntil);
    }

    static Copy read(CborReader in) {
      int count = in.array(4);
      Copy copy =
          new Copy(in.bytes(SignedEnvelope.MAX_BYTES), in.ulong(), HolderSet.read(in), in.ulong());
      in.rest(count, 4);
      return copy;
    }
  }

  /** The records in the slots of a {@link Pull}. */
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
      return new Copies(in.list(MAX_PULLED, Copy::read));
    }
  }

  /**
   * Asks for the state of a slot; with a ballot, also for a promise to accept nothing under a lower
   * one (Paxos, phase 1). Answered by {@link Prepared}.
   *
   * @param sequence the sequence to be written; without a ballot 1 for an answer with the recorded
   *     holders, 0 for one with their digest
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
   * The state of a slot at one holder.
   *
   * @param sequence of the record, expired or not; 0 for none
   * @param ballot the ballot it was accepted under, 0 for a plain put
   * @param promisedSequence with {@code promisedBallot} the highest promise given
   * @param expiresAt with a ballot, when the record expires or expired; wall-clock milliseconds
   * @param record with a ballot, the record, unless it is older than the sequence asked for; else
   *     empty
   * @param isRecorded whether a holder set is recorded
   * @param digest without a ballot, of the recorded holder set, or else of the one it would record
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
