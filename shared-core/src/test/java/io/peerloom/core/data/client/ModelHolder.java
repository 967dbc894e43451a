package io.peerloom.core.data.client;

import io.peerloom.core.data.SlotState;
import io.peerloom.core.id.NodeId;
import io.peerloom.core.wire.DataMessage.Prepared;
import io.peerloom.core.wire.HolderSet;

/** A holder of one slot: the real acceptor, and a disk that a restart goes back to. */
final class ModelHolder {
  SlotState state = SlotState.EMPTY;
  byte[] disk = state.encoded();
  int value;
  boolean gone;
  int side;

  void keep(SlotState next) {
    state = next;
    disk = next.encoded();
  }

  void restart() {
    state = SlotState.decode(disk);
  }

  Prepared prepare(long sequence, long ballot, long until) {
    if (state.mayPromise(sequence, ballot)) {
      keep(state.promised(sequence, ballot, until));
    }
    byte[] record = state.sequence() >= sequence ? new byte[] {(byte) value} : new byte[0];
    return new Prepared(
        state.sequence(),
        state.ballot(),
        state.promisedSequence(),
        state.promisedBallot(),
        1,
        state.holders(),
        record,
        !state.holders().isNone(),
        new byte[0]);
  }

  /** As {@code RecordService} allows a holder, but for what it knows of links. */
  boolean mayRenew(NodeId by, long sequence) {
    HolderSet set = state.holders();
    return state.sequence() == sequence
        && (set.holders().contains(by) || set.former().contains(by));
  }

  boolean store(long sequence, long ballot, int stored, HolderSet with) {
    boolean same = state.sequence() == sequence && value == stored && state.ballot() >= ballot;
    if (!same && !state.mayAccept(sequence, ballot)) {
      return false;
    }
    if (!same) {
      keep(state.accepted(sequence, ballot, 0, with));
      value = stored;
    }
    return true;
  }

  /** A copy, or a plain put: not under a ballot. */
  boolean take(long sequence, long ballot, int taken, HolderSet with, long now) {
    boolean may = state.mayAcceptOutsideBallot(sequence, ballot, now);
    if (may) {
      keep(state.accepted(sequence, ballot, 0, with));
      value = taken;
    }
    return may;
  }
}
