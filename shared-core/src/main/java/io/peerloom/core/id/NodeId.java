package io.peerloom.core.id;

/** Where a peer stands in the key space. It follows from its keys and its token (decision 3). */
public final class NodeId extends Point {
  /** A power of two. */
  private static final int RECENT = 1 << 14;

  private static final NodeId[] recent = new NodeId[RECENT];

  public NodeId(byte[] bytes) {
    super(bytes);
  }

  /** The point that differs from this one in one bit only, counted from the first. */
  public NodeId across(int bit) {
    byte[] bytes = bytes().clone();
    bytes[bit >> 3] ^= (byte) (0x80 >> (bit & 7));
    return new NodeId(bytes);
  }

  /**
   * The id of those bytes, which the caller no longer changes: the one object that was used for it
   * last, where it is at hand. The same peers are named again and again, in a shared JVM by all to
   * all, so this spares memory, and comparing most ids. Loops may race here: ids are immutable, and
   * at worst there are two of one.
   */
  public static NodeId of(byte[] bytes) {
    NodeId id = new NodeId(bytes);
    int slot = id.hashCode() & RECENT - 1;
    NodeId known = recent[slot];
    if (id.equals(known)) {
      return known;
    }
    recent[slot] = id;
    return id;
  }
}
