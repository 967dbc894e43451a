package io.peerloom.core.id;

/** Where a peer stands in the key space. It follows from its keys and its token (decision 3). */
public final class NodeId extends Point {
  public NodeId(byte[] bytes) {
    super(bytes);
  }
}
