package io.peerloom.core.data;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.Owner;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.core.id.Key;
import java.util.ArrayList;
import java.util.List;

/**
 * A slot as it is on disk, whether its record still counts or not.
 *
 * @param record null for none
 * @param state what was promised for it, and what is to be remembered
 * @param owner for whom its bytes are counted; null where there is no entry
 * @param bytes of its value on disk, 0 where there is no entry
 */
record StoredSlot(DataRecord record, SlotState state, Owner owner, int bytes) {
  static final StoredSlot NONE = new StoredSlot(null, SlotState.EMPTY, null, 0);

  /** What is to be stored; its bytes follow from {@link #encoded}. */
  static StoredSlot of(DataRecord record, SlotState state, Owner owner) {
    StoredSlot slot = new StoredSlot(record, state, owner, 0);
    return new StoredSlot(record, state, owner, slot.encoded().length);
  }

  boolean isEmpty() {
    return record == null && state == SlotState.EMPTY;
  }

  /** Whether its record stays, or will stay, beyond its expiry. */
  boolean isTombstone() {
    return record != null && state.supersedesUntil() > record.expiresAt();
  }

  byte[] encoded() {
    byte[] envelope = record == null ? new byte[0] : record.envelope().encoded();
    List<Bytes> path = owner.path();
    byte[][] names = new byte[path.size()][];
    for (int i = 0; i < names.length; i++) {
      names[i] = path.get(i).array();
    }
    return new CborWriter(envelope.length + 640)
        .bytes(state.encoded())
        .bytes(envelope)
        .bytes(Bytes.concat(names))
        .toBytes();
  }

  /** Reads an entry; fails where it is damaged. */
  static StoredSlot decode(Hash hash, byte[] slot, byte[] value) {
    if (value == null) {
      return NONE;
    }
    // An envelope is an array.
    if ((value[0] & 0x80) != 0) {
      return new StoredSlot(
          DataRecord.decodeStored(hash, value), SlotState.EMPTY, unknown(slot), value.length);
    }
    CborReader in = new CborReader(value);
    SlotState state = SlotState.decode(in.bytes(value.length));
    byte[] record = in.bytes(value.length);
    return new StoredSlot(
        record.length == 0 ? null : DataRecord.decodeStored(hash, record),
        state,
        in.hasMore() ? owner(in.bytes(value.length)) : unknown(slot),
        value.length);
  }

  private static Owner owner(byte[] names) {
    List<Bytes> path = new ArrayList<>(Owner.MAX_DEPTH);
    int step = MembershipToken.ANCESTOR_BYTES;
    for (int at = 0; at < names.length; at += step) {
      path.add(Bytes.wrap(Bytes.slice(names, at, at + step)));
    }
    return new Owner(path);
  }

  /** Whoever an earlier version stored it for: the publisher, by what the slot says of it. */
  static Owner unknown(byte[] slot) {
    byte[] name = new byte[MembershipToken.ANCESTOR_BYTES];
    System.arraycopy(slot, Key.BYTES, name, 0, slot.length - Key.BYTES);
    return Owner.of(Bytes.wrap(name));
  }
}
