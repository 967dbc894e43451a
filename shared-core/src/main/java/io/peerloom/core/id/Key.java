package io.peerloom.core.id;

/** Where a record or a topic stands in the key space. */
public final class Key extends Point {
  public Key(byte[] bytes) {
    super(bytes);
  }
}
