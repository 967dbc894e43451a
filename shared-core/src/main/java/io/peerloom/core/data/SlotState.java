package io.peerloom.core.data;

import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.Limits;
import io.peerloom.core.wire.HolderSet;

/**
 * What a holder has of one slot, and what it may still promise and accept: the acceptor of CASPaxos
 * (Rystsov, 2018). All versions of a slot are one register, ordered by sequence, and within one
 * sequence by the ballot they were accepted under; a plain put has ballot 0.
 *
 * <p>Invariant: once a ballot is promised, nothing is accepted under a lower one, and an accepted
 * version is replaced only by a higher one. So a writer with the promises of most holders sees
 * everything that most of them have accepted, or can still accept, under a lower ballot.
 *
 * @param sequence of the version held, expired or not; 0 for none
 * @param ballot the ballot it was accepted under, 0 for a plain put
 * @param promisedSequence with {@code promisedBallot} the highest that was promised
 * @param promisedUntil until when copies and plain puts below the promise are refused, in
 *     wall-clock milliseconds. For ballots and recorded holders the promise counts longer, for as
 *     long as a record written under it may live: wherever that record is, it would replace a lower
 *     one, and plain puts go above it as well
 * @param supersedesUntil when the longest-lived of the earlier versions expires, in wall-clock
 *     milliseconds: until then this one counts, expired or not
 * @param holders whose majority decides
 */
public record SlotState(
    long sequence,
    long ballot,
    long promisedSequence,
    long promisedBallot,
    long promisedUntil,
    long supersedesUntil,
    HolderSet holders) {
  /** The state of an unknown slot. */
  public static final SlotState EMPTY = new SlotState(0, 0, 0, 0, 0, 0, HolderSet.NONE);

  /** A ballot is a round above so many random bits. */
  public static final int ROUND_SHIFT = 40;

  /** The round of a ballot. */
  public static long roundOf(long ballot) {
    return ballot >>> ROUND_SHIFT;
  }

  /** Compares by sequence, then by ballot. */
  public static int compare(long sequence, long ballot, long otherSequence, long otherBallot) {
    return sequence != otherSequence
        ? Long.compare(sequence, otherSequence)
        : Long.compare(ballot, otherBallot);
  }

  /** Whether a ballot for a sequence may be promised. */
  public boolean mayPromise(long forSequence, long underBallot) {
    return this.sequence <= forSequence
        && compare(forSequence, underBallot, this.sequence, ballot) > 0
        && compare(forSequence, underBallot, promisedSequence, promisedBallot) > 0;
  }

  /** Whether a version that is not the one held may be accepted under a ballot. */
  public boolean mayAccept(long forSequence, long underBallot) {
    return compare(forSequence, underBallot, sequence, ballot) > 0
        && compare(forSequence, underBallot, promisedSequence, promisedBallot) >= 0;
  }

  /**
   * Whether another holder's copy, or a plain put, may be accepted; neither is part of a ballot.
   */
  public boolean mayAcceptOutsideBallot(long forSequence, long underBallot, long now) {
    return promisedUntil > now
        ? mayAccept(forSequence, underBallot)
        : compare(forSequence, underBallot, sequence, ballot) > 0;
  }

  public SlotState promised(long forSequence, long underBallot, long until) {
    return new SlotState(
        sequence,
        ballot,
        forSequence,
        underBallot,
        Math.max(promisedUntil, until),
        supersedesUntil,
        holders);
  }

  /**
   * The state with another version.
   *
   * @param replacedUntil when the version before expires
   * @param with the holders to record with it. If they are below the promise they are recorded only
   *     if none are, and as the lowest set, because the promised writer has not seen them
   */
  public SlotState accepted(
      long newSequence, long underBallot, long replacedUntil, HolderSet with) {
    boolean isAbove =
        compare(with.sequence(), with.ballot(), promisedSequence, promisedBallot) >= 0;
    HolderSet recorded = holders;
    if (with.isNewerThan(holders) && isAbove) {
      recorded = with;
    } else if (holders.isNone()) {
      recorded = new HolderSet(0, 0, with.holders(), with.former());
    }
    return new SlotState(
        newSequence,
        underBallot,
        promisedSequence,
        promisedBallot,
        promisedUntil,
        Math.max(supersedesUntil, replacedUntil),
        recorded);
  }

  /**
   * The state for the version that is held, because the stored state may describe an earlier one;
   * without the promise once no record written under it can be alive.
   */
  public SlotState of(long heldSequence, long now) {
    boolean promised = rememberedUntil() > now;
    return new SlotState(
        heldSequence,
        sequence == heldSequence ? ballot : 0,
        promised ? promisedSequence : 0,
        promised ? promisedBallot : 0,
        promisedUntil,
        supersedesUntil,
        holders);
  }

  /** Until when a record written under the last promised ballot may live. */
  long rememberedUntil() {
    return promisedSequence == 0 ? 0 : promisedUntil + Limits.MAX_TTL_SECONDS * 1000L;
  }

  /** The state without a version. */
  SlotState ofNone(long now) {
    return rememberedUntil() > now
        ? new SlotState(0, 0, promisedSequence, promisedBallot, promisedUntil, 0, HolderSet.NONE)
        : EMPTY;
  }

  public byte[] encoded() {
    CborWriter out = new CborWriter();
    out.array(7).ulong(sequence).ulong(ballot).ulong(promisedSequence).ulong(promisedBallot);
    out.ulong(promisedUntil).ulong(supersedesUntil).bytes(holders.encoded());
    return out.toBytes();
  }

  public static SlotState decode(byte[] encoded) {
    return decode(encoded, false);
  }

  /**
   * Decodes what an earlier version stored beside the record. Its extra field, the highest sequence
   * ever promised, equals that of the last promise.
   */
  static SlotState decodeEarlier(byte[] encoded) {
    return decode(encoded, true);
  }

  private static SlotState decode(byte[] encoded, boolean withHighest) {
    CborReader in = new CborReader(encoded);
    int fields = withHighest ? 8 : 7;
    int count = in.array(fields);
    long sequence = in.ulong();
    long ballot = in.ulong();
    long promisedSequence = in.ulong();
    long promisedBallot = in.ulong();
    long promisedUntil = in.ulong();
    if (withHighest) {
      in.ulong();
    }
    long supersedesUntil = in.ulong();
    HolderSet holders = HolderSet.read(new CborReader(in.bytes(1024)));
    in.rest(count, fields);
    return new SlotState(
        sequence,
        ballot,
        promisedSequence,
        promisedBallot,
        promisedUntil,
        supersedesUntil,
        holders);
  }
}
