package io.peerloom.core.base;

/** What may be the name of a value or a topic. */
public final class Names {
  /** The most bytes of a name in UTF-8. */
  public static final int MAX_BYTES = 512;

  private Names() {}

  /** Throws INVALID_REQUEST where it is none. */
  public static void check(String name) {
    int length = Bytes.utf8(name).length;
    if (length == 0 || length > MAX_BYTES) {
      throw new PeerloomException(
          ErrorCode.INVALID_REQUEST, "a name has 1 to " + MAX_BYTES + " bytes");
    }
  }
}
