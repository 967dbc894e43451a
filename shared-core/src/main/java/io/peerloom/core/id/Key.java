package io.peerloom.core.id;

/** The key of a record or topic: a point that peers near it are responsible for. */
public final class Key extends Point {
  public Key(byte[] bytes) {
    super(bytes);
  }
}
