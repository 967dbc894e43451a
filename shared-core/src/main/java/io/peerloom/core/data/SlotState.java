package io.peerloom.core.data;

import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.Limits;
import io.peerloom.core.wire.HolderSet;

/**
 * What a holder has of one slot, and what it may still promise and accept: the acceptor of CASPaxos
 * (Rystsov, 2018). All versions of a slot are one register. They are ordered by their sequence,
 * those of one sequence by the ballot they were accepted under; a plain put goes under ballot 0.
 *
 * <p>Invariant: once a ballot is promised, nothing is accepted under a lower one, and nothing that
 * was accepted is given up but for something higher. So whoever has the promises of most holders
 * sees everything that most of them have accepted, or can still accept, under a lower ballot.
 *
 * @param sequence of the version held, expired or not; 0 for none
 * @param ballot the ballot it was accepted under, 0 for a plain put
 * @param promisedSequence with {@code promisedBallot} the highest that was promised
 * @param promisedUntil until when copies and plain puts below the promise are refused, in
 *     wall-clock milliseconds; ballots and who is recorded are for as long as a record may live
 *     that was written under it. For that record, wherever it is, would replace what goes below,
 *     and plain puts go above it as well
 * @param keptUntil when the longest-lived of the versions before this one expires, in wall-clock
 *     milliseconds: until then this one counts, expired or not
 * @param holders whose majority decides
 */
public record SlotState(
    long sequence,
    long ballot,
    long promisedSequence,
    long promisedBallot,
    long promisedUntil,
    long keptUntil,
    HolderSet holders) {
  /** Nothing is known of the slot. */
  public static final SlotState EMPTY = new SlotState(0, 0, 0, 0, 0, 0, HolderSet.NONE);

  /** Whether the first of two is the later: by sequence, then by ballot. */
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

  /** Whether another holder's copy, or a plain put, may be taken: nobody counts on these. */
  public boolean mayTake(long forSequence, long underBallot, long now) {
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
        keptUntil,
        holders);
  }

  /**
   * With another version.
   *
   * @param replacedUntil when the version before expires
   * @param with what was recorded with it, or is to be recorded where nothing is. Below what was
   *     promised it counts as the least, for whoever was answered so has not seen it
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
        Math.max(keptUntil, replacedUntil),
        recorded);
  }

  /**
   * The same with the version that is held, for what is stored may speak of an earlier one, and
   * without the promise once nothing below it is about.
   */
  public SlotState of(long heldSequence, long now) {
    boolean promised = rememberedUntil() > now;
    return new SlotState(
        heldSequence,
        sequence == heldSequence ? ballot : 0,
        promised ? promisedSequence : 0,
        promised ? promisedBallot : 0,
        promisedUntil,
        keptUntil,
        holders);
  }

  /** Until when a record may live that was written under the last ballot that was promised. */
  long rememberedUntil() {
    return promisedSequence == 0 ? 0 : promisedUntil + Limits.MAX_TTL_SECONDS * 1000L;
  }

  /** The same without a version. */
  SlotState ofNone(long now) {
    return rememberedUntil() > now
        ? new SlotState(0, 0, promisedSequence, promisedBallot, promisedUntil, 0, HolderSet.NONE)
        : EMPTY;
  }

  public byte[] encoded() {
    CborWriter out = new CborWriter();
    out.array(7).ulong(sequence).ulong(ballot).ulong(promisedSequence).ulong(promisedBallot);
    out.ulong(promisedUntil).ulong(keptUntil).bytes(holders.encoded());
    return out.toBytes();
  }

  public static SlotState decode(byte[] encoded) {
    return decode(encoded, false);
  }

  /**
   * As it stood beside the record in an earlier version, with the highest sequence that was ever
   * promised, which is that of the last promise.
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
    long keptUntil = in.ulong();
    HolderSet holders = HolderSet.read(new CborReader(in.bytes(1024)));
    in.rest(count, fields);
    return new SlotState(
        sequence, ballot, promisedSequence, promisedBallot, promisedUntil, keptUntil, holders);
  }
}
