package io.peerloom.core.id;

/** A peer's id. It follows from its identity key, its token and its instance (DESIGN 3). */
public final class NodeId extends Point {
  /** Places of the cache, a power of two. */
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
   * The id of those bytes, which the caller no longer changes: the same object as the last time,
   * where it is still in the cache. The same ids arrive again and again, in one JVM to all of its
   * peers, so this saves memory and most comparisons. Several loops may race here: ids are
   * immutable, and at worst there are two objects for one.
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
