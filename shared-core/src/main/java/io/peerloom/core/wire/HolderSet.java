package io.peerloom.core.wire;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.CborWriter;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.crypto.Hash;
import io.peerloom.core.id.NodeId;
import java.util.List;
import java.util.Set;

/**
 * The holders whose majority decides about the value of a slot, as recorded with the ballot that
 * set them. Until a changed set is known to be accepted, the majority of the former one is needed
 * as well, so that two halves of a network cannot each continue with a set of their own (joint
 * consensus, Ongaro and Ousterhout, 2014).
 *
 * @param sequence the sequence of the ballot it was recorded with, 0 for the first put
 * @param ballot that ballot, 0 for the first put
 * @param holders at most {@link #MAX}; empty where none are recorded
 * @param former the set before it, whose majority is needed as well; or none
 */
public record HolderSet(long sequence, long ballot, List<NodeId> holders, List<NodeId> former) {
  /** The most holders of one set. */
  public static final int MAX = 8;

  /** Bytes of a {@link #digest}. */
  static final int DIGEST_BYTES = 8;

  /** No holders are recorded. */
  public static final HolderSet NONE = new HolderSet(0, 0, List.of(), List.of());

  public boolean isNone() {
    return holders.isEmpty();
  }

  /** Whether it was recorded with a later ballot. */
  public boolean isNewerThan(HolderSet other) {
    return sequence != other.sequence ? sequence > other.sequence : ballot > other.ballot;
  }

  /** Whether it has the same holders, whichever ballot it was recorded with. */
  public boolean namesSame(HolderSet other) {
    return holders.equals(other.holders) && former.equals(other.former);
  }

  /** Whether these are most of the holders, and most of the former ones. */
  public boolean isMajority(Set<NodeId> some) {
    return isMost(holders, some) && (former.isEmpty() || isMost(former, some));
  }

  private static boolean isMost(List<NodeId> all, Set<NodeId> some) {
    int count = 0;
    for (NodeId id : all) {
      count += some.contains(id) ? 1 : 0;
    }
    return 2 * count > all.size();
  }

  void write(CborWriter out) {
    if (isNone()) {
      out.array(0);
      return;
    }
    out.array(4).ulong(sequence).ulong(ballot);
    writeIds(out, holders);
    writeIds(out, former);
  }

  /** The set as it is stored. */
  public byte[] encoded() {
    CborWriter out = new CborWriter();
    write(out);
    return out.toBytes();
  }

  /** Stands for the set where the other side most likely has the same. */
  public byte[] digest(Hash hash) {
    return Bytes.slice(hash.sha256(encoded()), 0, DIGEST_BYTES);
  }

  private static void writeIds(CborWriter out, List<NodeId> ids) {
    out.array(ids.size());
    for (NodeId id : ids) {
      out.bytes(id.bytes());
    }
  }

  /** Reads a set; INVALID_REQUEST when it is malformed. */
  public static HolderSet read(CborReader in) {
    int count = in.array(0);
    if (count == 0) {
      return NONE;
    }
    if (count < 4) {
      throw new PeerloomException(ErrorCode.INVALID_REQUEST, "a holder set of " + count);
    }
    HolderSet set =
        new HolderSet(
            in.ulong(),
            in.ulong(),
            in.list(MAX, each -> NodeId.of(each.bytesOf(NodeId.BYTES))),
            in.list(MAX, each -> NodeId.of(each.bytesOf(NodeId.BYTES))));
    in.rest(count, 4);
    return set;
  }
}
